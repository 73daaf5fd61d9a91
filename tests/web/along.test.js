// Along a list: the entry after and before, though the list was built anew or the entry is gone.

import assert from "node:assert/strict";
import { test } from "node:test";

import { along } from "../../web/along.js";

const KEYS = ["a", "b", "c"];

test("from nowhere one comes to the first, or to the last", () => {
  assert.deepEqual([along(KEYS, null, 1), along(KEYS, null, -1), along([], null, 1), along([], null, -1)], [0, 2, -1, -1]);
});

test("one goes on from where the entry is now, and stops at the ends", () => {
  assert.deepEqual([along(KEYS, { key: "a", at: 0 }, 1), along(["x", ...KEYS], { key: "a", at: 0 }, 1)], [1, 2]);
  assert.deepEqual([along(KEYS, { key: "c", at: 2 }, 1), along(KEYS, { key: "a", at: 0 }, -1)], [-1, -1]);
});

test("what is gone left its place to the one after it", () => {
  const gone = { key: "b", at: 1 };
  assert.deepEqual([along(["a", "c"], gone, 1), along(["a", "c"], gone, -1), along(["a"], gone, 1)], [1, 0, -1]);
});

test("an entry without a name is found by its place", () => {
  assert.deepEqual([along(["", "", ""], { key: "", at: 1 }, 1), along(["", "", ""], { key: "", at: 1 }, -1)], [2, 0]);
});
