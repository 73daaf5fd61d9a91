// The recogniser plays the vectors that the server's plays.

import assert from "node:assert/strict";
import { test } from "node:test";

import { feed, start } from "../../../extension/core/recogniser.js";
import { events, perform, shippedLexicon, smallLexicon, vectors } from "./performances.js";

const file = vectors("recogniser");
/** @type {Map<string, ReturnType<typeof smallLexicon>>} */
const lexicons = new Map(
  Object.entries(file.lexicons).map(([name, row]) => [name, smallLexicon(row, file.lexicons)]),
);

for (const { group, name, lexicon, play, expect, state } of file.cases) {
  test(`${group}: ${name}`, () => {
    const played = perform(/** @type {any} */ (lexicons.get(lexicon)), play);

    assert.deepEqual(played, { heard: expect, state });
  });
}

test("a frozen state is played on and never changed", () => {
  const lexicon = shippedLexicon({ pedal: "piano-off" });
  for (const { play } of file.cases) {
    let state = start(lexicon);
    for (const event of events(play)) state = frozen(feed(lexicon, frozen(state), event).state);
  }
});

test("an event of no known type changes nothing", () => {
  const lexicon = shippedLexicon();
  const state = start(lexicon);

  assert.deepEqual(feed(lexicon, state, /** @type {any} */ ({ type: "nonsense" })), {
    state,
    effects: [],
  });
});

/**
 * @template T
 * @param {T} value
 * @returns {T}
 */
function frozen(value) {
  if (typeof value === "object" && value !== null) Object.values(value).forEach(frozen);
  return Object.freeze(value);
}
