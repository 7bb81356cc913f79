// How well typed letters fit a text: all of them, in order, best at the beginning of words and in a row.
const STARTS_WORD = 9;
const IN_A_ROW = 7;
const ANYWHERE = 1;
const LEAST_A_LETTER = 4;

// Returns { score, at } with the places of the letters in `text`, or null when they do not fit.
export function fit(typed, text) {
  const wanted = fold(typed).filter((letter) => letter !== " ");
  const letters = fold(text);
  let ways = null;
  for (const letter of wanted) ways = placed(letter, letters, ways);
  const best = better(...(ways ?? []));
  if (!best || best.score < LEAST_A_LETTER * wanted.length) return null;
  return { score: best.score - letters.length / 100, at: placesOf(best) };
}

// The best way to have placed the letters up to this one, for each place that this one can have.
function placed(letter, letters, before) {
  let reached = null;
  return letters.map((here, at) => {
    reached = better(reached, before?.[at - 2]);
    if (here !== letter || (before && at === 0)) return null;
    const startsWord = at === 0 || !isLetter(letters[at - 1]);
    const jumped = step(reached, at, startsWord ? STARTS_WORD : ANYWHERE);
    const followed = step(before?.[at - 1], at, IN_A_ROW);
    return before ? better(reached && jumped, before[at - 1] && followed) : jumped;
  });
}

function step(before, at, points) {
  return { score: (before?.score ?? 0) + points, at, before };
}

function better(...ways) {
  return ways.reduce((best, way) => (way && (!best || way.score > best.score) ? way : best), null);
}

function placesOf(way) {
  const places = [];
  for (let step = way; step; step = step.before) places.unshift(step.at);
  return places;
}

function isLetter(sign) {
  return /[\p{Letter}\p{Number}]/u.test(sign);
}

// One folded sign for each sign of the text, so that places stay true.
function fold(text) {
  return [...text].map((sign) => sign.normalize("NFD")[0].toLowerCase());
}
