// Answers: what is shown, spoken and numbered of them while they come and when they have come.

import assert from "node:assert/strict";
import { test } from "node:test";
import { asked, follow, named, pieces, spoken, stopped } from "../../../extension/core/answer.js";

/** @param {number} number @param {object} [more] */
const source = (number, more = {}) => ({
  number, title: `Title ${number}`, heading: "", address: "", kind: "text", text: "A passage.", line: number, page: null, from_ms: null, quotes: [], ...more,
});

const BEGUN = { name: "begun", told: { id: "ab", cautions: ["For pianists."], sources: [source(1), source(2), source(3)] } };

/** @param {...string} texts */
const said = (...texts) => texts.map((text) => ({ name: "said", told: { text } }));

/** @param {{name: string, told: any}[]} events */
const after = (...events) => events.reduce(follow, asked("When?"));

/** @param {string} answer @param {object} [more] */
const ended = (answer, more = {}) => ({
  name: "ended", told: { id: "ab", answer, state: "answered", reason: "", model: "tiny", sources: [source(1), source(2), source(3)], claims: [], ...more },
});

test("what the server tells adds up to the answer", () => {
  const answer = after(BEGUN, ...said("Born ", "in Eisenach [2]."), ended("Born in Eisenach [2].", { reason: "1 passage did not fit." }));
  assert.deepEqual([answer.id, answer.state, answer.text, answer.model], ["ab", "answered", "Born in Eisenach [2].", "tiny"]);
  assert.deepEqual(answer.notes, ["For pianists.", "1 passage did not fit."]);
});

test("an event that is not known changes nothing, and neither does an end after the end", () => {
  const answer = after(BEGUN, ...said("Yes."), ended("Yes."));
  assert.equal(follow(answer, { name: "news", told: {} }), answer);
  assert.equal(stopped(answer), answer);
  assert.equal(stopped(after(BEGUN)).state, "stopped");
});

test("the last step to it is told while nothing is said yet", () => {
  const step = (/** @type {string} */ kind, /** @type {object} */ more) => follow(after(BEGUN), { name: "step", told: { kind, text: "", topic: "", lookups: [], ...more } }).doing;
  assert.deepEqual(step("plan", { lookups: ["Bach", "fugue"] }), { step: "plan", what: "Bach; fugue" });
  assert.deepEqual(step("look_up", { text: "Bach" }), { step: "look_up", what: "Bach" });
  assert.deepEqual(step("topic", { text: "It says …", topic: "Harmony" }), { step: "topic", what: "Harmony" });
});

test("what breaks off says why", () => {
  const answer = after(BEGUN, ...said("Born"), { name: "failed", told: { detail: "The model is gone." } });
  assert.deepEqual([answer.state, answer.notes.at(-1)], ["failed", "The model is gone."]);
});

test("a sentence is spoken once the next has begun, and the last when it is over", () => {
  let { answer, sentences } = spoken(after(BEGUN, ...said("Born in Eisenach [2]. ")));
  assert.deepEqual(sentences, []);
  ({ answer, sentences } = spoken(follow(answer, said("He")[0])));
  assert.deepEqual(sentences.map(({ text }) => text), ["Born in Eisenach."]);
  ({ answer, sentences } = spoken(follow(answer, said(" died [1].")[0])));
  assert.deepEqual(sentences, []);
  ({ answer, sentences } = spoken(follow(answer, ended("Born in Eisenach [2]. He died [1]."))));
  assert.deepEqual(sentences.map(({ text }) => text), ["He died."]);
  assert.deepEqual(spoken(answer).sentences, []);
});

test("blanks that the server takes off at the beginning shift nothing", () => {
  const { answer } = spoken(after(BEGUN, ...said("\n One is. Two")));
  assert.deepEqual(spoken(follow(answer, ended("One is. Two."))).sentences.map(({ text }) => text), ["Two."]);
});

test("numbers and Markdown are not spoken, and paragraphs are told apart", () => {
  const { sentences } = spoken(after(BEGUN, ended("**Bach** was [1][2, 3] `born`.\n\n- In Eisenach. [1]")));
  assert.deepEqual(sentences, [
    { text: "Bach was born.", lang: "", paragraph: 0 }, { text: "In Eisenach.", lang: "", paragraph: 1 },
  ]);
});

test("sources are numbered as the answer names them, and only those that there are", () => {
  const answer = after(BEGUN, ended("One [3]. Two [1, 3]. Three [7].", { claims: [{ start: 9, end: 20, carried: true }, { start: 21, end: 31, carried: false }] }));
  assert.deepEqual(named(answer).map(({ title }) => title), ["Title 3", "Title 1"]);
  assert.deepEqual(pieces(answer), [
    { text: "One", sources: [1], bare: false }, { text: ". Two", sources: [2, 1], bare: false }, { text: ". ", sources: [], bare: false },
    { text: "Three", sources: [], bare: true }, { text: ".", sources: [], bare: true },
  ]);
});

test("while it comes its numbers hold already, and half of one is not shown as one", () => {
  const answer = after(BEGUN, ...said("One [3]. Two [1"));
  assert.deepEqual(named(answer).map(({ number }) => number), [3]);
  assert.deepEqual(pieces(answer).map(({ text }) => text), ["One", ". Two [1"]);
});

test("a source has its place, the words that carry the answer, and of its passage the beginning", () => {
  const quotes = [{ text: "Three voices.", line: 0, page: null, at_ms: 751_000 }, { text: "", line: 0, page: null, at_ms: null }];
  const [one] = after({ name: "begun", told: { ...BEGUN.told, sources: [source(1, { text: "x".repeat(5000), from_ms: 750_000, quotes })] } }).sources;
  assert.deepEqual([one.spot, one.quotes, one.text.length], [
    { at: 750_000, page: null, line: 1 }, [{ text: "Three voices.", spot: { at: 751_000, page: null, line: 0 } }], 240,
  ]);
});
