// SHA-256 of what comes in pieces: the browser's own wants all of it at once, which two hours of pictures are too long for.
//
// FIPS 180-4.

/** The first 64 primes' fractional parts, of cube and square roots, as the standard derives its constants. */
const PRIMES = Array.from({ length: 312 }, (_, at) => at).filter((n) => n > 1 && ![...Array(n).keys()].some((d) => d > 1 && n % d === 0));
/** @param {number} root */
const fraction = (root) => Math.floor((root - Math.floor(root)) * 2 ** 32) | 0;
const ROUNDS = Int32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)));
const BEGIN = Int32Array.from(PRIMES.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
const BLOCK = 64;

export class Sha256 {
  #state = BEGIN.slice();
  #words = new Int32Array(64);
  #held = new Uint8Array(BLOCK);
  #length = 0;

  /** @param {Uint8Array} bytes */
  add(bytes) {
    const filled = this.#length % BLOCK;
    this.#length += bytes.length;
    const first = bytes.subarray(0, (BLOCK - filled) % BLOCK);
    this.#held.set(first, filled);
    if (filled && filled + first.length < BLOCK) return;
    if (filled) mix(this.#state, this.#words, this.#held, 0);
    let at = first.length;
    for (; at + BLOCK <= bytes.length; at += BLOCK) mix(this.#state, this.#words, bytes, at);
    this.#held.set(bytes.subarray(at), 0);
  }

  /** @returns {string} Hexadecimal; nothing can be added then. */
  hex() {
    const bits = this.#length * 8;
    const zeros = (BLOCK + 55 - (this.#length % BLOCK)) % BLOCK;
    const end = new DataView(new ArrayBuffer(9 + zeros));
    end.setUint8(0, 0x80);
    end.setUint32(1 + zeros, Math.floor(bits / 2 ** 32));
    end.setUint32(5 + zeros, bits >>> 0);
    this.add(new Uint8Array(end.buffer));
    return [...this.#state].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  }
}

/**
 * A block of 64 bytes. In plain variables, each moved on by name: lists of eight cost ten times as much.
 * @param {Int32Array} state @param {Int32Array} words @param {Uint8Array} bytes @param {number} from
 */
function mix(state, words, bytes, from) {
  spread(words, bytes, from);
  let a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
  for (let at = 0; at < 64; at += 1) {
    const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[at] + words[at]) | 0;
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

/** @param {Int32Array} words @param {Uint8Array} bytes @param {number} from */
function spread(words, bytes, from) {
  for (let at = 0, place = from; at < 16; at += 1, place += 4)
    words[at] = (bytes[place] << 24) | (bytes[place + 1] << 16) | (bytes[place + 2] << 8) | bytes[place + 3];
  for (let at = 16; at < 64; at += 1) {
    const early = words[at - 15];
    const late = words[at - 2];
    const low = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
    const high = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
    words[at] = words[at - 16] + low + words[at - 7] + high;
  }
}

/** @param {number} word @param {number} bits */
const turned = (word, bits) => (word >>> bits) | (word << (32 - bits));
