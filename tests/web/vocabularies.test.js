// Languages whose words are sought on a roll: shipped ones as they are, people's own read to their end.

import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";

import { listed, vocabularyOf } from "../../web/vocabularies.js";

/** @param {(path: string) => [number, any]} answers */
function serving(answers) {
  /** @type {string[]} */
  const asked = [];
  mock.method(globalThis, "fetch", async (/** @type {string} */ path) => {
    asked.push(path);
    const [status, value] = answers(path);
    return new Response(JSON.stringify(value), { status });
  });
  return asked;
}

afterEach(() => mock.restoreAll());

test("who is signed in has people's languages, too", async () => {
  const base = { name: "base", version: 1, words: 2 };
  let signed = true;
  serving((path) => [200, {
    "/v1/session": { signed_in: signed }, "/v1/languages": { languages: [base] },
    "/v1/words/languages": { languages: [{ name: "tennis", version: 3, words: 1, shipped: false }, { ...base, shipped: true }] },
  }[path]]);
  assert.deepEqual((await listed()).map(({ name, shipped }) => [name, shipped]), [["tennis", false], ["base", true]]);
  signed = false;
  assert.deepEqual((await listed()).map(({ name, shipped }) => [name, shipped]), [["base", true]]);
});

test("people's words are read to the last, with what they are called and mean", async () => {
  const lob = { title: "lob", keys: [4, 7], chord: true, says: ["lob"], meanings: [{ text: "lob", part: "" }, { text: "a high ball", part: "noun" }] };
  const ace = { title: "ace", keys: [4, 8], chord: false, says: ["ace"], meanings: [] };
  const asked = serving((path) => [200, path.endsWith("after=") ? { words: [lob], more: true } : { words: [ace], more: false }]);
  const found = await vocabularyOf({ name: "ten nis", version: 1, words: 2, shipped: false });
  assert.deepEqual(found, { name: "ten nis", words: [
    { keys: [4, 7], unordered: true, meaning: "lob: a high ball" }, { keys: [4, 8], unordered: false, meaning: "ace" },
  ] });
  assert.deepEqual(asked, ["/v1/languages/ten%20nis/words?limit=1000&after=", "/v1/languages/ten%20nis/words?limit=1000&after=4+7"]);
});

test("a shipped one is taken as it is, and one that cannot be read says why", async () => {
  const base = { name: "base", words: [{ keys: [0, 7, 0], means: ["element.click"] }] };
  serving((path) => (path === "/v1/languages/base" ? [200, base] : [404, { detail: "There is no such language." }]));
  assert.deepEqual(await vocabularyOf({ name: "base", version: 1, words: 1, shipped: true }), base);
  assert.equal(await vocabularyOf({ name: "gone", version: 1, words: 1, shipped: false }), "There is no such language.");
});
