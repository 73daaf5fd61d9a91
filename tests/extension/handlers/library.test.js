// The library: what is sent of a page or a video, what became of it, and taking it out again.

import assert from "node:assert/strict";
import { test } from "node:test";
import { good, makeWorld, offered, play, said, undo } from "./world.js";

test("the page in front is added as it is seen, and taken out by undo", async () => {
  const world = makeWorld();
  const outcome = await play(world, "library.page");
  assert.equal(said(outcome), "say_library_added one 3");
  assert.deepEqual(world.library.held, [{ title: "one", address: "https://one.test/", name: "page.html", content: "<p>One</p>", topics: [] }]);
  await undo(outcome);
  assert.deepEqual(world.library.held, []);
});

test("a PDF is fetched by the server, and calls itself", async () => {
  const world = makeWorld();
  world.library.page = { ok: false, why: { key: "why_pdf_page", args: [] } };
  assert.equal(said(await play(world, "library.page")), "say_library_added Tempo 3");
  assert.deepEqual(world.library.held, [{ title: "", address: "https://one.test/", topics: [] }]);
});

test("a page that lets nobody in, one that cannot be read, and a server that refuses say why", async () => {
  const world = makeWorld();
  world.library.added = { outcome: "failed", reason: "This page has no main text." };
  assert.equal(said(await play(world, "library.page")), "why_not_added one This page has no main text.");
  world.library.refused = { ok: false, why: { key: "why_server_says", args: ["Only an admin may."] } };
  assert.equal(said(await play(world, "library.page")), "why_server_says Only an admin may.");
  world.library.page = { ok: false, why: { key: "why_browser_page", args: [] } };
  assert.equal(said(await play(world, "library.page")), "why_browser_page");
});

test("what was there is said to be, has its new text for good, and is no longer in a topic once undone", async () => {
  const world = makeWorld();
  world.library.added = { outcome: "unchanged" };
  assert.deepEqual([said(await play(world, "library.page")), good(await play(world, "library.page")).unlisted], ["say_library_known one", true]);
  world.library.added = { outcome: "changed" };
  const changed = good(await play(world, "library.page"));
  assert.deepEqual([said(changed), changed.final, changed.undo], ["say_library_changed one 3", true, undefined]);
  assert.equal(said(await play(world, "library.page-to", "bach")), "say_library_changed_to one Bach 3");
  world.library.added = { outcome: "unchanged", put: [1] };
  const put = await play(world, "library.page-to", "bach");
  assert.equal(said(put), "say_library_into one Bach");
  await undo(put);
  assert.deepEqual(world.library.log, ["5 out of 1"]);
});

test("it is put into the topic that is named", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "library.page-to", "Bach")), "say_library_added_to one Bach 3");
  assert.deepEqual(world.library.held[0].topics, ["Bach"]);
});

test("a topic that nobody made is made only when that is chosen", async () => {
  const world = makeWorld();
  const asks = good(await play(world, "library.page-to", "Cooking"));
  assert.deepEqual([said(asks), asks.asks, offered(asks), world.library.held], ["say_topic_unknown Cooking", true, ["say_topic_make Cooking", "Bach", "Harmony"], []]);
  const made = await play(world, "item.choose", 1, { list: asks.list });
  assert.deepEqual([said(made), world.library.held[0].topics], ["say_library_added_to one Cooking 3", ["Cooking"]]);
});

test("a video is added by its captions, or by its address where it has none", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "library.video")), "say_library_added Fugue 3");
  assert.deepEqual(world.library.held[0], { title: "Fugue", address: "https://www.youtube.com/watch?v=abcdefghijk", topics: [] });
  world.library.video = { ok: true, value: { title: "Talk", address: "https://one.test/", captions: "WEBVTT\n" } };
  await play(world, "library.video-to", "harmony");
  assert.deepEqual(world.library.held[1], { title: "Talk", address: "https://one.test/", name: "captions.vtt", content: "WEBVTT\n", topics: ["Harmony"] });
});

test("a page without a video says so", async () => {
  const world = makeWorld();
  world.library.video = { ok: true, value: null };
  assert.equal(said(await play(world, "library.video")), "why_no_video_here");
});
