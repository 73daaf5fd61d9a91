// Lists by taste: history and bookmarks in its order where that is told, else as they were.

import assert from "node:assert/strict";
import { test } from "node:test";
import { offers } from "../../../extension/handlers/index.js";
import { element } from "./elements_world.js";
import { good, makeWorld, offered, play, said, undo } from "./world.js";

const NAMES = ["piano a", "piano b", "piano c"];
/** @param {string} name */
const urlOf = (name) => `https://${name.at(-1)}.test/`;

const made = () => {
  const world = makeWorld();
  world.bookmarks = NAMES.map((title, index) => ({ id: title, title, url: urlOf(title), folder: "7", index }));
  world.past = NAMES.map((title, i) => ({ url: urlOf(title), title, visits: 9 - i, last: 0, from: null }));
  return world;
};

/** Titles of what each list offers. @param {import("./world.js").World} world */
const lists = async (world) => [
  offered(await play(world, "bookmark.open", "piano")),
  offered(await play(world, "history.find", "piano")),
  ...await Promise.all(["bookmark.open", "history.find", "address.open"].map(async (name) =>
    (await offers[name](world.ports)).map(({ title }) => title))),
];

test("lists stay as they are where nothing is told", async () => {
  for (const list of await lists(made())) assert.deepEqual(list, NAMES);
});

test("lists are in the order that is told, and what is not in it comes last, as it was", async () => {
  const world = made();
  world.asking.liked = [urlOf("c"), "https://elsewhere.test/"];
  for (const list of await lists(world)) assert.deepEqual(list, ["piano c", "piano a", "piano b"]);
  assert.deepEqual(world.asking.weighed[0], { kind: "page", key: "https://a.test/", title: "piano a", text: "", address: "https://a.test/" });
});

test("the most visited stay in their order, and one page needs none", async () => {
  const world = made();
  world.asking.liked = [urlOf("c")];
  assert.deepEqual(offered(await play(world, "history.most-visited")), NAMES);
  world.past = world.past.slice(0, 1);
  await play(world, "history.find", "piano");
  assert.deepEqual(world.asking.weighed, []);
});

test("only web pages are told of, and a thousand at most", async () => {
  const world = made();
  world.bookmarks[0].url = "javascript:alert(document.cookie)";
  world.bookmarks[1].url = `https://b.test/${"x".repeat(2000)}`;
  const more = Array.from({ length: 1200 }, (_, at) => ({ id: `m${at}`, title: "more", url: `https://m${at}.test/`, folder: "7", index: at }));
  world.bookmarks.push(...more);
  world.asking.liked = ["https://m1150.test/", "https://m5.test/"];
  const list = (await offers["bookmark.open"](world.ports)).map(({ detail }) => detail);
  assert.equal(world.asking.weighed.length, 1000);
  assert.equal(world.asking.weighed[0].key, "https://c.test/");
  assert.equal(list.length, 1203);
  assert.equal(world.asking.weighed.some(({ key }) => !key.startsWith("https://")), false);
});

test("links of a page are in that order where links are set so, which is said; none is left out", async () => {
  const world = makeWorld();
  const link = (/** @type {string} */ name, visible = true) => ({ ...element("link", name, { visible }), href: `https://${name}.test/` });
  world.elements.all = [link("a", false), link("b"), link("c"), element("link", "Mail me"), element("heading", "H")];
  world.asking.liked = ["https://c.test/"];
  assert.equal(said(await play(world, "link.list")), "say_links 4 2 b say_role_link, say_place_middle");
  world.asking.likedLinks = ["https://c.test/", "https://a.test/", "https://b.test/"];
  const liked = good(await play(world, "link.list"));
  assert.equal(said(liked), "say_links_by_taste 4 c say_role_link, say_place_middle");
  assert.deepEqual([offered(liked), liked.chosen], [["c", "a", "b", "Mail me"], 0]);
  assert.equal(good(await play(world, "heading.list")).list?.length, 1);
});

test("a bookmark is rated as such: the one that is chosen, which stays on offer, else the page's own", async () => {
  const world = made();
  const { list } = good(await play(world, "bookmark.open", "piano"));
  const rated = good(await play(world, "bookmark.rate", 8, { list, chosen: 1 }));
  assert.deepEqual([said(rated), rated.chosen, rated.list === list], ["say_bookmark_rated piano b 8", 1, true]);
  assert.deepEqual([...world.asking.things.values()].map(({ kind, key, rating }) => [kind, key, rating]), [["bookmark", urlOf("piano b"), 8]]);
  await undo(rated);
  assert.equal(world.asking.things.get(urlOf("piano b"))?.rating, null);
  assert.equal(said(await play(world, "bookmark.rate", 8)), "why_not_bookmarked");
  world.bookmarks[0].url = world.current().url;
  assert.equal(said(await play(world, "bookmark.rate", 3)), "say_bookmark_rated piano a 3");
  assert.equal(said(await play(world, "bookmark.rate", 12)), "why_no_rating 12");
  world.asking.refused = { ok: false, why: { key: "why_asking_unpaired", args: [] } };
  assert.equal(said(await play(world, "bookmark.rate", 3)), "why_asking_unpaired");
});
