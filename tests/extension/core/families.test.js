// Families: no role is in two, and each that handlers and agent know has one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { FAMILIES, familyOf, isActionable, isField } from "../../../extension/core/families.js";
import { ROLES } from "../../../extension/handlers/describing.js";

const all = Object.values(FAMILIES).flat();

test("no role is in two families", () => {
  assert.equal(new Set(all).size, all.length);
});

test("every role has a word, and every word a role", () => {
  assert.deepEqual(Object.keys(ROLES).sort(), [...all].sort());
});

test("what can be acted on: links, fields, buttons and choices", () => {
  assert.deepEqual(["link", "slider", "clickable", "option"].map(isActionable), [true, true, true, true]);
  assert.deepEqual(["heading", "main", "image", "video", "scrollable", "none"].map(isActionable), Array(6).fill(false));
});

test("a role leads to its family, and a strange one to none", () => {
  assert.deepEqual(["link", "date", "tab", "video", "article"].map(familyOf), ["link", "field", "button", "media", undefined]);
  assert.deepEqual(["textbox", "button"].map(isField), [true, false]);
});
