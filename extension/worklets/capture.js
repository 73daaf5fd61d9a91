// Capture: what the microphone gives, as pieces of 20 ms, 16 bit, for the server's ear.

/** Frames of a piece: 20 ms of 16 kHz. */
const PIECE = 320;

// The audio thread has globals of its own, which the types of pages lack.
const {AudioWorkletProcessor, registerProcessor} = /** @type {any} */ (globalThis);

class Capture extends AudioWorkletProcessor {
  #piece = new Int16Array(PIECE);
  #filled = 0;

  /**
   * @param {Float32Array[][]} inputs The first channel of the first input is used.
   * @returns {boolean} true: it goes on though nothing comes.
   */
  process([[channel]]) {
    for (const value of channel ?? []) {
      this.#piece[this.#filled] = Math.max(-1, Math.min(1, value)) * 0x7fff;
      this.#filled += 1;
      if (this.#filled === PIECE) this.#post();
    }
    return true;
  }

  #post() {
    const {buffer} = this.#piece;
    this.port.postMessage(buffer, [buffer]);
    [this.#piece, this.#filled] = [new Int16Array(PIECE), 0];
  }
}

registerProcessor('capture', Capture);
