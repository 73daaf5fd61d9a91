// The vendored Readability is the pinned package's own, and a classic script that names itself.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";

const ROOT = new URL("../../../", import.meta.url);
/** @param {string} path */
const text = (path) => readFileSync(new URL(path, ROOT), "utf8");

test("the script and its licence are the package's, byte for byte", () => {
  for (const file of ["Readability.js", "LICENSE.md"]) {
    assert.equal(text(`extension/vendor/readability/${file}`), text(`node_modules/@mozilla/readability/${file}`), file);
  }
});

test("the notice names the version that package.json pins", () => {
  const version = JSON.parse(text("package.json")).devDependencies["@mozilla/readability"];
  assert.ok(text("extension/vendor/readability/NOTICE").startsWith(`@mozilla/readability ${version}, Apache-2.0`));
});

test("injected as it is, it gives the agent's world its class", () => {
  const world = createContext({});
  runInContext(text("extension/vendor/readability/Readability.js"), world);
  assert.equal(runInContext("typeof globalThis.Readability", world), "function");
});
