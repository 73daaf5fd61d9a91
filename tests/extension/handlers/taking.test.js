// Taking: addresses and texts to the clipboard, files, a new window, the pointer; of what is chosen, else focused.

import assert from "node:assert/strict";
import { test } from "node:test";
import { element } from "./elements_world.js";
import { good, makeWorld, play, said, undo } from "./world.js";
/** @import {Refusal} from "../../../extension/handlers/ports.js" */

/** @type {Refusal} */
const NOTHING = { ok: false, why: { key: "why_nothing_focused", args: [] } };

/** A world with a list of two, the second chosen. */
const listed = async () => {
  const world = makeWorld();
  world.elements.all = [element("link", "One", { href: "https://one.test/" }), element("link", "Two", { href: "https://two.test/" })];
  const { list } = good(await play(world, "link.list"));
  return { world, offered: { list, chosen: 1 } };
};

test("the address of the chosen link is copied, and its list stays on offer", async () => {
  const { world, offered } = await listed();
  const outcome = good(await play(world, "element.copy-link", null, offered));
  assert.deepEqual([said(outcome), world.taking.copied], ["say_copied https://two.test/", ["https://two.test/"]]);
  assert.deepEqual([outcome.list, outcome.chosen], [offered.list, 1]);
});

test("without a list it is the focused link's, and what is no link says so", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "element.copy-link")), "why_no_link It");
  world.taking.facts.link = "https://here.test/";
  assert.equal(said(await play(world, "element.copy-link")), "say_copied https://here.test/");
  world.taking.reach = NOTHING;
  assert.equal(said(await play(world, "element.copy-link")), "why_no_link_chosen");
  assert.deepEqual(world.taking.copied, ["https://here.test/"]);
});

test("a text is copied whole and said short", async () => {
  const { world, offered } = await listed();
  world.taking.text = "A  line\nand more";
  assert.equal(said(await play(world, "element.copy-text", null, offered)), "say_copied A line and more");
  world.taking.text = "word ".repeat(40);
  const outcome = said(await play(world, "element.copy-text"));
  assert.equal(outcome, `say_copied_long 200 ${"word ".repeat(40).slice(0, 79)}…`);
  assert.deepEqual(world.taking.copied, ["A  line\nand more", "word ".repeat(40)]);
  assert.deepEqual(world.taking.asked, [1, null]);
});

test("what is chosen and gone gives way to what has the focus", async () => {
  for (const gone of ["why_element_gone", "why_page_left"]) {
    const { world, offered } = await listed();
    Object.assign(world.taking, { gone, text: "here" });
    assert.equal(said(await play(world, "element.copy-text", null, offered)), "say_copied here");
    assert.equal(said(await play(world, "element.hover", null, offered)), "say_hovered It");
    assert.deepEqual(world.taking.asked, [1, null, 1, null]);
    world.taking.reach = NOTHING;
    assert.equal(said(await play(world, "element.copy-text", null, offered)), gone);
  }
});

test("where what is chosen can't be reached for another reason, the focus is not meant", async () => {
  const { world, offered } = await listed();
  world.taking.gone = "why_page_busy";
  assert.equal(said(await play(world, "element.copy-text", null, offered)), "why_page_busy");
  assert.deepEqual(world.taking.asked, [1]);
});

test("where the browser does not let us copy, that is said", async () => {
  const world = makeWorld();
  world.taking.text = "x";
  world.taking.refused = { ok: false, why: { key: "why_no_clipboard", args: [] } };
  assert.equal(said(await play(world, "element.copy-text")), "why_no_clipboard");
  world.taking.facts.link = "https://here.test/";
  assert.equal(said(await play(world, "element.copy-link")), "why_no_clipboard");
});

test("a link's file is downloaded rather than its picture, and undo deletes it", async () => {
  const world = makeWorld();
  world.taking.facts = { name: "It", link: "https://a.test/score.pdf", source: "https://a.test/score.png", isLink: true };
  const outcome = await play(world, "element.download");
  assert.deepEqual([said(outcome), world.taking.files], ["say_downloaded score.pdf", ["score.pdf"]]);
  await undo(outcome);
  assert.deepEqual(world.taking.files, []);
});

test("an image or media within a link is downloaded itself, and a long one is told of while it comes", async () => {
  const world = makeWorld();
  world.taking.facts = { name: "It", link: "https://a.test/page", source: "https://a.test/tone.wav", isLink: false };
  world.taking.whole = false;
  assert.equal(said(await play(world, "element.download")), "say_downloading tone.wav");
});

test("what leads to no file, or only to a script's, is not downloaded", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "element.download")), "why_no_file It");
  for (const source of ["blob:https://a.test/1", "javascript:x()", "file:///etc/passwd"]) {
    world.taking.facts.source = source;
    assert.equal(said(await play(world, "element.download")), "why_not_downloadable It");
  }
  world.taking.facts.source = "https://a.test/x";
  world.taking.refused = { ok: false, why: { key: "why_no_downloads", args: [] } };
  assert.equal(said(await play(world, "element.download")), "why_no_downloads");
  world.taking.reach = NOTHING;
  assert.equal(said(await play(world, "element.download")), "why_nothing_to_download");
  assert.deepEqual(world.taking.files, []);
});

test("the chosen link opens in a window of its own, and undo closes it and comes back", async () => {
  const { world, offered } = await listed();
  const before = world.focused;
  const outcome = await play(world, "element.new-window", null, offered);
  assert.deepEqual([said(outcome), world.windows.length, world.current().url], ["say_opened_window Two", 2, "https://two.test/"]);
  await undo(outcome);
  assert.deepEqual([world.windows.length, world.focused], [1, before]);
  world.taking.facts.link = "javascript:x()";
  assert.equal(said(await play(world, "element.new-window")), "why_no_address_there It");
});

test("the pointer is held over the chosen element, and undo takes it away", async () => {
  const { world, offered } = await listed();
  const outcome = good(await play(world, "element.hover", null, offered));
  assert.deepEqual([said(outcome), world.taking.over, world.taking.asked], ["say_hovered It", "It", [1]]);
  assert.equal(outcome.chosen, 1);
  await undo(outcome);
  assert.equal(world.taking.over, "");
  world.taking.reach = NOTHING;
  assert.equal(said(await play(world, "element.hover")), "why_nothing_focused");
});
