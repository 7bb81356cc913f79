// Amounts as people type them, in whole minor units (BigInt). The server's reading is the truth.
const SPACES = /[\s\u00a0\u2007\u2009\u202f]/g;
const TERMS = /[+\-\u2212]?[^+\-\u2212]+/g;

export function isoDigits(currency) {
  return formatter(currency).resolvedOptions().maximumFractionDigits;
}

// "12.50+3" is 1550n with two digits, "" is 0n, what cannot be read is null.
export function read(text, marks) {
  const line = text.replace(SPACES, "");
  const terms = line.match(TERMS) ?? [];
  if (terms.join("") !== line) return null;
  const amounts = terms.map((term) => readTerm(term, marks));
  return amounts.includes(null) ? null : amounts.reduce((sum, amount) => sum + amount, 0n);
}

function readTerm(term, marks) {
  const isMinus = /^[-\u2212]/.test(term);
  const [typed, fraction = "", ...rest] = term.replace(/^[+\-\u2212]/, "").split(marks.decimal);
  const whole = ungrouped(typed, marks, fraction);
  if (rest.length || whole === null || !/^\d*$/.test(fraction) || fraction.length > marks.digits) return null;
  const minor = BigInt(whole + fraction.padEnd(marks.digits, "0"));
  return isMinus ? -minor : minor;
}

function ungrouped(typed, { group, digits }, fraction) {
  if (/^\d+$/.test(typed)) return typed;
  const groups = typed.split(group);
  const isGrouped = groups.length > 1 && /^\d{1,3}$/.test(groups[0]) && groups.slice(1).every((part) => /^\d{3}$/.test(part));
  // 1,234 may be a thousand or a decimal: the server asks, so nothing is guessed here.
  const isAmbiguous = groups.length === 2 && !fraction && digits > 0 && /^[.,]$/.test(group);
  return isGrouped && !isAmbiguous ? groups.join("") : null;
}

export function format(minor, currency) {
  const digits = isoDigits(currency);
  const text = String(minor < 0n ? -minor : minor).padStart(digits + 1, "0");
  const cut = text.length - digits;
  const amount = `${minor < 0n ? "-" : ""}${text.slice(0, cut)}${digits ? `.${text.slice(cut)}` : ""}`;
  // Given as text, so that it never becomes a float.
  return formatter(currency).format(amount).replace("-", "\u2212");
}

const known = new Map();

function formatter(currency) {
  if (!known.has(currency)) {
    const language = document.documentElement.lang || "en";
    known.set(currency, new Intl.NumberFormat(language, { style: "currency", currency, currencyDisplay: "narrowSymbol" }));
  }
  return known.get(currency);
}
