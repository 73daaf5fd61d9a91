// Scrolling: what the page is asked, and what is said of the answer.

import assert from "node:assert/strict";
import { test } from "node:test";
import { handlers } from "../../../extension/handlers/index.js";
import { makeWorld, play, said, undo } from "./world.js";

test("each scroll command asks for its way", async () => {
  const world = makeWorld();
  await play(world, "scroll.down");
  await play(world, "scroll.up");
  await play(world, "scroll.half-down");
  await play(world, "scroll.half-up");
  await play(world, "scroll.page-down");
  await play(world, "scroll.page-up");
  await play(world, "scroll.top");
  await play(world, "scroll.bottom");
  await play(world, "scroll.left");
  await play(world, "scroll.right");
  assert.deepEqual(world.page.acts.map(({ axis, by, times }) => `${axis} ${by} ${times}`), [
    "y step 1", "y step -1", "y half 1", "y half -1", "y page 1", "y page -1",
    "y start 0", "y end 0", "x step -1", "x step 1",
  ]);
});

test("the page is asked before the handler gives up its turn", () => {
  const world = makeWorld();
  handlers["scroll.down"]({ command: "scroll.down" }, world.ports);
  assert.equal(world.page.acts.length, 1);
});

test("by steps: a key above middle C is up, as everywhere on the keyboard", async () => {
  const world = makeWorld();
  await play(world, "scroll.by", 3);
  assert.deepEqual(world.page.acts, [{ axis: "y", by: "step", times: -3 }]);
  assert.equal(said(await play(world, "scroll.by", 0)), "why_no_step");
});

test("to a percent; one out of range is refused with the range", async () => {
  const world = makeWorld();
  await play(world, "scroll.percent", 50);
  assert.deepEqual(world.page.acts, [{ axis: "y", by: "percent", times: 50 }]);
  assert.equal(said(await play(world, "scroll.percent", 101)), "why_not_percent 101 0 100");
  assert.equal(said(await play(world, "scroll.percent", -1)), "why_not_percent -1 0 100");
});

test("the percent is said on the way, and the ends by name", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "scroll.down")), "say_scrolled 10");
  world.page.at = world.page.end;
  assert.equal(said(await play(world, "scroll.down")), "say_bottom");
  assert.equal(said(await play(world, "scroll.right")), "say_right_edge");
  world.page.at = 0;
  assert.equal(said(await play(world, "scroll.up")), "say_top");
  assert.equal(said(await play(world, "scroll.left")), "say_left_edge");
});

test("undo scrolls back to the very place, and what did not move has no undo", async () => {
  const world = makeWorld();
  const outcome = await play(world, "scroll.down");
  await undo(outcome);
  assert.deepEqual(world.page.acts[1], { tab: world.current().id, frame: 0, pane: 0, top: 7, left: 0 });
  world.page.moved = false;
  assert.equal("undo" in (await play(world, "scroll.down")), false);
});

test("an undo that can't be done rejects with the page's reason", async () => {
  const world = makeWorld();
  const outcome = await play(world, "scroll.down");
  world.page.reach = { ok: false, why: { key: "why_page_changed", args: [] } };
  await assert.rejects(undo(outcome), { why: { key: "why_page_changed", args: [] } });
});

test("a page that lets nobody in is refused with its reason", async () => {
  const world = makeWorld();
  world.page.reach = { ok: false, why: { key: "why_browser_page", args: [] } };
  assert.equal(said(await play(world, "scroll.down")), "why_browser_page");
});

test("auto scroll moves at the pace of reading until the end, which is said", async () => {
  const world = makeWorld();
  world.rate = 140;
  assert.equal(said(await play(world, "scroll.auto")), "say_scrolls 140");
  world.arrive();
  assert.deepEqual([world.glides, world.log], ["idle", ["glide 140", "done: say_bottom"]]);
});

test("stop, continue, cancel, faster and slower hold for auto scroll, and undo scrolls back", async () => {
  const world = makeWorld();
  const outcome = await play(world, "scroll.auto");
  assert.deepEqual([said(await play(world, "stop")), world.glides], ["say_stopped", "paused"]);
  assert.deepEqual([said(await play(world, "continue")), world.glides], ["say_goes_on", "moving"]);
  await play(world, "read.faster");
  assert.equal(world.log.at(-1), "glide 120");
  await play(world, "cancel");
  assert.equal(world.glides, "paused");
  await undo(outcome);
  assert.deepEqual(world.page.acts, [{ tab: 1, frame: 0, pane: 0, top: 5, left: 0 }]);
});

test("auto scroll says why a page can't move", async () => {
  const world = makeWorld();
  world.page.reach = { ok: false, why: { key: "why_nothing_scrolls", args: [] } };
  assert.equal(said(await play(world, "scroll.auto")), "why_nothing_scrolls");
});
