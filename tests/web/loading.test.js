// What loads is said once aloud, and its seconds are shown until it is there.

import assert from "node:assert/strict";
import { test } from "node:test";

import { EACH, Loading } from "../../web/loading.js";

/** @param {({ok: true, value: any} | {ok: false})[]} answers */
function world(answers) {
  /** @type {[() => void, number][]} */
  const later = [];
  const what = { changes: /** @type {string[]} */ ([]), set textContent(/** @type {string} */ text) { this.changes.push(text); } };
  const time = { textContent: /** @type {string | null} */ (""), hidden: /** @type {string | boolean} */ (true) };
  let done = 0;
  const loading = new Loading({
    what, time, done: () => { done += 1; },
    ask: async () => answers.shift() ?? { ok: false },
    later: (run, ms) => later.push([run, ms]),
  });
  return { loading, what, time, later, done: () => done };
}

/** @param {...[string, number]} models */
const told = (...models) => ({ ok: /** @type {const} */ (true), value: { models: models.map(([id, seconds]) => ({ id, seconds })) } });

test("nothing that loads says nothing, and is not looked at again", async () => {
  const made = world([told()]);
  await made.loading.look();

  assert.deepEqual([made.what.changes, made.time.hidden, made.later.length, made.done()], [[], true, 0, 0]);
});

test("a model that loads is named once, its seconds go on, and in the end all is told anew", async () => {
  const made = world([told(["big:70b", 3]), told(["big:70b", 4]), told()]);
  await made.loading.look();
  assert.deepEqual([made.time.textContent, made.time.hidden, made.later[0]?.[1]], ["3 s", false, EACH]);
  await made.loading.look();
  assert.equal(made.time.textContent, "4 s");
  await made.loading.look();

  assert.deepEqual(made.what.changes, ["big:70b is being loaded into memory …", ""]);
  assert.deepEqual([made.time.hidden, made.later.length, made.done()], [true, 2, 1]);
});

test("a server that does not answer ends it", async () => {
  const made = world([told(["a", 1]), { ok: false }]);
  await made.loading.look();
  await made.loading.look();

  assert.deepEqual([made.time.hidden, made.later.length], [true, 1]);
});
