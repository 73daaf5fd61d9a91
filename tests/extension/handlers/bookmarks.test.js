// Bookmarks and the past.

import assert from "node:assert/strict";
import { test } from "node:test";
import { good, makeWorld, offered, play, said, undo } from "./world.js";

const NOW = 1_700_000_000_000;

/** @param {...string} titles */
const marked = (...titles) => {
  const world = makeWorld();
  world.bookmarks = titles.map((title, index) =>
    ({ id: title, title, url: `https://${title}.mark/`, folder: "7", index }));
  return world;
};

test("add bookmarks the page once, and undo removes it", async () => {
  const world = marked();
  const outcome = await play(world, "bookmark.add");
  assert.deepEqual(world.bookmarks.map((one) => one.url), ["https://one.test/"]);
  assert.equal(said(await play(world, "bookmark.add")), "why_bookmark_there one");
  await undo(outcome);
  assert.deepEqual(world.bookmarks, []);
});

test("open opens the one that is meant, and undo returns", async () => {
  const world = marked("piano", "organ");
  const outcome = await play(world, "bookmark.open", "organ");
  assert.equal(world.current().url, "https://organ.mark/");
  await undo(outcome);
  assert.equal(world.current().url, "https://one.test/");
});

test("open offers several, or says that there is none", async () => {
  const world = marked("piano-a", "piano-b");
  assert.deepEqual(offered(await play(world, "bookmark.open", "piano")), ["piano-a", "piano-b"]);
  assert.equal(said(await play(world, "bookmark.open", "violin")), "why_no_bookmark_called violin");
  assert.equal(said(await play(world, "bookmark.open", "")), "why_no_text");
});

test("remove takes the chosen one of the list, and undo puts it back at its place", async () => {
  const world = marked("piano-a", "piano-b");
  const { list = [] } = good(await play(world, "bookmark.open", "piano"));
  const outcome = await play(world, "bookmark.remove", null, { list, chosen: 0 });
  assert.deepEqual(world.bookmarks.map((one) => one.title), ["piano-b"]);
  await undo(outcome);
  assert.deepEqual(world.bookmarks.map((one) => [one.title, one.folder]), [["piano-a", "7"], ["piano-b", "7"]]);
});

test("remove takes the page's own where none is chosen, and says where there is none", async () => {
  const world = marked("piano");
  await play(world, "bookmark.open", "piano");
  assert.equal(said(await play(world, "bookmark.remove")), "say_bookmark_removed piano");
  assert.equal(said(await play(world, "bookmark.remove")), "why_not_bookmarked");
});

test("without the permission, bookmarks and history say how to get it", async () => {
  const world = marked("piano");
  world.granted = false;
  assert.equal(said(await play(world, "bookmark.add")), "why_no_bookmarks");
  assert.equal(said(await play(world, "bookmark.open", "piano")), "why_no_bookmarks");
  assert.equal(said(await play(world, "bookmark.remove")), "why_no_bookmarks");
  assert.equal(said(await play(world, "history.find", "x")), "why_no_history");
  assert.equal(said(await play(world, "history.visits")), "why_no_history");
  assert.equal(said(await play(world, "history.most-visited")), "why_no_history");
});

const visited = () => {
  const world = makeWorld();
  world.past = [
    { url: "https://a.test/", title: "etude a", visits: 3, last: NOW - 3_600_000, from: "https://www.from.test/x" },
    { url: "https://b.test/", title: "etude b", visits: 9, last: NOW - 172_800_000, from: null },
    { url: "https://one.test/", title: "one", visits: 2, last: NOW - 60_000, from: null },
  ];
  return world;
};

test("find says how often a page was visited, when last and from where, and opens it", async () => {
  const world = visited();
  const { list = [] } = good(await play(world, "history.find", "etude"));
  assert.deepEqual(list.map((item) => [item.title, item.detail]), [
    ["etude a", "say_past_from a.test 3 1 hour ago from.test"],
    ["etude b", "say_past b.test 9 2 days ago "],
  ]);
  await list[1].act();
  assert.equal(world.current().url, "https://b.test/");
  assert.equal(said(await play(world, "history.find", "fugue")), "why_no_past_called fugue");
});

test("visits tells of the current page, and says where there are none", async () => {
  const world = visited();
  assert.equal(said(await play(world, "history.visits")), "say_visits one 1 1 minute ago");
  world.show("two");
  assert.equal(said(await play(world, "history.visits")), "why_never_visited two");
});

test("most visited come first", async () => {
  const world = visited();
  assert.deepEqual(offered(await play(world, "history.most-visited")), ["etude b", "etude a", "one"]);
  world.past = [];
  assert.equal(said(await play(world, "history.most-visited")), "why_no_past");
});
