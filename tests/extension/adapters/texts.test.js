// Texts: from the browser's locales; where it has handed none, from their file.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { afterEach, test } from "node:test";
import { answerIn, answeredHelp, answersIn, commandHelp, commandName, loadTexts, panelLanguage, say, text } from "../../../extension/adapters/texts.js";

const FOLDER = new URL("../../../extension/", import.meta.url);
const scope = /** @type {any} */ (globalThis);
const { fetch } = scope;

/** A browser with these texts, in a language. @param {Record<string, string>} there @param {string} [language] */
const browser = (there, language = "en-GB") => {
  scope.chrome = {
    i18n: { getUILanguage: () => language, getMessage: (/** @type {string} */ key, /** @type {string[]} */ args = []) => (there[key] ?? "").replace("$1", args[0] ?? "") },
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

const GERMAN = { said: { message: "„$1“ ist es" }, cmd_tab_next_name: { message: "nächster Tab" } };
const germanFile = () => { scope.fetch = async () => ({ json: async () => GERMAN }); };

test("answers are in the language that is set, command names put in, and the panel stays in its own", async () => {
  browser({ extension_name: "Rubato", said: "“$1” it is", only: "in English", cmd_tab_next_name: "next tab" });
  germanFile();
  await answerIn("de", ["de", "en"]);
  assert.deepEqual([say({ key: "said", args: ["cmd:tab.next"] }), say({ key: "only", args: [] }), answersIn()], ["„nächster Tab“ ist es", "in English", "de"]);
  assert.equal(text("said", ["cmd:tab.next"]), "“next tab” it is");
  await answerIn("", ["de", "en"]);
  assert.deepEqual([say({ key: "said", args: ["so"] }), answersIn()], ["“so” it is", "en"]);
});

test("unless it is set, answers are said to be in the language that the texts are in, which may not be the browser's", async () => {
  for (const [ui, texts, panel] of [["de-AT", "de", "de-AT"], ["pt-BR", "pt-BR", "pt-BR"], ["fr", "en", "en"], ["en-US", "de", "de"]]) {
    browser({ extension_name: "Rubato", panel_language: texts }, ui);
    await answerIn("", ["de", "en", "pt-BR"]);
    assert.deepEqual([answersIn(), panelLanguage()], [texts, panel]);
  }
});

test("help is answered in the language of answers", async () => {
  browser({ extension_name: "Rubato", panel_language: "en", cmd_tab_next_help: "Go to the tab on the right." });
  scope.fetch = async () => ({ json: async () => ({ cmd_tab_next_help: { message: "Geht zum Tab rechts." } }) });
  await answerIn("de", ["de", "en"]);
  assert.deepEqual([answeredHelp("tab.next"), commandHelp("tab.next")], ["Geht zum Tab rechts.", "Go to the tab on the right."]);
  await answerIn("", ["de", "en"]);
});

test("a language without texts changes nothing", async () => {
  browser({ extension_name: "Rubato", said: "“$1” it is" });
  scope.fetch = () => assert.fail("a file was read");
  await answerIn("xh", ["de", "en"]);
  assert.deepEqual([say({ key: "said", args: ["so"] }), answersIn()], ["“so” it is", "en"]);
});
