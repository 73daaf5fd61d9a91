// UTF-8: text to bytes and back, where the browser's coders are out of reach.
//
// Source: RFC 3629. Half a pair of surrogates is no character and becomes U+FFFD.

/** First byte's mark, and the first character that needs so many bytes, by their number less 1. */
const MARKS = [0, 0xc0, 0xe0, 0xf0];
const FROM = [0, 0x80, 0x800, 0x10000];

/**
 * @param {string} text
 * @returns {number[]}
 */
export function toUtf8(text) {
  /** @type {number[]} */
  const bytes = [];
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else put(bytes, code >= 0xd800 && code < 0xe000 ? 0xfffd : code);
  }
  return bytes;
}

/** @param {number[]} bytes @param {number} code 0x80 or more */
function put(bytes, code) {
  const more = code < FROM[2] ? 1 : code < FROM[3] ? 2 : 3;
  bytes.push(MARKS[more] | (code >> (6 * more)));
  for (let rest = more - 1; rest >= 0; rest -= 1) bytes.push(0x80 | ((code >> (6 * rest)) & 0x3f));
}

/** Code points turned into text at once: more arguments than this, and an engine may refuse. */
const AT_ONCE = 4096;

/**
 * @param {Uint8Array} bytes
 * @returns {string | null} Null where they are no UTF-8.
 */
export function fromUtf8(bytes) {
  let [text, at] = ["", 0];
  /** @type {number[]} */
  let codes = [];
  while (at < bytes.length) {
    const { code, length } = character(bytes, at);
    if (code < 0) return null;
    codes.push(code);
    at += length;
    if (codes.length < AT_ONCE) continue;
    text += String.fromCodePoint(...codes);
    codes = [];
  }
  return text + String.fromCodePoint(...codes);
}

/** @param {Uint8Array} bytes @param {number} at @returns {{code: number, length: number}} A code of −1: wrong. */
function character(bytes, at) {
  const first = bytes[at];
  if (first < 0x80) return { code: first, length: 1 };
  const more = first >= 0xc2 && first < 0xe0 ? 1 : (first & 0xf0) === 0xe0 ? 2 : (first & 0xf8) === 0xf0 ? 3 : 0;
  if (!more || at + more >= bytes.length) return { code: -1, length: 1 };
  let code = first & (0x3f >> more);
  for (let each = 1; each <= more; each += 1) {
    if ((bytes[at + each] & 0xc0) !== 0x80) return { code: -1, length: 1 };
    code = (code << 6) | (bytes[at + each] & 0x3f);
  }
  const wrong = code < FROM[more] || code > 0x10ffff || (code >= 0xd800 && code < 0xe000);
  return { code: wrong ? -1 : code, length: more + 1 };
}

/**
 * As the texts of MIDI files are read: UTF-8, or Latin-1, which every byte fits; trailing NULs go.
 * @param {Uint8Array} bytes
 * @returns {string}
 */
export function readText(bytes) {
  const text = fromUtf8(bytes) ?? Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  let end = text.length;
  while (end && text[end - 1] === "\0") end -= 1;
  return text.slice(0, end);
}
