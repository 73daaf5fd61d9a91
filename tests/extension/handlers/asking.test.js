// Asking: what is asked of whom, how an answer is followed, shortened and undone, and its sources opened.

import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf } from "../../../extension/handlers/cited.js";
import { asked, follow, named } from "../../../extension/core/answer.js";
import { told } from "./fake_asking.js";
import { good, makeWorld, offered, play, said, undo } from "./world.js";

/** A world in which something has been asked and answered. */
const answered = async () => {
  const world = makeWorld();
  good(await play(world, "chat.ask", "Where was Bach born?"));
  world.asking.over();
  return world;
};

test("a conversation is begun and ended, and undo puts it back", async () => {
  const world = makeWorld();
  const begun = await play(world, "chat.converse");
  assert.deepEqual([said(begun), world.asking.conversing], ["say_converse_on", true]);
  assert.equal(good(await play(world, "chat.converse")).undo, undefined);
  await undo(begun);
  assert.equal(world.asking.conversing, false);
  assert.equal(said(await play(world, "chat.end")), "why_not_conversing");
  await play(world, "chat.converse");
  const ended = await play(world, "chat.end");
  assert.deepEqual([said(ended), world.asking.conversing], ["say_converse_off", false]);
  await undo(ended);
  assert.equal(world.asking.conversing, true);
});

test("where nobody can be asked or heard, no conversation begins", async () => {
  const world = makeWorld();
  world.asking.refused = { ok: false, why: { key: "why_asking_unpaired", args: [] } };
  for (const name of ["chat.converse", "chat.end"]) assert.deepEqual(await play(world, name), world.asking.refused);
});

test("a question is asked as it was said, and taken back by undo", async () => {
  const world = makeWorld();
  const outcome = await play(world, "chat.ask", " Where was Bach born? ");
  assert.deepEqual([said(outcome), world.asking.wishes], ["say_asking Where was Bach born?", [{ question: "Where was Bach born?" }]]);
  await undo(outcome);
  assert.deepEqual(world.asking.answers, []);
  assert.equal(said(await play(world, "chat.ask", " ")), "why_no_text");
});

test("the sources are offered when the answer is there, unless something else is by then", async () => {
  const world = await answered();
  assert.deepEqual(world.offered.list.map(({ title, detail }) => [title, detail]), [["Bach", "Bach was born in Eisenach."]]);
  const { list } = world.offered;
  await play(world, "chat.ask", "And when?");
  world.offered = { list: [{ title: "a tab", detail: "", act: list[0].act }], chosen: null };
  world.asking.over();
  assert.deepEqual(world.offered.list.map(({ title }) => title), ["a tab"]);
});

test("why nobody answers is said", async () => {
  const world = makeWorld();
  world.asking.refused = { ok: false, why: { key: "why_asking_unpaired", args: [] } };
  for (const command of ["chat.ask", "chat.topic"]) assert.equal(said(await play(world, command, "x")), "why_asking_unpaired");
});

test("the page in front is asked by its main text, paragraph by paragraph", async () => {
  const world = makeWorld();
  world.page.text = ["One. Two.", "Three."];
  const outcome = await play(world, "chat.page", "What is it about?");
  assert.equal(said(outcome), "say_asking_page What is it about? one");
  assert.deepEqual(world.asking.wishes[0].page, { title: "one", address: "https://one.test/", text: "One. Two.\n\nThree." });
});

test("a page without a text, and one that lets nobody in, are not asked", async () => {
  const world = makeWorld();
  world.page.text = [];
  assert.equal(said(await play(world, "chat.page", "What?")), "why_no_main_text");
  world.page.pdfs = 1;
  assert.equal(said(await play(world, "chat.page", "What?")), "why_only_pdfs");
  world.page.reach = { ok: false, why: { key: "why_browser_page", args: [] } };
  assert.equal(said(await play(world, "chat.page", "What?")), "why_browser_page");
});

test("what is asked further follows the last answer", async () => {
  assert.equal(said(await play(makeWorld(), "chat.follow", "Why?")), "why_nothing_asked");
  const world = await answered();
  await play(world, "chat.follow", "Why?");
  assert.equal(world.asking.wishes[1].after?.question, "Where was Bach born?");
});

test("shorter and longer ask the same again, up to the ends", async () => {
  assert.equal(said(await play(makeWorld(), "chat.longer")), "why_nothing_asked");
  const world = await answered();
  await play(world, "chat.shorter");
  assert.deepEqual([world.asking.wishes[1].length, world.asking.wishes[1].instead?.id], ["sentence", "q1"]);
  assert.equal(said(await play(world, "chat.shorter")), "why_answer_shortest");
  await play(world, "chat.longer");
  await play(world, "chat.longer");
  assert.deepEqual(world.asking.wishes.map(({ length }) => length), [undefined, "sentence", "short", "full"]);
  assert.equal(said(await play(world, "chat.longer")), "why_answer_longest");
});

test("by keys alone what was asked before is asked again, and ready questions are there", async () => {
  const world = await answered();
  const { askingOffers } = await import("../../../extension/handlers/asking.js");
  const [again] = await askingOffers["chat.ask"](world.ports);
  assert.equal(said(await again.act()), "say_asking Where was Bach born?");
  const [gist] = await askingOffers["chat.page"](world.ports);
  assert.deepEqual([gist.title, said(await gist.act())], ["say_question_gist", "say_asking_page say_question_gist one"]);
  const [why] = await askingOffers["chat.follow"](world.ports);
  assert.equal(said(await why.act()), "say_asking say_question_why");
});

test("sources are listed again, opened in a tab of their own, and the others stay on offer", async () => {
  assert.equal(said(await play(makeWorld(), "chat.sources")), "why_nothing_asked");
  const world = await answered();
  const list = good(await play(world, "chat.sources"));
  assert.deepEqual([said(list), offered(list)], ["say_sources 1 Where was Bach born?", ["Bach"]]);
  const opened = await play(world, "item.choose", 1, { list: list.list });
  assert.deepEqual([said(opened), offered(good(opened))], ["say_source_open Bach", ["Bach"]]);
  assert.equal(world.current().url, "https://bach.test/#:~:text=Bach%20was%20born%20in%20Eisenach.");
  await undo(opened);
  assert.deepEqual(world.titles(), ["one", "two", "three"]);
});

test("a source that is open in a tab is gone to, and its words are shown there", async () => {
  const world = makeWorld();
  world.asking.sources = [told({ address: "https://two.test/" })];
  world.finding.texts = { two: ["Bach was born in Eisenach."] };
  await play(world, "chat.ask", "Where?");
  world.asking.over();
  const opened = await world.offered.list[0].act();
  assert.deepEqual([said(opened), world.current().title], ["say_source_open Bach", "two"]);
  assert.match(world.finding.shown, /Eisenach/);
  await undo(opened);
  assert.equal(world.current().title, "one");
});

test("a recording of the library is played by the server's page from its time; without the server its words are told", async () => {
  const world = makeWorld();
  world.asking.sources = [told({ kind: "sound", document: 7, address: "/talks/one.mp3", quotes: [{ text: "It rains.", line: 0, page: null, at_ms: 12_500 }] })];
  await play(world, "chat.ask", "Does it rain?");
  world.asking.over();
  const [item] = world.offered.list;
  const opened = await item.act();
  assert.deepEqual([said(opened), world.current().url], ["say_source_open Bach", "https://server.test/7@12500"]);
  await undo(opened);
  world.asking.refused = { ok: false, why: { key: "why_asking_unpaired", args: [] } };
  assert.match(said(await item.act()), /It rains/);
});

test("a video that is open in a tab is gone to at its second, and back", async () => {
  const world = makeWorld();
  const video = world.media.add("Fugue");
  world.asking.sources = [told({ address: "https://two.test/#video", quotes: [{ text: "Three voices.", line: 0, page: null, at_ms: 151_900 }] })];
  await play(world, "chat.ask", "How many?");
  world.asking.over();
  const opened = await world.offered.list[0].act();
  assert.deepEqual([said(opened), world.current().title, video.time], ["say_source_open Bach", "two", 151]);
  await undo(opened);
  assert.deepEqual([world.current().title, video.time], ["one", 65]);
});

test("a page that is opened for its video has it go to the second once it is there, as long as the page is in front", async () => {
  const world = makeWorld();
  world.slow = true;
  world.asking.sources = [told({ address: "https://new.test/#video", quotes: [{ text: "Three voices.", line: 0, page: null, at_ms: 151_900 }] })];
  await play(world, "chat.ask", "How many?");
  world.asking.over();
  /** @type {any} */
  let video = null;
  const { list } = world.media.port;
  let looks = 0;
  world.media.port.list = async () => {
    if (++looks === 3) video = world.media.add("Fugue");
    return list();
  };
  const opened = await play(world, "chat.source", 1);
  assert.deepEqual([said(opened), world.current().url, video.time], ["say_source_open Bach", "https://new.test/#t=151", 151]);
  await undo(opened);
  assert.deepEqual(world.titles(), ["one", "two", "three"]);
  looks = 4;
  world.media.all.length = 0;
  world.media.port.list = async () => { looks += 1; await world.ports.tabs.activate((await world.ports.tabs.list())[0].id); return list(); };
  await play(world, "chat.source", 1);
  assert.equal(looks, 5);
});

test("what was loaded as a file is told, with its place", async () => {
  const world = makeWorld();
  world.asking.sources = [told({ address: "/home/bach.pdf", quotes: [{ text: "Born.", line: 0, page: 4, at_ms: null }] })];
  await play(world, "chat.ask", "Where?");
  world.asking.over();
  const [{ title, act }] = world.offered.list;
  assert.deepEqual([title, said(await act())], ["Bach, say_source_page 4", "say_and say_source Bach Born. say_source_page 4"]);
});

test("a source of the last answer is opened by its number, whatever is offered", async () => {
  const world = makeWorld();
  assert.equal(said(await play(world, "chat.source", 1)), "why_nothing_asked");
  await play(world, "chat.ask", "Where?");
  world.asking.over();
  const opened = await play(world, "chat.source", 1);
  assert.deepEqual([said(opened), good(opened).chosen], ["say_source_open Bach", 0]);
  assert.equal(said(await play(world, "chat.source", 2)), "why_no_such_source 2 1");
});

test("an answer that names none has no sources", async () => {
  const world = makeWorld();
  world.asking.text = "I don't know from this.";
  await play(world, "chat.ask", "Where?");
  world.asking.over();
  for (const command of ["chat.sources", "chat.source"]) assert.equal(said(await play(world, command, 1)), "why_no_sources Where?");
});

/** @param {object} more */
const opens = (more) => addressOf(named(follow(asked("?"), {
  name: "ended", told: { answer: "So [1].", state: "answered", reason: "", model: "", sources: [told(more)], claims: [] },
}))[0]);

test("a video opens at its second, a PDF at its page, a page at the words, and nothing else than the web at all", () => {
  const quote = { text: "One two-three.", line: 0, page: null, at_ms: null };
  assert.equal(opens({ address: "https://www.youtube.com/watch?v=abcdefghijk", quotes: [{ ...quote, at_ms: 751_900 }] }), "https://www.youtube.com/watch?v=abcdefghijk&t=751s");
  assert.equal(opens({ address: "https://a.test/talk.mp3", quotes: [{ ...quote, at_ms: 61_000 }] }), "https://a.test/talk.mp3#t=61");
  assert.equal(opens({ address: "https://a.test/b.pdf", quotes: [{ ...quote, page: 7 }] }), "https://a.test/b.pdf#page=7");
  assert.equal(opens({ address: "https://a.test/#part", quotes: [quote] }), "https://a.test/#part:~:text=One%20two%2Dthree.");
  assert.match(opens({ address: "https://a.test/", quotes: [{ ...quote, text: `${"word ".repeat(40)}\nand more` }] }) ?? "", /^.{60,160}word$/);
  for (const address of ["javascript:alert(1)", "file:///etc/passwd", "chrome://settings", "https://", ""]) assert.equal(opens({ address }), null);
});

test("the last answer is rated from 0 to 10, and undo gives it the rating that it had", async () => {
  assert.equal(said(await play(makeWorld(), "chat.rate", 7)), "why_nothing_asked");
  const world = await answered();
  const first = await play(world, "chat.rate", 0);
  assert.deepEqual([said(first), world.asking.ratings.get("q1")], ["say_rated 0", 0]);
  const second = await play(world, "chat.rate", 10);
  for (const value of [11, -1, 2.5, "well"]) assert.equal(said(await play(world, "chat.rate", value)), `why_no_rating ${value}`);
  await undo(second);
  assert.equal(world.asking.ratings.get("q1"), 0);
  await undo(first);
  assert.equal(world.asking.ratings.get("q1"), null);
  world.asking.refused = { ok: false, why: { key: "why_server_says", args: ["gone"] } };
  assert.equal(said(await play(world, "chat.rate", 3)), "why_server_says gone");
});
