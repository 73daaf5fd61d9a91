// EBML: the elements that a WebM file is made of, each an id, a size and what is in it.
//
// RFC 8794 (EBML) and RFC 9559 (Matroska), of which WebM is a part.

/** The elements that are read or written here. */
export const ID = Object.freeze({
  ebml: 0x1a45dfa3, segment: 0x18538067, seekHead: 0x114d9b74, seek: 0x4dbb, seekId: 0x53ab, seekPosition: 0x53ac,
  info: 0x1549a966, scale: 0x2ad7b1, duration: 0x4489, muxer: 0x4d80, writer: 0x5741,
  tracks: 0x1654ae6b, cluster: 0x1f43b675, timestamp: 0xe7, simpleBlock: 0xa3, blockGroup: 0xa0, block: 0xa1,
  cues: 0x1c53bb6b, cue: 0xbb, cueTime: 0xb3, cuePositions: 0xb7, cueTrack: 0xf7, cueCluster: 0xf1,
});

/** @param {Uint8Array} bytes @param {number} at @returns {number} Bytes of the number that begins here: 1 to 8. */
const widthAt = (bytes, at) => Math.clz32(bytes[at]) - 23;

/** @param {Uint8Array} bytes @param {number} from @param {number} to */
const bigEndian = (bytes, from, to) => {
  let value = 0;
  for (let at = from; at < to; at += 1) value = value * 256 + bytes[at];
  return value;
};

/**
 * The id and size of an element.
 * @param {Uint8Array} bytes
 * @param {number} at Where it begins.
 * @returns {{id: number, begin: number, size: number} | null} `begin`: of what is in it; its size is Infinity
 *   where it is not told. Null where not all of this is there.
 */
export function elementAt(bytes, at) {
  if (at >= bytes.length) return null;
  const middle = at + widthAt(bytes, at);
  if (middle >= bytes.length) return null;
  const width = widthAt(bytes, middle);
  if (middle + width > bytes.length || width > 8) return null;
  const id = bigEndian(bytes, at, middle);
  // Its first bit that is set tells the width, and is taken off before all of it is more than a number holds.
  const size = (bytes[middle] & (0xff >> width)) * 256 ** (width - 1) + bigEndian(bytes, middle + 1, middle + width);
  return { id, begin: middle + width, size: size >= 2 ** (7 * width) - 1 ? Infinity : size };
}

/** @param {Uint8Array} bytes @param {number} from @param {number} size @returns {number} */
export const numberIn = (bytes, from, size) => bigEndian(bytes, from, from + size);

/** @param {number} value @param {number} [width] Bytes; as few as it takes, where none are named. @returns {number[]} */
export function number(value, width = Math.max(1, Math.ceil(Math.log2(value + 1) / 8))) {
  return Array.from({ length: width }, (_, at) => Math.floor(value / 256 ** (width - 1 - at)) % 256);
}

/** @param {number} value @returns {number[]} 64 bits, big-endian. */
export function double(value) {
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setFloat64(0, value);
  return [...new Uint8Array(bytes.buffer)];
}

/** @param {number} size @returns {number[]} Always of eight bytes, so that it can be told before it is known. */
export const sizeOf = (size) => [1, ...number(size, 7)];

/** @param {string} text ASCII @returns {number[]} */
export const ascii = (text) => [...text].map((letter) => letter.charCodeAt(0));

/**
 * @param {number} id
 * @param {...ArrayLike<number>} parts What is in it.
 * @returns {Uint8Array<ArrayBuffer>}
 */
export const element = (id, ...parts) =>
  joined([number(id), sizeOf(parts.reduce((sum, { length }) => sum + length, 0)), ...parts]);

/** @param {readonly ArrayLike<number>[]} parts @returns {Uint8Array<ArrayBuffer>} */
export function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
