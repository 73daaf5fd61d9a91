// Routes: which changes of an app's address and page are another page, and what it is called.

import assert from "node:assert/strict";
import { test } from "node:test";
import { changeOf, isOther, mayBeOther, nameOf } from "../../../extension/core/routes.js";

const HERE = "https://app.test/mail";
const WAS = { title: "Inbox", heading: "Inbox", opening: "Three new" };

test("the path counts before the query, that before the hash; a route behind the hash is a path", () => {
  const changes = /** @type {[string, string][]} */ ([
    ["", "none"], ["#to-do", "hash"], ["?page=2", "query"], ["?page=2#x", "query"], ["/7", "path"], ["/7?a#b", "path"],
    ["#/7", "path"], ["#!/7", "path"]]);
  for (const [to, change] of changes) assert.equal(changeOf(HERE, HERE + to), change, to);
  assert.equal(changeOf(`${HERE}#/7`, `${HERE}#/7?sort=a`), "path");
});

test("a new place with another title, heading or opening is another page", () => {
  const others = [{ title: "Sent" }, { heading: "Sent" }, { opening: "Nothing yet" }];
  for (const other of others) {
    assert.equal(isOther("path", true, WAS, { ...WAS, ...other }), true, JSON.stringify(other));
    assert.equal(isOther("query", true, WAS, { ...WAS, ...other }), true, JSON.stringify(other));
  }
  assert.equal(isOther("path", true, WAS, WAS), false);
});

test("a place in the page is none, whatever else changes", () => {
  for (const change of /** @type {const} */ (["hash", "none"])) {
    assert.equal(isOther(change, true, WAS, { title: "x", heading: "y", opening: "z" }), false);
  }
});

test("only another path, or a query that one can go back from, is worth a look", () => {
  const may = ["path", "query", "hash", "none"].filter((change) => mayBeOther(/** @type {any} */ (change), true));
  assert.deepEqual(may, ["path", "query"]);
  assert.deepEqual([mayBeOther("path", false), mayBeOther("query", false)], [true, false]);
});

test("an address that is only replaced is one where the path and the content are others", () => {
  const swapped = { title: "Sent", heading: "Sent", opening: "Nothing yet" };
  assert.equal(isOther("path", false, WAS, swapped), true);
  assert.equal(isOther("query", false, WAS, swapped), false);
  assert.equal(isOther("path", false, WAS, { ...WAS, title: "The next article" }), false);
});

test("a page that fills up, or loses its title, has not become another", () => {
  const empty = { title: "Inbox", heading: "", opening: "" };
  assert.equal(isOther("path", true, empty, WAS), false);
  assert.equal(isOther("path", true, WAS, { ...WAS, title: "" }), false);
});

test("it is called by its title where that is new, else by its heading", () => {
  assert.equal(nameOf(WAS, { title: "Sent", heading: "Mail", opening: "" }), "Sent");
  assert.equal(nameOf(WAS, { ...WAS, heading: "Sent" }), "Sent");
  assert.equal(nameOf(WAS, { ...WAS, heading: "" }), "Inbox");
  assert.equal(nameOf(WAS, { title: "", heading: "Sent", opening: "" }), "Sent");
});
