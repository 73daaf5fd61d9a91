// Names: given by keys or by voice, called, listed, changed and removed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { runOwn } from "../../../extension/handlers/index.js";
import { element } from "./elements_world.js";
import { good, makeWorld, offered, play, said, undo } from "./world.js";
/** @import {World} from "./world.js" */

const KEYS = [6, 3, 6];
/** @param {World} world */
const only = (world) => world.ports.own.all()[0];
/** @param {World} world @param {string} [id] */
const call = (world, id = only(world).id) => runOwn({ command: id }, world.ports);

test("a tab is named by keys, read back by sound and text, and called by them", async () => {
  const world = makeWorld();
  const outcome = await play(world, "name.tab", KEYS);
  assert.equal(said(outcome), "say_own_made_unsaid 24 6 3 6 24 say_own_tab one ");
  assert.deepEqual(world.log, ["hear 24 6 3 6 24"]);
  world.show("three");
  assert.equal(said(await call(world)), "say_tab 1 one");
  await undo(outcome);
  assert.deepEqual(world.ports.own.all(), []);
});

test("a name that is said has keys found for it", async () => {
  const world = makeWorld();
  const outcome = await play(world, "name.tab", "Mail.");
  assert.deepEqual([only(world).says, only(world).keys.length], [["Mail"], 3]);
  assert.match(said(outcome), /^say_own_made 24 \d+ \d+ \d+ 24 say_own_tab one Mail$/);
});

test("a tab that is gone is opened anew, and undo closes it", async () => {
  const world = makeWorld();
  await play(world, "name.tab", KEYS);
  await world.ports.tabs.activate(world.named("two").id);
  await world.ports.tabs.close([world.named("one").id]);
  const outcome = await call(world);
  assert.deepEqual([said(outcome), world.current().url], ["say_own_opened one", "https://one.test/"]);
  await undo(outcome);
  assert.equal(world.current().title, "two");
});

test("a tab is known by its page though its address has another fragment, and by its title on its site", async () => {
  const world = makeWorld();
  await play(world, "name.tab", KEYS);
  world.show("two");
  world.named("one").url = "https://one.test/#top";
  assert.equal(said(await call(world)), "say_tab 1 one");
  world.named("one").url = "https://one.test/inbox?p=2";
  world.show("two");
  assert.equal(said(await call(world)), "say_tab 1 one");
  world.named("one").url = "https://other.test/";
  assert.equal(said(await call(world)), "say_own_opened one");
});

test("an address is that of the link chosen, else of the page, and is gone to in this tab", async () => {
  const world = makeWorld();
  await play(world, "name.address", KEYS);
  world.show("two");
  assert.equal(said(await call(world)), "say_opened one.test");
  assert.equal(world.current().url, "https://one.test/");
  const list = [{ title: "News", detail: "", url: "https://news.test/a", act: async () => good(await play(world, "where")) }];
  await play(world, "name.address", "the news", { list, chosen: 0 });
  assert.deepEqual(world.ports.own.all()[1].does, { kind: "address", url: "https://news.test/a", title: "News" });
});

test("a bookmark is named where the page has one", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "name.bookmark", KEYS)), "why_not_bookmarked");
  world.bookmarks = [{ id: "b", title: "One's mark", url: "https://one.test/", folder: "1", index: 0 }];
  assert.equal(said(await play(world, "name.bookmark", KEYS)), "say_own_made_unsaid 24 6 3 6 24 say_own_bookmark One's mark ");
  world.show("two");
  assert.equal(said(await call(world)), "say_opened one.test");
  world.granted = false;
  assert.equal(said(await play(world, "name.bookmark", KEYS)), "why_no_bookmarks");
});

test("a place is its page and how far down, under the heading there; undo goes back both ways", async () => {
  const world = makeWorld();
  world.page.heading = "Coda";
  assert.equal(said(await play(world, "name.place", KEYS)), "say_own_made_unsaid 24 6 3 6 24 say_own_place one, Coda ");
  world.show("two");
  const outcome = await call(world);
  assert.deepEqual([said(outcome), world.page.acts.at(-1)], ["say_own_there one, Coda 40", { axis: "y", by: "percent", times: 40 }]);
  await undo(outcome);
  assert.equal(world.current().title, "two");
  world.page.reach = { ok: false, why: { key: "why_browser_page", args: [] } };
  assert.equal(said(await play(world, "name.place", [9, 3, 9])), "why_browser_page");
});

test("where a page has changed its place is found by the heading that stood there", async () => {
  const world = makeWorld();
  world.page.heading = "Coda";
  await play(world, "name.place", KEYS);
  world.page.heading = "Intro";
  world.elements.all = [element("heading", "Intro"), element("heading", "Coda")];
  const outcome = await call(world);
  assert.deepEqual([said(outcome), world.elements.log], ["say_own_heading one, Coda 40", ["show Coda"]]);
  await undo(outcome);
  assert.deepEqual(world.elements.log.at(-1), "leave Coda");
  world.elements.all.pop();
  assert.equal(said(await call(world)), "say_own_there one, Coda 40");
});

test("keys a slip away are told with the nearest free ones before anything is kept; a choice takes either", async () => {
  const world = makeWorld();
  await play(world, "name.tab", KEYS);
  const near = [6, 4, 6];
  const asked = await play(world, "name.tab", near);
  assert.match(said(asked), /^say_own_slip 24 6 4 6 24 cmd:own.testa 24 6 3 6 24 24 \d+ \d+ \d+ 24$/);
  assert.deepEqual([good(asked).asks, good(asked).unlisted, world.ports.own.all().length], [true, true, 1]);
  const [free, kept] = /** @type {any[]} */ (good(asked).list);
  assert.equal((await free.act()).as, "name.tab");
  assert.equal(world.ports.own.clash(world.ports.own.all()[1].keys, world.ports.own.all()[1].id), null);
  await kept.act();
  assert.deepEqual(world.ports.own.all()[2].keys, near);
});

test("the same keys may mean both", async () => {
  const world = makeWorld();
  await play(world, "name.tab", KEYS);
  world.show("two");
  const asked = await play(world, "name.tab", KEYS);
  assert.match(said(asked), /^say_own_same 24 6 3 6 24 cmd:own.testa/);
  assert.match(offered(asked)[1], /^say_own_both/);
  await good(asked).list?.[1].act();
  assert.deepEqual(world.ports.own.all().map(({ keys }) => keys), [KEYS, KEYS]);
});

test("a spoken form is given later, by words or by the number of one offered, and is not another's", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "name.call", "mail")), "why_no_own");
  await play(world, "name.tab", KEYS);
  assert.equal(said(await play(world, "name.call", "next tab")), "why_own_taken next tab cmd:tab.next");
  assert.equal(said(await play(world, "name.call", "tab three")), "why_own_taken tab three cmd:tab.number");
  assert.equal(said(await play(world, "name.call", "x".repeat(81))), "why_own_long");
  const outcome = await play(world, "name.call", "mail");
  assert.deepEqual(only(world).says, ["mail"]);
  assert.equal(said(await play(world, "name.tab", "mail")), "why_own_taken mail cmd:own.testa");
  assert.equal(good(await play(world, "name.call", "mail")).ok, true, "its own form may be given again");
  await undo(outcome);
  assert.deepEqual(only(world).says, []);
});

test("other keys are given to the one chosen, and undo gives it its own back", async () => {
  const world = makeWorld();
  await play(world, "name.tab", KEYS);
  await play(world, "name.address", "page one");
  const { list } = good(await play(world, "name.list"));
  const outcome = await play(world, "name.keys", [9, 3, 9], { list, chosen: 0 });
  assert.deepEqual(world.ports.own.all().map(({ says, keys }) => [says.length, keys.join()])[0], [0, "9,3,9"]);
  await undo(outcome);
  assert.deepEqual(only(world).keys, KEYS);
  assert.equal(said(await play(world, "name.keys", "mail")), "why_own_keys");
  assert.equal(said(await play(world, "name.keys", [1, 2])), "why_own_keys");
});

test("names are listed, called from the list, and removed; undo brings one back", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "name.list")), "why_no_own");
  assert.equal(said(await play(world, "name.remove")), "why_no_own");
  await play(world, "name.tab", "mail");
  world.show("two");
  const { list } = good(await play(world, "name.list"));
  assert.equal(list?.[0].title, "mail");
  assert.equal(said(await play(world, "item.choose", 1, { list })), "say_tab 1 one");
  const outcome = await play(world, "name.remove", null, { list, chosen: 0 });
  assert.equal(said(outcome), "say_own_removed mail say_own_tab one");
  assert.equal(world.ports.own.all().length, 0);
  assert.equal(said(await runOwn({ command: "own.testa" }, world.ports)), "why_own_gone");
  await undo(outcome);
  assert.deepEqual(only(world).says, ["mail"]);
});

test("how a name was before is listed, and brought back", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "name.history")), "why_no_own");
  await play(world, "name.tab", KEYS);
  assert.equal(said(await play(world, "name.history")), "why_own_unchanged 6 3 6");
  await play(world, "name.call", "mail");
  const { list } = good(await play(world, "name.history"));
  assert.match(String(list?.[0].title), /^say_own_version 6 3 6/);
  await list?.[0].act();
  assert.deepEqual(only(world).says, []);
});
