// <keyboard-shortcuts> listens for the keys that the page lists under "?".
// What a key is for is marked in the page, so a key does nothing where there is nothing to do.
import { activate, plainKey } from "../keys.js";

const PARTS = {
  n: ["main [data-quick-add]", "[data-quick-dialog]", "[data-new]"],
  "/": ["main input[type='search']", "[data-palette]"],
  "?": ["[data-press='keys']"],
  e: ["main [data-edit]:not(tr *)"],
  r: ["main [data-repeat]:not(tr *)"],
  z: [".toast form"],
  "#": ["form:has(input[name='id']:checked) [data-bulk-tag]"],
};
const STEPS = { j: 1, k: -1 };
const LETTER_WITHIN_MS = 1500;

// The row with the focus in it is the current one; Enter opens it, as it does with every link.
const ROWS = ".expense-table tbody tr:has(.cell-place a)";
const LINK = ".cell-place a";

class KeyboardShortcuts extends HTMLElement {
  #listening;
  #goUntil = 0;

  connectedCallback() {
    this.#listening = new AbortController();
    document.addEventListener("keydown", (event) => this.#press(event), { signal: this.#listening.signal });
  }

  disconnectedCallback() {
    this.#listening.abort();
  }

  #press(event) {
    const key = plainKey(event);
    if (!key || key === "shift" || (event.repeat && !(key in STEPS))) return;
    const isGoing = event.timeStamp < this.#goUntil;
    this.#goUntil = key === "g" ? event.timeStamp + LETTER_WITHIN_MS : 0;
    const row = document.activeElement?.closest(ROWS);
    const isMove = key in STEPS && !isGoing;
    const part = isMove ? neighbour(row, STEPS[key]) : partFor(key, row, isGoing);
    if (!part) return;
    event.preventDefault();
    if (isMove) part.focus();
    else activate(part);
  }
}

function neighbour(row, step) {
  const rows = [...document.querySelectorAll(ROWS)];
  const at = row ? rows.indexOf(row) + step : 0;
  return rows[at]?.querySelector(LINK);
}

function partFor(key, row, isGoing) {
  if (isGoing) return document.querySelector(`[data-go="${CSS.escape(key)}"]`);
  const inRow = row && partOf(row, key);
  return inRow || (PARTS[key] ?? []).map((selector) => document.querySelector(selector)).find(Boolean);
}

function partOf(row, key) {
  if (key === "x") return row.querySelector("input[type='checkbox'][name='id']");
  const repeat = row.querySelector("[data-repeat]");
  if (key === "r") return repeat;
  // Who may repeat may edit; the form stands below the page of the expense.
  return key === "e" && repeat ? `${row.querySelector(LINK).href}/edit` : null;
}

customElements.define("keyboard-shortcuts", KeyboardShortcuts);
