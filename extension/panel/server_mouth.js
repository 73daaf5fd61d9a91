// The server's mouth: its speech, fetched as it is made, to Web Audio.

import {VoiceLost, serverSpeech} from '../adapters/server_voice.js';

/**
 * @import {Mouth, Saying} from '../engine/mouth.js'
 * @import {Reach} from '../adapters/server_voice.js'
 * @import {VoiceOut} from '../adapters/voice_out.js'
 */

/** @param {() => Reach | null} reach @param {Saying} saying @param {AbortSignal} signal */
async function* spoken(reach, saying, signal) {
  const there = reach();
  if (!there) throw new VoiceLost({key: 'why_server_voice_gone', args: ['']});
  yield* serverSpeech(there, saying, signal);
}

/**
 * @param {() => Reach | null} reach
 * @param {VoiceOut} out
 * @returns {Mouth} One that takes the next saying while it says one: both are fetched at once.
 */
export const serverMouth = (reach, out) => ({
  ahead: true,
  say: (saying, hears) => {
    const ends = new AbortController();
    const {stop, part} = out.play(spoken(reach, saying, ends.signal), hears);
    return {
      stop: () => { ends.abort(); stop(); },
      letter: () => Math.floor((part() ?? 0) * saying.text.length),
    };
  },
});

/**
 * @param {() => Reach | null} reach
 * @param {Saying} saying
 * @returns {Promise<Float32Array | null>} all of it, 24,000 samples a second; null where no server says it
 */
export async function wholeSaying(reach, saying) {
  /** @type {Float32Array[]} */
  const pieces = [];
  try {
    for await (const piece of spoken(reach, saying, new AbortController().signal)) pieces.push(piece);
  } catch (error) {
    if (error instanceof VoiceLost) return null;
    throw error;
  }
  const all = new Float32Array(pieces.reduce((sum, {length}) => sum + length, 0));
  pieces.reduce((at, piece) => { all.set(piece, at); return at + piece.length; }, 0);
  return all;
}
