// Hash: FNV-1a over a text's UTF-16 units, 32 bits; tells torn from whole, and keeps nothing secret.

/**
 * @param {string} text
 * @returns {string} eight hexadecimal digits
 */
export function hash(text) {
  let sum = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  return sum.toString(16).padStart(8, "0");
}
