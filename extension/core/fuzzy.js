// Finding by words: ranks texts by how well they answer what was said or typed.

/** How sure each kind of match is; the order is the ranking. */
const SURE = Object.freeze({
  equal: 100, begins: 90, phrase: 80, starts: 70, squeezed: 60, inside: 50, misheard: 40,
});

/**
 * Lower case, no accents, words apart by one space: "Café – Menü!" is "cafe menu".
 * @param {string} text
 */
export const plain = (text) =>
  text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/**
 * Damerau-Levenshtein distance without transposition of what was edited.
 * @param {string} a
 * @param {string} b
 */
export const distance = (a, b) => {
  let before = /** @type {number[]} */ ([]);
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, before[j - 2] + 1);
      }
      next.push(cost);
    }
    before = row;
    row = next;
  }
  return row[b.length];
};

/**
 * A short word must be itself; a longer one may be one or two letters off, as recognisers hear.
 * @param {string} word
 * @param {string} other
 */
export const alike = (word, other) => {
  const slack = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
  return Math.abs(word.length - other.length) <= slack && distance(word, other) <= slack;
};

/**
 * @param {string} query
 * @param {string} text
 * @returns {number} 0 no match, else 1..100
 */
export const score = (query, text) => {
  const [q, t] = [plain(query), plain(text)];
  if (q === "" || t === "") return 0;
  if (q === t) return SURE.equal;
  if (`${t} `.startsWith(`${q} `)) return SURE.begins + 1;
  if (t.startsWith(q)) return SURE.begins;
  if (` ${t}`.includes(` ${q}`)) return SURE.phrase;
  const [asked, there] = [q.split(" "), t.split(" ")];
  if (asked.every((word) => there.some((other) => other.startsWith(word)))) return SURE.starts;
  if (q.length > 2 && t.replaceAll(" ", "").includes(q.replaceAll(" ", ""))) return SURE.squeezed;
  if (q.length > 2 && asked.every((word) => t.includes(word))) return SURE.inside;
  return asked.every((word) => there.some((other) => alike(word, other))) ? SURE.misheard : 0;
};

/**
 * The items that match, best first; equals keep their order. The first text of an item (its
 * title) counts a little more than the others.
 * @template T
 * @param {string} query
 * @param {readonly T[]} items
 * @param {(item: T) => string[]} texts
 * @returns {{item: T, score: number}[]}
 */
export const rank = (query, items, texts) =>
  items
    .map((item) => ({ item, score: best(query, texts(item)) }))
    .filter((hit) => hit.score > 0)
    .sort((a, b) => b.score - a.score);

/** @param {string} query @param {string[]} texts */
const best = (query, texts) =>
  Math.max(0, ...texts.map((text, i) => Math.max(score(query, text) - (i > 0 ? 5 : 0), 0)));

/**
 * True where the first hit is better than every other: it may be taken unasked.
 * @param {{score: number}[]} hits best first
 */
export const clear = (hits) => hits.length === 1 || (hits.length > 1 && hits[0].score > hits[1].score);
