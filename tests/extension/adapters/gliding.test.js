// Gliding: asked for again and again, until the end, a stop or a page that is gone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeGliding } from "../../../extension/adapters/gliding.js";
import { still } from "./fake_chrome.js";

const FROM = { pane: 0, top: 3, left: 0 };

/** A page that moves; each look of ours takes a turn of `tick`. */
const page = () => {
  const world = {
    asked: /** @type {any[]} */ ([]), frame: 0, ended: 0, wake: () => undefined,
    reply: /** @type {any} */ ({ ok: true, value: { ended: false, from: FROM } }),
    tick: async () => { world.wake(); await new Promise((done) => { setImmediate(done); }); },
  };
  /** @type {any} */
  const agent = {
    askTab: async (/** @type {number} */ tab, /** @type {object} */ request, frame = 0) => {
      world.asked.push([tab, request, frame]);
      return world.reply;
    },
    askThrough: async (/** @type {number} */ tab, /** @type {object} */ request) =>
      ({ tab, frame: world.frame, reply: await agent.askTab(tab, request, world.frame) }),
  };
  const after = () => new Promise((done) => { world.wake = /** @type {any} */ (done); });
  const gliding = makeGliding(still({ id: 5, url: "https://a.test/" }), agent, /** @type {any} */ (after));
  return { world, gliding, start: () => gliding.start(120, () => { world.ended += 1; }) };
};

test("it is asked for again until the end, which is told once", async () => {
  const { world, gliding, start } = page();
  assert.deepEqual(await start(), { ok: true, value: { ...FROM, tab: 5, frame: 0 } });
  await world.tick();
  gliding.rate(60);
  await world.tick();
  assert.deepEqual(world.asked.map(([, request]) => request.percent), [120, 120, 60]);
  world.reply = { ok: true, value: { ended: true, from: FROM } };
  await world.tick();
  await world.tick();
  assert.deepEqual([gliding.state(), world.ended, world.asked.length], ["idle", 1, 4]);
});

test("a pause stops it at once, and it goes on from there", async () => {
  const { world, gliding, start } = page();
  await start();
  await gliding.pause();
  await world.tick();
  assert.deepEqual([gliding.state(), world.asked.map(([, { rubato }]) => rubato)], ["paused", ["glide", "glideStop"]]);
  assert.equal(await gliding.resume(), true);
  assert.equal(gliding.state(), "moving");
});

test("a frame of another site that is moved is asked again, stopped and put back itself", async () => {
  const { world, gliding, start } = page();
  world.frame = 7;
  assert.deepEqual(await start(), { ok: true, value: { ...FROM, tab: 5, frame: 7 } });
  await world.tick();
  await gliding.pause();
  assert.deepEqual(world.asked.map(([, { rubato }, frame]) => [rubato, frame]), [["glide", 7], ["glide", 7], ["glideStop", 7]]);
});

test("a page that is at its end, or lets nobody in, does not begin", async () => {
  const { world, gliding, start } = page();
  world.reply = { ok: true, value: { ended: true, from: FROM } };
  assert.deepEqual(await start(), { ok: false, why: { key: "why_at_the_end", args: [] } });
  world.reply = { ok: false, why: { key: "why_browser_page", args: [] } };
  assert.deepEqual([await start(), gliding.state()], [world.reply, "idle"]);
});

test("a page that goes away meanwhile ends it without a word", async () => {
  const { world, gliding, start } = page();
  await start();
  world.reply = { ok: false, why: { key: "why_page_left", args: [] } };
  await world.tick();
  assert.deepEqual([gliding.state(), world.ended], ["idle", 0]);
});
