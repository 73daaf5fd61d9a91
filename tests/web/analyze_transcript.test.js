// The transcript beside the roll: a correction is taken back where its line is by then.

import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";

import { TranscriptView } from "../../web/analyze_transcript.js";
import { forgetWay, tokenOfWay, wayOf } from "../../web/taking_back.js";

/** As much of an element as a list of lines needs. */
class Part extends EventTarget {
  hidden = false;
  textContent = "";
  value = "";
  /** @type {Record<string, string>} */
  dataset = {};
  /** @type {Part[]} */
  children = [];
  get firstElementChild() { return this.children[0]; }
  append(/** @type {Part[]} */ ...all) { this.children.push(...all); }
  replaceChildren(/** @type {Part[]} */ ...all) {
    this.children = all;
    for (const one of all) one.replaceWith = (made) => { this.children[this.children.indexOf(one)] = made; };
  }
  /** @type {(made: Part) => void} */
  replaceWith = () => {};
  setAttribute() {}
  removeAttribute() {}
  contains() { return false; }
  querySelector() { return null; }
  /** @returns {Part[]} */
  get all() { return [this, ...this.children.flatMap((one) => one.all ?? [])]; }
}

afterEach(() => mock.restoreAll());

test("a correction is taken back in the line that news brought anew, elsewhere in the list", async () => {
  const parts = /** @type {Record<string, Part>} */ ({});
  const byId = (/** @type {string} */ id) => (parts[id] ??= new Part());
  Object.assign(globalThis, {
    document: { getElementById: byId, createElement: () => new Part(), activeElement: null },
    HTMLElement: Part, HTMLTextAreaElement: class {},
  });
  const line = { id: 7, from_ms: 500, to_ms: 900, original: "slow", text: "slow", corrected: false, version: 1 };
  const server = { lines: [line] };
  mock.method(globalThis, "fetch", async (/** @type {string} */ _path, /** @type {any} */ { body }) => {
    const { text } = JSON.parse(body);
    const change = (/** @type {typeof line} */ one) => ({ ...one, text: text || one.original, corrected: Boolean(text), version: one.version + 1 });
    server.lines = server.lines.map((one) => (one.id === line.id ? change(one) : one));
    return new Response(JSON.stringify({ transcript: server.lines }), { status: 200 });
  });
  const shown = () => byId("transcript").children.map((row) => row.dataset["name"]);
  const view = new TranscriptView(() => {});
  view.open(server.lines, { place: "/p", csrf: "", editable: true });
  forgetWay();
  const text = /** @type {Part} */ (byId("transcript").all.find(({ value }) => value === "slow"));
  const keep = byId("transcript").all.find(({ dataset }) => dataset["command"] === "review.save");
  text.value = "slower";
  keep?.dispatchEvent(new Event("click"));
  await until(() => byId("said").textContent === "The correction is kept.");
  assert.deepEqual(shown(), ["0:00.50: slower"]);

  server.lines = [{ ...line, id: 8, from_ms: 100, text: "first", original: "first" }, ...server.lines];
  view.renew({ transcript: server.lines });
  await wayOf(tokenOfWay())?.();
  assert.deepEqual(shown(), ["0:00.10: first", "0:00.50: slow"]);
  assert.equal(view.differs({ transcript: server.lines }), false);
});

/** @param {() => boolean} is */
async function until(is) {
  for (let turns = 0; !is(); turns += 1) {
    assert.ok(turns < 500, "it does not come");
    await new Promise((resolve) => { setTimeout(resolve, 5); });
  }
}
