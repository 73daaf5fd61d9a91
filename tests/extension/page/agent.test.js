// The agent's bundle: current, classic, and without a trace for pages.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Script } from "node:vm";
import { BUNDLE, bundle } from "../../../scripts/build_agent.js";

test("the bundle is what its modules say now (else: node scripts/build_agent.js)", () => {
  assert.equal(readFileSync(BUNDLE, "utf8"), bundle());
});

test("the bundle is a classic script", () => {
  assert.doesNotThrow(() => new Script(bundle()));
});

test("a page's script finds no file of ours: the agent needs none to be web-accessible", () => {
  assert.doesNotMatch(bundle(), /\bimport\s*\(|^import\b|getURL/m);
});
