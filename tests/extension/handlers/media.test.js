// Media: which one a command changes, what is said of it, and what brings it back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { element } from "./elements_world.js";
import { good, makeWorld, play, said, undo } from "./world.js";

/** @param {...[string, object?]} all */
const withMedia = (...all) => {
  const world = makeWorld();
  for (const [name, more] of all) world.media.add(name, more);
  return world;
};
const HEARD = { playing: true, sounds: true };

test("play says what plays and where it is, and undo pauses it", async () => {
  const world = withMedia(["Sonata"]);
  const outcome = await play(world, "media.play");
  assert.equal(said(outcome), "say_media_playing Sonata say_media_of 1:05 3:20");
  await undo(outcome);
  assert.equal(world.media.all[0].playing, false);
});

test("what plays already is said, with nothing to undo", async () => {
  const outcome = await play(withMedia(["Sonata", HEARD]), "media.play");
  assert.equal(said(outcome), "say_media_playing Sonata say_media_of 1:05 3:20");
  assert.equal("undo" in outcome, false);
});

test("pause takes the one that is heard, and undo plays it again", async () => {
  const world = withMedia(["Large", { area: 9000 }], ["Sonata", HEARD]);
  const outcome = await play(world, "media.pause");
  assert.equal(said(outcome), "say_media_paused Sonata say_media_of 1:05 3:20");
  await undo(outcome);
  assert.equal(world.media.all[1].playing, true);
});

test("a stream is live, and of an unknown length only the time is said", async () => {
  assert.equal(said(await play(withMedia(["Radio", { live: true, length: null }]), "media.play")), "say_media_playing Radio say_media_live 1:05");
  assert.equal(said(await play(withMedia(["Odd", { length: null }]), "media.play")), "say_media_playing Odd 1:05");
});

test("skipping goes five seconds a semitone, and undo goes back", async () => {
  const world = withMedia(["Sonata"]);
  const outcome = await play(world, "media.seek", -3);
  assert.equal(said(outcome), "say_media_at say_media_of 0:50 3:20");
  await undo(outcome);
  assert.equal(world.media.all[0].time, 65);
  assert.equal(said(await play(world, "media.seek", 0)), "why_no_step");
});

test("to a percent, and to a second from the start or the end", async () => {
  const world = withMedia(["Sonata"]);
  assert.equal(said(await play(world, "media.percent", 50)), "say_media_at say_media_of 1:40 3:20");
  assert.equal(said(await play(world, "media.second", 30)), "say_media_at say_media_of 0:30 3:20");
  assert.equal(said(await play(world, "media.second", -30)), "say_media_at say_media_of 2:50 3:20");
  assert.equal(said(await play(world, "media.percent", 101)), "why_not_percent 101 0 100");
  assert.equal(said(await play(world, "media.second")), "why_no_second");
});

test("louder and softer, and a volume in percent; undo brings back volume and muting", async () => {
  const world = withMedia(["Sonata", { muted: true }]);
  assert.equal(said(await play(world, "media.louder")), "say_media_volume 60");
  assert.equal(said(await play(world, "media.softer")), "say_media_volume 50");
  const outcome = await play(world, "media.volume", 5);
  assert.equal(said(outcome), "say_media_volume 5");
  await undo(outcome);
  assert.equal(world.media.all[0].volume, 50);
  assert.equal(said(await play(world, "media.volume", -1)), "why_not_percent -1 0 100");
});

test("faster, slower, and a speed in percent within what browsers play", async () => {
  const world = withMedia(["Sonata"]);
  assert.equal(said(await play(world, "media.faster")), "say_media_speed 125");
  assert.equal(said(await play(world, "media.slower")), "say_media_speed 100");
  const outcome = await play(world, "media.speed", 300);
  assert.equal(said(outcome), "say_media_speed 300");
  await undo(outcome);
  assert.equal(world.media.all[0].speed, 100);
  assert.equal(said(await play(world, "media.speed", 0)), "why_not_percent 0 25 400");
});

test("muting and captions go over to the other state, and back", async () => {
  const world = withMedia(["Sonata"]);
  assert.equal(said(await play(world, "media.mute")), "say_media_muted Sonata");
  assert.equal(said(await play(world, "media.mute")), "say_media_unmuted Sonata");
  const outcome = await play(world, "media.captions");
  assert.equal(said(outcome), "say_media_captions_on English");
  await undo(outcome);
  assert.equal(world.media.all[0].captions, null);
  assert.equal(said(await play(withMedia(["Sonata", { captions: "English" }]), "media.captions")), "say_media_captions_off");
});

test("the list has each with its state, the one that is meant chosen; choosing plays", async () => {
  const world = withMedia(["One"], ["Two", HEARD], ["Three", { playing: true, muted: true }]);
  const { list = [], chosen } = good(await play(world, "media.list"));
  assert.deepEqual(list.map(({ title, detail }) => `${title}: ${detail}`), [
    "One: say_mark_media_paused say_media_of 1:05 3:20", "Two: say_mark_media_playing say_media_of 1:05 3:20",
    "Three: say_mark_media_silent say_media_of 1:05 3:20",
  ]);
  assert.equal(chosen, 1);
  await list[0].act();
  assert.equal(world.media.all[0].playing, true);
});

test("listen plays the only one, and lists several", async () => {
  const one = withMedia(["Only"]);
  assert.equal(said(await play(one, "media.listen")), "say_media_playing Only say_media_of 1:05 3:20");
  const several = withMedia(["One"], ["Two"]);
  assert.equal(said(await play(several, "media.listen")), "say_media_list 2");
  assert.deepEqual(several.media.all.map((each) => each.playing), [false, false]);
});

test("a page without media says so", async () => {
  const world = makeWorld();
  world.intents.refused = { ok: false, why: { key: "why_intent_elsewhere", args: [] } };
  for (const name of ["media.play", "media.listen", "media.list"]) {
    assert.equal(said(await play(world, name)), "why_no_media");
  }
  assert.equal(said(await play(withMedia(["Song", { picture: false }]), "media.full-screen")), "why_no_video");
});

test("a page that sounds without an element of its own says what can be done", async () => {
  const world = makeWorld();
  world.intents.refused = { ok: false, why: { key: "why_intent_no_control", args: [] } };
  world.current().playing = true;
  assert.equal(said(await play(world, "media.pause")), "why_media_hidden");
});

test("a page of our own plays by itself what is no element, says why not, and takes it back", async () => {
  const world = makeWorld();
  world.intents.told = { said: "Plays at 0:01", asks: false, undo: "1" };
  const played = await play(world, "media.play");
  assert.equal(said(played), "say_intent Plays at 0:01");
  await undo(played);
  for (const [name, value] of /** @type {[string, number | null][]} */ ([["media.pause", null], ["media.seek", -2], ["media.second", 7], ["media.slower", null]])) {
    await play(world, name, value);
  }
  assert.deepEqual(world.intents.taken.map(({ command, value, undo: token }) => token ?? [command, value]),
    [["media.play", undefined], "1", ["media.pause", undefined], ["media.seek", -2], ["media.second", 7], ["media.slower", undefined]]);
  world.intents.refused = { ok: false, why: { key: "why_intent_page", args: ["Open a recording first"] } };
  assert.equal(said(await play(world, "media.play")), "why_intent_page Open a recording first");
  assert.equal(said(await play(withMedia(["Sonata"]), "media.pause")).startsWith("say_media_paused"), true);
});

test("the page's own refusals, and the media's, are given on", async () => {
  const world = withMedia(["Sonata"]);
  world.media.fault = { ok: false, why: { key: "why_media_network", args: ["Sonata"] } };
  assert.equal(said(await play(world, "media.play")), "why_media_network Sonata");
  world.media.reach = { ok: false, why: { key: "why_browser_page", args: [] } };
  assert.equal(said(await play(world, "media.play")), "why_browser_page");
  assert.equal(said(await play(world, "media.listen")), "why_browser_page");
  assert.equal(said(await play(world, "media.full-screen")), "why_browser_page");
});

test("a video fills the screen, and leaves it", async () => {
  const world = withMedia(["Song", { ...HEARD, picture: false }], ["Film"]);
  const outcome = await play(world, "media.full-screen");
  assert.equal(said(outcome), "say_media_full Film");
  await undo(outcome);
  assert.equal(world.media.all[1].full, false);
  await play(world, "media.full-screen");
  assert.equal(said(await play(world, "media.full-screen")), "say_media_not_full Film");
});

test("where the browser wants a click for that, its window fills the screen, and the reason is said", async () => {
  const world = withMedia(["Film"]);
  world.media.fault = { ok: false, why: { key: "why_media_full", args: ["Film"] } };
  const outcome = await play(world, "media.full-screen");
  assert.equal(said(outcome), "say_window_full");
  assert.equal(world.full, true);
  await undo(outcome);
  assert.equal(world.full, false);
});

test("a window that fills the screen is let go, though its page lets nobody in", async () => {
  const world = makeWorld();
  world.full = true;
  world.media.reach = { ok: false, why: { key: "why_browser_page", args: [] } };
  assert.equal(said(await play(world, "media.full-screen")), "say_window_not_full");
  assert.equal(world.full, false);
});

test("where the browser knows of no captions, a button that the player calls so is offered", async () => {
  const world = withMedia(["Sonata"]);
  world.media.fault = { ok: false, why: { key: "why_media_no_captions", args: ["Sonata"] } };
  world.elements.all = [element("button", "Account"), element("button", "Accordion")];
  assert.equal(said(await play(world, "media.captions")), "why_media_no_captions Sonata");
  world.elements.all[1].name = "Subtitles (c)";
  const outcome = good(await play(world, "media.captions"));
  assert.equal(said(outcome), "say_media_site_captions Sonata Subtitles (c)");
  await (outcome.list ?? [])[0].act();
  assert.deepEqual(world.elements.log, ["click Subtitles (c)"]);
});
