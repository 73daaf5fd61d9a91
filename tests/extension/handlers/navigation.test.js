// Navigation and zoom.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeWorld, play, said, undo } from "./world.js";

/** A tab that has seen four pages. */
const travelled = () => {
  const world = makeWorld([["one"]]);
  Object.assign(world.current(), { past: ["a:1", "a:2", "a:3", "a:4"], at: 3, url: "a:4" });
  return world;
};

test("back and forward go one page, and undo the other way", async () => {
  const world = travelled();
  const outcome = await play(world, "history.back");
  assert.equal(world.current().url, "a:3");
  await undo(outcome);
  assert.equal(world.current().url, "a:4");
  await play(world, "history.back");
  assert.equal(said(await play(world, "history.forward")), "say_page one 1");
});

test("back by a count goes so far, or as far as there is and says it", async () => {
  const world = travelled();
  await play(world, "history.back-by", 2);
  assert.equal(world.current().url, "a:2");
  const outcome = await play(world, "history.back-by", 9);
  assert.equal(said(outcome), "say_travelled_short one 1");
  await undo(outcome);
  assert.equal(world.current().url, "a:2");
});

test("forward by a count", async () => {
  const world = travelled();
  world.current().at = 0;
  await play(world, "history.forward-by", 2);
  assert.equal(world.current().url, "a:3");
});

test("where there is nothing to go to, it is refused", async () => {
  const world = travelled();
  assert.equal(said(await play(world, "history.forward")), "why_no_forward");
  world.current().at = 0;
  assert.equal(said(await play(world, "history.back")), "why_no_back");
  assert.equal(said(await play(world, "history.back-by", 0)), "why_not_count 0");
  assert.equal(said(await play(world, "history.back-by", null)), "why_not_count null");
});

test("reload says when the page is there, and gives up the wait where it takes too long", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "page.reload")), "say_reloaded one");
  world.slow = true;
  assert.equal(said(await play(world, "page.reload")), "why_too_long 20");
});

test("an address opens in the current tab, and undo returns", async () => {
  const world = makeWorld();
  const before = world.current().url;
  const outcome = await play(world, "address.open", "example dot com slash music");
  assert.equal(world.current().url, "https://example.com/music");
  await undo(outcome);
  assert.equal(world.current().url, before);
});

test("undo goes to the page before even where the browser's history leaves it out", async () => {
  const world = makeWorld();
  const before = world.current().url;
  const outcome = await play(world, "address.open", "example.com");
  world.current().past[0] = "https://elsewhere.test/";
  await undo(outcome);
  assert.equal(world.current().url, before);
});

test("undo after the tab was closed says so", async () => {
  const world = makeWorld();
  const outcome = await play(world, "address.open", "example.com");
  world.ports.tabs.travel = async () => 0;
  await world.ports.tabs.close([world.current().id]);
  await assert.rejects(undo(outcome), { why: { key: "why_tab_gone", args: [] } });
});

test("what is no address is refused with the words", async () => {
  assert.equal(said(await play(makeWorld(), "address.open", "piano music")), "why_not_an_address piano music");
  assert.equal(said(await play(makeWorld(), "address.open", "javascript:alert(1)")), "why_not_an_address javascript:alert(1)");
});

test("an address that brings the browser's error page is refused", async () => {
  const world = makeWorld();
  world.page.reach = { ok: false, why: { key: "why_error_page", args: [] } };
  assert.equal(said(await play(world, "address.open", "nowhere.test")), "why_not_loaded nowhere.test");
});

test("search asks the browser's engine in the current tab, and undo returns", async () => {
  const world = makeWorld();
  const outcome = await play(world, "search.web", "piano");
  assert.equal(world.current().url, "https://search.test/?q=piano");
  await undo(outcome);
  assert.equal(world.current().url, "https://one.test/");
  assert.equal(said(await play(world, "search.web", "")), "why_no_text");
});

test("zoom goes by the browser's steps, to the ends, and undo returns", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "zoom.in")), "say_zoom 110");
  const outcome = await play(world, "zoom.out");
  assert.equal(said(outcome), "say_zoom 100");
  await undo(outcome);
  assert.equal(world.zoom, 1.1);
  world.zoom = 5;
  assert.equal(said(await play(world, "zoom.in")), "why_zoom_most 500");
  world.zoom = 0.25;
  assert.equal(said(await play(world, "zoom.out")), "why_zoom_least 25");
});

test("zoom to a percent, within the browser's range, and back to its own", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "zoom.percent", 130)), "say_zoom 130");
  assert.equal(said(await play(world, "zoom.percent", 501)), "why_not_percent 501 25 500");
  assert.equal(said(await play(world, "zoom.reset")), "say_zoom 100");
});
