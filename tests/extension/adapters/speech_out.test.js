// Speech out: sentence by sentence, stopping and going on, from any place and at any pace.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeSpeech } from "../../../extension/adapters/speech_out.js";

class Utterance {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.lang = "";
    this.rate = 1;
    const unheard = /** @type {(event?: any) => void} */ (() => undefined);
    this.onstart = this.onend = this.onerror = this.onboundary = unheard;
  }
}

/** A voice that says a sentence when told to, as `start` or `end`. */
const voice = () => {
  const synth = {
    said: /** @type {Utterance[]} */ ([]),
    speak: (/** @type {Utterance} */ one) => { synth.said.push(one); },
    // Chrome ends what it says with an error.
    cancel: () => synth.said.at(-1)?.onerror({ error: "interrupted" }),
    texts: () => synth.said.map((one) => one.text),
    /** @param {"onstart" | "onend" | "onerror" | "onboundary"} what @param {any} [event] */
    last: (what, event) => synth.said.at(-1)?.[what](event),
  };
  return synth;
};
const never = () => new Promise(() => undefined);
/** @param {any} synth @param {any} [after] */
const speechOf = (synth, after = never) => makeSpeech(synth, /** @type {any} */ (Utterance), after);

/** @param {string[]} texts */
const sentences = (...texts) => texts.map((text) => ({ text, lang: "en", paragraph: 0 }));

/** What is told of the reading, as a log. @param {number} [rate] */
const listener = (rate = 100) => {
  const log = /** @type {(number | string)[]} */ ([]);
  return { log, rate, begun: (/** @type {number} */ at) => { log.push(at); }, ended: () => { log.push("end"); } };
};

/** A voice that has begun to read. @param {string[]} texts */
const reading = async (...texts) => {
  const [synth, how] = [voice(), listener()];
  const speech = speechOf(synth);
  const began = speech.read(sentences(...texts), how);
  synth.last("onstart");
  assert.equal(await began, true);
  return { synth, speech, log: how.log };
};

test("reading begins when the first sentence sounds, and goes on by itself to the end", async () => {
  const { synth, speech, log } = await reading("one", "two");
  synth.last("onend");
  synth.last("onstart");
  assert.deepEqual([synth.texts(), speech.state(), speech.place().at], [["one", "two"], "speaking", 1]);
  synth.last("onend");
  assert.deepEqual([speech.state(), log, speech.place().at], ["idle", [0, 1, "end"], 2]);
});

test("a pause keeps the place, and the sentence is said again from its beginning", async () => {
  const { synth, speech } = await reading("one", "two", "three");
  synth.last("onend");
  speech.pause();
  assert.equal(speech.state(), "paused");
  speech.resume();
  assert.deepEqual([synth.texts(), speech.state()], [["one", "two", "two"], "speaking"]);
});

test("what has come to its end is neither paused nor resumed", async () => {
  const { synth, speech } = await reading("one");
  synth.last("onend");
  speech.pause();
  speech.resume();
  assert.deepEqual([synth.texts(), speech.state()], [["one"], "idle"]);
});

test("it reads on from another sentence, while speaking, paused or at the end", async () => {
  const { synth, speech, log } = await reading("one", "two", "three");
  const gone = speech.go(2);
  synth.last("onstart");
  assert.deepEqual([await gone, synth.texts()], [true, ["one", "three"]]);
  speech.pause();
  speech.go(1);
  synth.last("onstart");
  assert.deepEqual([speech.state(), log], ["speaking", [0, 2, 1]]);
});

test("words of somebody else cut a sentence off, and it is said again after them", async () => {
  const { synth, speech } = await reading("one", "two");
  synth.cancel();
  assert.deepEqual([synth.texts(), speech.state()], [["one", "one"], "speaking"]);
});

test("the pace holds from the sentence on that is being said", async () => {
  const { synth, speech } = await reading("one", "two");
  speech.rate(140);
  assert.deepEqual(synth.said.map(({ text, rate }) => [text, rate]), [["one", 1], ["one", 1.4]]);
  speech.pause();
  speech.rate(60);
  assert.equal(synth.said.length, 2);
});

test("the voice tells which word it says", async () => {
  const { synth, speech } = await reading("one two", "three");
  synth.last("onboundary", { name: "word", charIndex: 4 });
  assert.equal(speech.place().letter, 4);
  synth.last("onend");
  assert.equal(speech.place().letter, 0);
});

test("each sentence is said in its own language, and a bad tag is none", async () => {
  const synth = voice();
  const texts = [{ text: "eins", lang: "de-AT", paragraph: 0 }, { text: "odd", lang: "no_such lang", paragraph: 0 }];
  speechOf(synth).read(texts, listener());
  synth.last("onstart");
  synth.last("onend");
  assert.deepEqual(synth.said.map((one) => one.lang), ["de-AT", ""]);
});

test("a browser without a voice is told by its error or by its silence", async () => {
  const synth = voice();
  const failed = speechOf(synth).read(sentences("one"), listener());
  synth.last("onerror", { error: "synthesis-unavailable" });
  assert.equal(await failed, false);
  const silent = speechOf(voice(), async () => undefined);
  assert.equal(await silent.read(sentences("one"), listener()), false);
  assert.equal(silent.state(), "idle");
});

test("a new text replaces the old one", async () => {
  const synth = voice();
  const speech = speechOf(synth);
  speech.read(sentences("old", "older"), listener());
  const began = speech.read(sentences("new"), listener());
  synth.last("onstart");
  assert.equal(await began, true);
  synth.said[0].onend();
  assert.deepEqual(synth.texts(), ["old", "new"]);
});
