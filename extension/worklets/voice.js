// Voice: speech as it comes from the server, played on the audio thread, where nothing holds it up.

import {VoiceQueue} from '../core/voice_queue.js';

// The audio thread has globals of its own, which the types of pages lack.
const {AudioWorkletProcessor, registerProcessor} = /** @type {any} */ (globalThis);

/** What each message does. @type {Record<string, (queue: VoiceQueue, message: any) => void>} */
const MESSAGES = {
  open: (queue, {id}) => queue.open(id),
  add: (queue, {id, samples}) => queue.add(id, samples),
  close: (queue, {id}) => queue.close(id),
  stop: (queue, {id}) => queue.stop(id),
};

class Voice extends AudioWorkletProcessor {
  #queue = new VoiceQueue();

  constructor() {
    super();
    this.port.onmessage = (/** @type {MessageEvent} */ {data}) => MESSAGES[data.type](this.#queue, data);
  }

  /**
   * @param {Float32Array[][]} _inputs none
   * @param {Float32Array[][]} outputs The first channel of the first output is spoken to.
   * @returns {boolean} true: it goes on though nothing is said.
   */
  process(_inputs, [[channel]]) {
    for (const news of this.#queue.fill(channel)) this.port.postMessage(news);
    return true;
  }
}

registerProcessor('voice', Voice);
