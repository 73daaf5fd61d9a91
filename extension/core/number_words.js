// Numbers as they are said in English: "fifteen", "minus twenty one", "15" → a number.

const UNITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven',
  'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'];
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const SCALES = new Map([['hundred', 100], ['thousand', 1000]]);
const SMALL = new Map([
  ...UNITS.map((word, n) => /** @type {[string, number]} */ ([word, n])),
  ...TENS.map((word, n) => /** @type {[string, number]} */ ([word, n * 10])).filter(([word]) => word),
]);

/**
 * The number a text says, or null where it says none.
 * @param {string} text Lower case; digits or words, "minus" first for a negative one.
 * @returns {number|null}
 */
export function numberFrom(text) {
  const words = text.trim().split(/[\s-]+/).filter((word) => word && word !== 'and');
  const negative = /^-\s*[\da-z]/.test(text.trim()) || words[0] === 'minus';
  const rest = words[0] === 'minus' ? words.slice(1) : words;
  // "a hundred"
  if (rest[0] === 'a' && SCALES.has(rest[1])) rest.shift();
  const size = magnitude(rest);
  return size === null ? null : negative && size ? -size : size;
}

/** @param {string[]} words @returns {number|null} */
function magnitude(words) {
  if (words.length === 1 && /^\d{1,12}$/.test(words[0])) return Number(words[0]);
  if (!words.length || !words.every((word) => SMALL.has(word) || SCALES.has(word))) return null;
  let total = 0;
  let current = 0;
  for (const word of words) {
    const scale = SCALES.get(word);
    if (!scale) current += SMALL.get(word) ?? 0;
    else if (scale === 100) current = (current || 1) * 100;
    else [total, current] = [total + (current || 1) * scale, 0];
  }
  return total + current;
}
