// Texts: from the browser's locales; where it has handed none, from their file.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { afterEach, test } from "node:test";
import { commandHelp, commandName, loadTexts, say, text } from "../../../extension/adapters/texts.js";

const FOLDER = new URL("../../../extension/", import.meta.url);
const scope = /** @type {any} */ (globalThis);
const { fetch } = scope;

/** A browser with these texts. @param {Record<string, string>} there */
const browser = (there) => {
  scope.chrome = {
    i18n: { getMessage: (/** @type {string} */ key, /** @type {string[]} */ args = []) => (there[key] ?? "").replace("$1", args[0] ?? "") },
    runtime: { getManifest: () => ({ default_locale: "en" }), getURL: (/** @type {string} */ path) => new URL(path, FOLDER).href },
  };
  scope.fetch = async (/** @type {string} */ url) => ({ json: async () => JSON.parse(await readFile(new URL(url), "utf8")) });
};

afterEach(() => {
  delete scope.chrome;
  scope.fetch = fetch;
});

test("the browser's own texts are used, and no file is read", async () => {
  browser({ extension_name: "Rubato", said: "“$1” it is" });
  scope.fetch = () => assert.fail("a file was read");
  await loadTexts();
  assert.equal(text("said", ["so"]), "“so” it is");
});

test("a key that is missing shows itself", () => {
  browser({ extension_name: "Rubato" });
  assert.equal(text("nobody_wrote_this"), "nobody_wrote_this");
});

test("where the browser has handed none, they are read from their file, arguments and command names put in", async () => {
  browser({});
  await loadTexts();
  assert.equal(say({ key: "why_media_network", args: ["Page one"] }), "The network failed while “Page one” was loading; reload the page");
  assert.equal(text("engine_want_number", ["cmd:tab.number"]), "tab: which number?");
  assert.equal(commandName("tab.last-used"), "last tab");
  assert.notEqual(commandHelp("tab.last-used"), "");
});
