// The vendored library is the pinned package's own, and the bundle runs it, cycles and all.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = new URL("../../../", import.meta.url);
const HERE = new URL("extension/vendor/dom-accessibility-api/", ROOT);
const PACKAGE = new URL("node_modules/dom-accessibility-api/", ROOT);
const OWN = ["NOTICE", "accessible-name.d.mts"];

/** @param {URL} url */
const text = (url) => readFileSync(url, "utf8");

/** @param {string} folder @returns {string[]} */
const files = (folder) => readdirSync(folder, { withFileTypes: true, recursive: true })
  .filter((one) => one.isFile()).map((one) => relative(folder, join(one.parentPath, one.name)));

test("every vendored file is the package's, byte for byte", () => {
  for (const file of files(fileURLToPath(HERE)).filter((one) => !OWN.includes(one))) {
    const source = file.endsWith(".mjs") ? new URL(`dist/${file}`, PACKAGE) : new URL(file, PACKAGE);
    assert.equal(text(new URL(file, HERE)), text(source), file);
  }
});

test("the notice names the version that package.json pins", () => {
  const version = JSON.parse(text(new URL("package.json", ROOT))).devDependencies["dom-accessibility-api"];
  assert.match(text(new URL("NOTICE", HERE)), new RegExp(`^dom-accessibility-api ${version.replaceAll(".", "\\.")}, MIT`));
});
