// Spoken feedback: a piece ends where the recording jumps or begins to run, and the next begins there.

import assert from "node:assert/strict";
import { test } from "node:test";

import { WebmReader } from "../../extension/core/webm_read.js";
import { Voice } from "../../web/feedback_voice.js";
import { sound } from "../extension/core/recorded_webm.js";

/** @import { Seen } from "../../extension/core/along.js" */

/** The browser's own, which gives what it recorded when it is stopped. */
class FakeRecorder {
  static isTypeSupported = () => true;
  state = "inactive";
  /** @type {(() => void) | null} */
  onstop = null;
  /** @type {((event: {data: Blob}) => void) | null} */
  ondataavailable = null;
  start() {
    this.state = "recording";
  }

  stop() {
    this.state = "inactive";
    this.ondataavailable?.({ data: new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (sound(1200))]) });
    this.onstop?.();
  }
}

/** A microphone that says when it is let go. */
class FakeTrack extends EventTarget {
  label = "microphone";
  stopped = false;
  stop() {
    this.stopped = true;
  }
}

/** @param {Error | null} [refused] */
function opened(refused = null) {
  const track = new FakeTrack();
  const getUserMedia = async () => {
    if (refused) throw refused;
    return { getTracks: () => [track] };
  };
  Object.assign(globalThis, { MediaRecorder: FakeRecorder, MediaStream: class {} });
  Object.defineProperty(globalThis, "navigator", { value: { mediaDevices: { getUserMedia } }, configurable: true });
  /** @type {{at: number, long: number, sound: Blob}[]} */
  const pieces = [];
  return { track, pieces, voice: new Voice((at, long, blob) => pieces.push({ at, long, sound: blob })) };
}

/** @param {number} now @param {number} at @returns {Seen} */
const runs = (now, at) => ({ now, at, plays: true, rate: 1 });
/** @param {number} now @param {number} at @returns {Seen} */
const stands = (now, at) => ({ now, at, plays: false, rate: 1 });

test("one speaks on while it stops, and each start and jump begins another piece", async () => {
  const { track, pieces, voice } = opened();
  assert.equal(await voice.begin(() => runs(0, 5000), () => {}), "");
  voice.watch(runs(500, 5500));
  voice.watch(stands(1000, 6000));
  voice.watch(stands(4000, 6000));
  voice.watch(runs(5000, 6000));
  voice.watch(runs(6000, 7000));
  voice.watch(runs(6016, 2000));
  await voice.end(7016);
  assert.deepEqual(pieces.map(({ at, long }) => [at, long]), [[5000, 5000], [6000, 1016], [2000, 1000]]);
  assert.deepEqual([track.stopped, voice.on], [true, false]);
});

test("a piece is a sound with its length, and what is too short for a word is none", async () => {
  const { pieces, voice } = opened();
  await voice.begin(() => stands(0, 1000), () => {});
  voice.watch(runs(100, 1000));
  await voice.end(1300);
  assert.equal(pieces.length, 1);
  assert.equal(pieces[0].sound.type, "audio/webm");
  const frames = new WebmReader().feed(new Uint8Array(await pieces[0].sound.arrayBuffer()));
  assert.deepEqual([frames.length, frames[0].ms], [20, 0]);
});

test("a microphone that may not be used says why", async () => {
  const { voice } = opened(new DOMException("no", "NotAllowedError"));
  assert.match(await voice.begin(() => runs(0, 0), () => {}), /allow it beside the address/);
  assert.equal(voice.on, false);
});
