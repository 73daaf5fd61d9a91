// Speech out: sentence by sentence, stopping and going on.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeSpeech } from "../../../extension/adapters/speech_out.js";

class Utterance {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    /** @type {() => void} */
    this.onstart = this.onend = this.onerror = () => undefined;
  }
}

/** A voice that says a sentence when told to, as `start` or `end`. */
const voice = () => {
  const synth = {
    said: /** @type {Utterance[]} */ ([]),
    speak: (/** @type {Utterance} */ one) => { synth.said.push(one); },
    // Chrome ends what it says with an error.
    cancel: () => synth.said.at(-1)?.onerror(),
    texts: () => synth.said.map((one) => one.text),
    /** @param {"onstart" | "onend" | "onerror"} what */
    last: (what) => synth.said.at(-1)?.[what](),
  };
  return synth;
};
const never = () => new Promise(() => undefined);
/** @param {any} synth @param {any} [after] */
const speechOf = (synth, after = never) => makeSpeech(synth, /** @type {any} */ (Utterance), after);

test("reading begins when the first sentence sounds, and goes on by itself to the end", async () => {
  const synth = voice();
  const speech = speechOf(synth);
  const began = speech.read(["one", "two"], "en");
  synth.last("onstart");
  assert.equal(await began, true);
  synth.last("onend");
  assert.deepEqual([synth.texts(), speech.state()], [["one", "two"], "speaking"]);
  synth.last("onend");
  assert.equal(speech.state(), "idle");
});

test("a pause keeps the place, and the sentence is said again from its beginning", async () => {
  const synth = voice();
  const speech = speechOf(synth);
  const began = speech.read(["one", "two", "three"], "en");
  synth.last("onstart");
  await began;
  synth.last("onend");
  speech.pause();
  assert.equal(speech.state(), "paused");
  speech.resume();
  assert.deepEqual([synth.texts(), speech.state()], [["one", "two", "two"], "speaking"]);
});

test("a browser without a voice is told by its error or by its silence", async () => {
  const synth = voice();
  const failed = speechOf(synth).read(["one"], "en");
  synth.last("onerror");
  assert.equal(await failed, false);
  const silent = speechOf(voice(), async () => undefined);
  assert.equal(await silent.read(["one"], "en"), false);
  assert.equal(silent.state(), "idle");
});

test("a new text replaces the old one", async () => {
  const synth = voice();
  const speech = speechOf(synth);
  speech.read(["old", "older"], "en");
  const began = speech.read(["new"], "en");
  synth.last("onstart");
  assert.equal(await began, true);
  synth.said[0].onend();
  assert.deepEqual(synth.texts(), ["old", "new"]);
});
