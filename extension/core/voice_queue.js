// Voice queue: sayings one after another without a gap between them, as samples come and as sound is asked for.

/** Samples over which what is stopped fades: 5 ms at 48 kHz, so that it does not click. */
const FADE = 240;

/** @typedef {{id: number, pieces: Float32Array[], used: number, closed: boolean, begun: boolean}} Queued `used`: of the first piece */
/** What happened: a saying began to sound, or ended, at a sample of the block. @typedef {{type: 'begun' | 'over', id: number, at: number}} News */

export class VoiceQueue {
  /** @type {Queued[]} */
  #queue = [];
  /** What is left of one that was stopped. */
  #fading = new Float32Array(0);

  /** @returns {boolean} whether nothing is left to sound */
  get empty() {
    return this.#queue.length === 0 && this.#fading.length === 0;
  }

  /** @param {number} id of a saying that comes after those before */
  open(id) {
    this.#queue.push({id, pieces: [], used: 0, closed: false, begun: false});
  }

  /** @param {number} id @param {Float32Array} samples */
  add(id, samples) {
    if (samples.length) this.#find(id)?.pieces.push(samples);
  }

  /** @param {number} id of one of which all is there */
  close(id) {
    const one = this.#find(id);
    if (one) one.closed = true;
  }

  /** @param {number} id of one that is to be heard no more */
  stop(id) {
    const one = this.#find(id);
    if (!one) return;
    this.#queue = this.#queue.filter((each) => each !== one);
    if (!one.begun) return;
    const rest = new Float32Array(FADE);
    take(one, rest, 0);
    this.#fading = rest.map((x, i) => x * (1 - (i + 1) / FADE));
  }

  /**
   * Fills a block with what is to sound; with silence, where nothing is there.
   * @param {Float32Array} block
   * @returns {News[]}
   */
  fill(block) {
    /** @type {News[]} */
    const news = [];
    block.fill(0);
    for (let at = 0; this.#queue.length;) {
      const [one] = this.#queue;
      const filled = take(one, block, at);
      if (filled > at && !one.begun) news.push({type: 'begun', id: one.id, at});
      one.begun ||= filled > at;
      at = filled;
      if (one.pieces.length || !one.closed) break;
      news.push({type: 'over', id: one.id, at});
      this.#queue.shift();
    }
    this.#fade(block);
    return news;
  }

  /** @param {Float32Array} block */
  #fade(block) {
    const part = this.#fading.subarray(0, block.length);
    part.forEach((x, i) => { block[i] += x; });
    this.#fading = this.#fading.slice(part.length);
  }

  /** @param {number} id */
  #find(id) {
    return this.#queue.find((one) => one.id === id);
  }
}

/** Moves samples of a saying into a block. @param {Queued} one @param {Float32Array} block @param {number} at @returns {number} up to where it is filled */
function take(one, block, at) {
  let filled = at;
  while (filled < block.length && one.pieces.length) {
    const piece = one.pieces[0].subarray(one.used, one.used + block.length - filled);
    block.set(piece, filled);
    filled += piece.length;
    one.used += piece.length;
    if (one.used < one.pieces[0].length) continue;
    one.pieces.shift();
    one.used = 0;
  }
  return filled;
}
