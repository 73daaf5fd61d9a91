// Spelled: letters, digits and signs said one by one, by their own names or the alphabet's that pilots use → what they write.

const PILOTS = ('alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec romeo '
  + 'sierra tango uniform victor whiskey x-ray yankee zulu').split(' ');
const DIGITS = 'zero one two three four five six seven eight nine'.split(' ');

/** What ears make of letters, and other names of them. @type {Record<string, string>} */
const ALSO = {
  alfa: 'a', juliett: 'j', whisky: 'w', xray: 'x', ay: 'a', eh: 'a', be: 'b', bee: 'b', see: 'c', sea: 'c', dee: 'd', ee: 'e', ef: 'f', gee: 'g',
  aitch: 'h', eye: 'i', jay: 'j', kay: 'k', el: 'l', ell: 'l', em: 'm', en: 'n', oh: 'o', pea: 'p', pee: 'p', cue: 'q', queue: 'q', are: 'r', ar: 'r',
  es: 's', ess: 's', tea: 't', tee: 't', you: 'u', vee: 'v', ex: 'x', why: 'y', wye: 'y', zed: 'z', zee: 'z',
};

/** Signs by their names; more words than one are joined by a space. @type {Record<string, string>} */
const SIGNS = {
  space: ' ', dot: '.', point: '.', period: '.', dash: '-', hyphen: '-', minus: '-', underscore: '_', at: '@', 'at sign': '@',
  slash: '/', colon: ':', comma: ',', apostrophe: '’', plus: '+', hash: '#', 'double you': 'w', 'double u': 'w',
};

/** @type {ReadonlyMap<string, string>} */
const LETTERS = new Map([
  ...PILOTS.map((word) => /** @type {const} */ ([word, word[0]])),
  ...DIGITS.map((word, digit) => /** @type {const} */ ([word, String(digit)])),
  ...Object.entries(ALSO), ...Object.entries(SIGNS),
]);

/** What makes the next letter a large one. */
const CAPITALS = new Set(['capital', 'cap', 'big', 'upper']);

/**
 * What was spelled, or null where a word is no letter.
 * @param {readonly string[]} words "capital", "k", "alpha" …
 * @returns {string | null}
 */
export function spelled(words) {
  let text = '';
  let large = false;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at].toLowerCase().replace(/[.,]$/, '');
    if (CAPITALS.has(word)) {
      large = true;
      continue;
    }
    const pair = LETTERS.get(`${word} ${words[at + 1]?.toLowerCase()}`);
    const letter = pair ?? LETTERS.get(word) ?? (/^[\p{L}\p{N}]$/u.test(word) ? word : null);
    if (letter === null) return null;
    if (pair) at += 1;
    text += large ? letter.toUpperCase() : letter;
    large = false;
  }
  return text || null;
}
