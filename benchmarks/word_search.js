// Words found in a long recording: 100,000 notes, 1,000 words, overlaps included.
//
//     node benchmarks/word_search.js

import { WordSearch } from "../extension/core/word_search.js";

const NOTES = 100_000;
const WORDS = 1_000;
const RUNS = 15;

let state = 5;
/** @param {number} below */
function dice(below) {
  state = (Math.imul(state, 1103515245) + 12345) >>> 0;
  return (state >>> 8) % below;
}

const words = Array.from({ length: WORDS }, () => ({
  keys: Array.from({ length: 2 + dice(4) }, () => dice(25)), unordered: dice(10) === 0,
}));
const begun = performance.now();
const search = new WordSearch(words);
const compiled = performance.now() - begun;
const played = Uint8Array.from({ length: NOTES }, () => dice(25));
let found = 0;
const times = Array.from({ length: RUNS }, () => {
  const at = performance.now();
  found = search.find(played).words.length;
  return performance.now() - at;
});
console.log(`JavaScript: ${NOTES.toLocaleString("en")} notes, ${WORDS.toLocaleString("en")} words, ${found.toLocaleString("en")} found`);
console.log(`  compiled, ms              ${compiled.toFixed(1)}`);
console.log(`  found, median ms          ${[...times].sort((one, other) => one - other)[RUNS >> 1].toFixed(1)}`);
console.log(`  found, slowest ms         ${Math.max(...times).toFixed(1)}`);
