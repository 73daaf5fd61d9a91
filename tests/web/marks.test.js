// The marks of our pages: each command of reviewing is marked on a page, and no mark names another.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { reviewing } from "../../extension/handlers/reviewing.js";

const WEB = new URL("../../web/", import.meta.url);
/** What is assigned to is a property. */
const FAMILY = /["\s](\w+\.\w+)(?="|\s(?!=))/g;
const sources = readdirSync(WEB).filter((name) => /\.(js|html)$/.test(name)).map((name) => [name, readFileSync(new URL(name, WEB), "utf8")]);
const families = new Set(Object.keys(reviewing).map((name) => name.split(".")[0]));
const named = sources.flatMap(([, text]) => [...text.matchAll(FAMILY)].map(([, name]) => name)).filter((name) => families.has(name.split(".")[0]));

test("every command of our pages is done by a page, by its mark or by the walk along lists", () => {
  assert.deepEqual(Object.keys(reviewing).filter((name) => !named.includes(name)), []);
});

test("a page marks only commands that there are", () => {
  assert.deepEqual(named.filter((name) => !(name in reviewing)), []);
});

test("every page but the list of routes takes commands: it has the foot that listens for them", () => {
  const without = sources.filter(([name, text]) => name.endsWith(".html") && name !== "docs.html" && !text.includes("/web/foot.js")).map(([name]) => name);
  assert.deepEqual(without, []);
});

test("nothing is asked in a window of the browser's, which nobody can answer by keys or voice, where commands ask", () => {
  const marked = sources.filter(([, text]) => text.includes('"review.delete"') || text.includes("InquiryView"));
  assert.deepEqual(marked.filter(([, text]) => /\bconfirm\(/.test(text)).map(([name]) => name), []);
});
