// Notes beside the roll: what is taken back is taken back in its own recording alone.

import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";

import { Moments } from "../../web/analyze_moments.js";
import { forgetWay, tokenOfWay, wayOf } from "../../web/taking_back.js";

/** As much of an element as a list of notes needs. */
class Part extends EventTarget {
  textContent = "";
  value = "";
  /** @type {Record<string, string>} */
  dataset = {};
  /** @type {Part[]} */
  children = [];
  append(/** @type {Part[]} */ ...all) { this.children.push(...all); }
  replaceChildren(/** @type {Part[]} */ ...all) { this.children = all; }
  setAttribute() {}
  focus() {}
  /** @returns {Part[]} */
  get all() { return [this, ...this.children.flatMap((one) => one.all ?? [])]; }
}

afterEach(() => mock.restoreAll());

test("a note's change is not taken back in a recording that was opened since", async () => {
  const parts = /** @type {Record<string, Part>} */ ({});
  const byId = (/** @type {string} */ id) => (parts[id] ??= new Part());
  Object.assign(globalThis, {
    document: { getElementById: byId, createElement: () => new Part() }, HTMLElement: Part, HTMLFormElement: Part, HTMLInputElement: Part,
  });
  /** @type {string[]} */
  const asked = [];
  const note = { id: 3, at_ms: 10, text: "loud", by: "me", mine: true, version: 1 };
  mock.method(globalThis, "fetch", async (/** @type {string} */ path, /** @type {any} */ { method }) => {
    asked.push(`${method} ${path}`);
    return new Response(JSON.stringify({ remarks: [{ ...note, text: "soft", version: 2 }] }), { status: 200 });
  });
  const roll = { moments: /** @type {any[]} */ ([]), exchange: (/** @type {any[]} */ gone, /** @type {any[]} */ come) => {
    roll.moments = [...roll.moments.filter((one) => !gone.includes(one)), ...come];
  } };
  const moments = new Moments(/** @type {any} */ (roll), { at: () => 0, go: () => {}, speak: () => {} });
  moments.open({ remarks: [note], place: "/one", csrf: "", editable: true });
  forgetWay();
  byId("moments").all.find(({ dataset }) => dataset["command"] === "review.save")?.dispatchEvent(new Event("click"));
  while (byId("said").textContent !== "The note is kept.") await new Promise((resolve) => { setTimeout(resolve); });
  await new Promise((resolve) => { setTimeout(resolve); });
  const back = wayOf(tokenOfWay());

  moments.open({ remarks: [], place: "/other", csrf: "", editable: true });
  assert.ok(back);
  await back();
  assert.deepEqual(asked, ["PATCH /one/remarks/3"]);
});
