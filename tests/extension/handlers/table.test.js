// The command table and the handlers name the same commands, and each is tested and said.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { undoKeys } from "../../../extension/core/command_keys.js";
import { asked } from "../../../extension/core/answer.js";
import { handlers, offers } from "../../../extension/handlers/index.js";
import { makeWorld } from "./world.js";

const EXTENSION = new URL("../../../extension/", import.meta.url);
/** @param {string} file */
const json = (file) => JSON.parse(readFileSync(new URL(file, EXTENSION), "utf8"));
/** Texts of the panel's own rooms. */
const PANEL_PARTS = new Set(["asking_room.json", "carried.json", "hearing.json", "sessions_room.json", "replay_room.json", "engine.json", "manifest.json", "panel.json", "sound.json", "start.json", "voices.json"]);
/** @type {{name: string, value: string}[]} */
const commands = json("languages/commands.json").commands;

test("every command has a handler and every handler a command", () => {
  assert.deepEqual(Object.keys(handlers).sort(), commands.map((one) => one.name).sort());
});

test("every command has an undo, or says why there is none", () => {
  const rows = /** @type {{name: string, undo: string, final: string}[]} */ (json("languages/commands.json").commands);
  const texts = json("_locales/en/messages.json");
  assert.deepEqual(rows.filter(({ undo, final }) => !undo && !final).map(({ name }) => name), []);
  const untold = rows.flatMap(({ name, undo, final }) => {
    const keys = undoKeys(name);
    return [...(undo ? [[keys.undo, undo]] : []), ...(final ? [[keys.final, final]] : [])];
  }).filter(([key, words]) => texts[key]?.message !== words);
  assert.deepEqual(untold, []);
});

test("every command is played by a test of this folder", () => {
  const folder = new URL("./", import.meta.url);
  const tests = readdirSync(folder).filter((name) => name.endsWith(".test.js"))
    .map((name) => readFileSync(new URL(name, folder), "utf8")).join("\n");
  const missing = commands.filter((one) => !tests.includes(`play(world, "${one.name}"`)
    && !tests.includes(`play(makeWorld(), "${one.name}"`));
  assert.deepEqual(missing, []);
});

test("every word that waits for a text offers something, but for what is free: a search, typing, what a word means and does, dictating, a note", () => {
  const texts = commands.filter((one) => one.value === "text").map((one) => one.name);
  assert.deepEqual(texts.filter((name) => !(name in offers)), ["search.web", "field.type", "word.text", "word.meaning", "word.steps", "dictation.write", "dictionary.search", "roll.note"]);
});

test("what is offered can be chosen", async () => {
  for (const [name, offer] of Object.entries(offers)) {
    const world = makeWorld();
    const source = { number: 1, document: 1, title: "Bach", heading: "", address: "", kind: "text", text: "In 1685.", spot: { at: null, page: null, line: 0 }, quotes: [] };
    world.asking.answers = [{ ...asked("When?"), sources: [source] }];
    world.bookmarks = [{ id: "b", title: "mark", url: "https://mark.test/", folder: "1", index: 0 }];
    world.past = [{ url: "https://past.test/", title: "past", visits: 1, last: 0, from: null }];
    world.finding = { ...world.finding, texts: { one: ["a line"] }, past: ["line"] };
    await world.ports.own.put({ id: "own.test", keys: [6, 3, 6], says: [], does: { kind: "tab", url: "https://mail.test/", title: "Mail" }, changed: 0 });
    world.ports.own.now.latest = "own.test";
    const [item] = await offer(world.ports);
    const outcome = await handlers[name]({ command: name, value: { choice: 1 }, list: [item] }, world.ports);
    assert.equal(outcome.ok, true, name);
  }
});

test("every message that handlers, agent and adapters name has its text", () => {
  const parts = readdirSync(new URL("_locales/en/parts/", EXTENSION)).filter((name) => !PANEL_PARTS.has(name));
  const texts = Object.assign({}, ...parts.map((name) => json(`_locales/en/parts/${name}`)));
  const folders = ["handlers/", "page/", "adapters/"].map((name) => new URL(name, EXTENSION));
  const mine = /"((?:say|why)_[a-z_]+)"/g;
  const named = folders.flatMap((folder) => readdirSync(folder).filter((name) => name.endsWith(".js"))
    .flatMap((name) => [...readFileSync(new URL(name, folder), "utf8").matchAll(mine)].map(([, key]) => key)));
  // What is wrong with a macro as it is written is found where it is read.
  const read = [...readFileSync(new URL("core/macro_text.js", EXTENSION), "utf8").matchAll(mine)].map(([, key]) => key);
  named.push(...read);
  assert.deepEqual([...new Set(named)].filter((key) => !(key in texts)), []);
  assert.deepEqual(Object.keys(texts).filter((key) => /^(say|why)_/.test(key) && !named.includes(key)), []);
});
