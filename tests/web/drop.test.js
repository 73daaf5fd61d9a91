// What is dropped or pasted: files, the files of folders, else the addresses in a text.

import assert from "node:assert/strict";
import { test } from "node:test";

import { addressesIn, given } from "../../web/drop.js";

/** @param {string} name */
const file = (name) => ({ name, isDirectory: false, isFile: true, file: (/** @type {(it: File) => void} */ done) => done(new File([], name)) });
/** @param {string} name @param {object[]} entries */
const folder = (name, entries) => ({
  name, isDirectory: true, isFile: false,
  createReader: () => ({ readEntries: (/** @type {(it: object[]) => void} */ done) => done(entries.splice(0, 2)) }),
});
/** @param {any[]} entries @param {Record<string, string>} texts */
const transfer = (entries, texts = {}) => /** @type {any} */ ({
  items: entries.map((entry) => ({
    kind: "file", webkitGetAsEntry: () => entry, getAsFile: () => new File([], entry.name),
  })),
  getData: (/** @type {string} */ type) => texts[type] ?? "",
});
const readable = (/** @type {string} */ name) => name.endsWith(".txt");

test("a file is taken whatever it is, of a folder what can be read", async () => {
  const inner = folder("in", [file("c.txt"), file("d.txt"), file("e.txt")]);
  const dropped = transfer([file("a.exe"), folder("notes", [file("b.txt"), file("x.png"), file(".hidden.txt"), inner])]);
  const found = await given(dropped, readable);

  assert.deepEqual(found.map(({ name }) => name), ["a.exe", "b.txt", "c.txt", "d.txt", "e.txt"]);
});

test("without files the addresses are taken", async () => {
  const list = "# from the browser\r\nhttps://example.org/a\r\n\r\nhttps://example.org/a\r\nfile:///etc/passwd\r\nHTTP://EXAMPLE.ORG/b";

  assert.deepEqual(await given(transfer([], { "text/uri-list": list, "text/plain": "https://other.org" }), readable), [
    { name: "https://example.org/a", address: "https://example.org/a" },
    { name: "HTTP://EXAMPLE.ORG/b", address: "HTTP://EXAMPLE.ORG/b" },
  ]);
  assert.deepEqual(await given(transfer([], { "text/plain": "just words, javascript:alert(1)" }), readable), []);
  assert.deepEqual(addressesIn("see https://example.org/a b"), []);
});
