// A recorder for tests: an audio worklet that keeps all that comes in, and gives it when asked.

const {AudioWorkletProcessor, registerProcessor} = /** @type {any} */ (globalThis);

class Recorder extends AudioWorkletProcessor {
  constructor() {
    super();
    /** @type {Float32Array[]} */
    this.blocks = [];
    this.port.onmessage = () => {
      const samples = new Float32Array(this.blocks.length * 128);
      this.blocks.forEach((block, at) => samples.set(block, at * 128));
      // The first blocks may have been asked for before the context ran.
      const from = /** @type {any} */ (globalThis).currentFrame - samples.length;
      this.port.postMessage({from, samples});
    };
  }

  /** @param {Float32Array[][]} inputs @returns {boolean} true: it goes on though nothing comes */
  process([input]) {
    this.blocks.push(input[0] ? input[0].slice() : new Float32Array(128));
    return true;
  }
}

registerProcessor('recorder', Recorder);

export {};
