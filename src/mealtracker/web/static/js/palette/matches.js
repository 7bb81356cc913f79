// Which entries of the palette fit what was typed, and where. Pure.
import { fit } from "./fit.js";

const MOST_IN_A_GROUP = 6;
const TYPED = "{q}";

// The groups with what fits in them, the best first; before anything is typed, the beginning of each.
export function matches(groups, typed) {
  return groups
    .map(({ label, entries }) => ({ label, options: fitting(entries, typed).slice(0, MOST_IN_A_GROUP) }))
    .filter(({ options }) => options.length > 0)
    .sort((one, other) => other.options[0].score - one.options[0].score);
}

function fitting(entries, typed) {
  const options = entries.map((entry) => (entry.words.includes(TYPED) ? withTyped(entry, typed) : plain(entry, typed)));
  return options.filter(Boolean).sort((one, other) => other.score - one.score);
}

function plain(entry, typed) {
  const fitted = typed ? fit(typed, entry.words) : { score: 0, at: [] };
  return fitted && { entry, words: entry.words, href: entry.href, ...fitted };
}

function withTyped(entry, typed) {
  const words = entry.words.replace(TYPED, () => typed);
  const href = entry.href.replace(TYPED, () => encodeURIComponent(typed));
  return typed ? { entry, words, href, score: 0, at: [] } : null;
}

// The words cut where a letter that fits stands beside one that does not.
export function pieces(words, at) {
  const places = new Set(at);
  const cut = [];
  [...words].forEach((sign, index) => {
    const isMark = places.has(index);
    if (cut.at(-1)?.isMark !== isMark) cut.push({ isMark, text: "" });
    cut.at(-1).text += sign;
  });
  return cut;
}
