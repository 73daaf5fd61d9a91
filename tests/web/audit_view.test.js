// What was done is sought by days as people mean them: both ends of a span are in it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { wanted } from "../../web/audit_view.js";
import { wishesLine } from "../../web/words.js";

/** @param {Record<string, string>} fields */
function form(fields) {
  const told = new FormData();
  for (const [name, value] of Object.entries(fields)) told.set(name, value);
  return told;
}

test("the last day is whole, and what is empty is not asked for", () => {
  const params = wanted(form({ who: " anna ", what: "", since: "2026-11-20", until: "2026-11-21" }));
  assert.equal(params.get("who"), "anna");
  assert.equal(params.has("what"), false);
  assert.equal(Number(params.get("until")) - Number(params.get("since")), 2 * 86_400_000);
  assert.equal(Number(params.get("since")), new Date(2026, 10, 20).getTime());
});

test("news of wishes are one line, admins' own work first", () => {
  assert.equal(wishesLine({ waiting: 0, answered: null }), "");
  assert.equal(wishesLine({ waiting: 2, answered: null }), "2 people ask to be an admin");
  assert.match(wishesLine({ waiting: 0, answered: "refused" }), /was refused: read the answer/);
});
