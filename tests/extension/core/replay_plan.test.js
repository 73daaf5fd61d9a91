// What of a session is done again, and which pages are the same.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isSameAnswer, isSamePage, isSameTitle, isSecret, stepsOf } from "../../../extension/core/replay_plan.js";
import { answered } from "../../../extension/core/session_log.js";

/** @import { Entry } from "../../../extension/core/session_log.js" */

const page = { url: "https://a.test/", title: "A" };

/** @param {number} at @param {string} command @param {object} [more] @returns {Entry} */
const command = (at, command, more = {}) => ({ at, type: "command", tab: 1, command, ok: true, ms: 10, ...more });

test("commands that had their effect are done again, with all that was known of them", () => {
  const target = { role: "link", name: "Next", path: "main/nav" };
  const steps = stepsOf([
    { at: 0, type: "page", tab: 1, ...page },
    { at: 5, type: "midi", tab: 1, bytes: [144, 60, 64] },
    command(100, "scroll.by", { value: 3, page }),
    command(150, "tab.close", { ok: false }),
    command(400, "element.click", { target }),
  ]);

  assert.deepEqual(steps, [
    { number: 1, at: 100, wait: 100, command: "scroll.by", value: 3, page },
    { number: 2, at: 400, wait: 290, command: "element.click", target },
  ]);
});

test("what is about the recording, the ears and the keys is left out", () => {
  const names = ["session.start", "session.stop", "replay.next", "microphone.on", "piano.off", "tour.start", "undo.list", "undo", "again"];

  const steps = stepsOf(names.map((name, at) => command(at, name)));

  assert.deepEqual(steps.map(({ command }) => command), ["undo", "again"]);
});

test("one that was asked for before the one before had its effect waits for nothing", () => {
  const steps = stepsOf([command(100, "page.reload", { ms: 500 }), command(200, "tab.next")]);

  assert.deepEqual(steps.map(({ wait }) => wait), [100, 0]);
});

for (const [one, other, same] of /** @type {[string, string, boolean][]} */ ([
  ["https://a.test/x", "https://a.test/x#part", true],
  ["https://a.test/x/", "https://A.test/x", true],
  ["https://a.test/?b=1&a=2", "https://a.test/?a=2&b=1", true],
  ["https://a.test/?utm_source=feed&id=7", "https://a.test/?id=7", true],
  ["https://a.test/?id=7", "https://a.test/?id=8", false],
  ["https://a.test/x", "https://a.test/X", false],
  ["https://a.test/", "http://a.test/", false],
  ["https://a.test/", "https://a.test.evil/", false],
  ["about:blank", "chrome://newtab/", true],
  ["chrome://newtab/", "chrome://new-tab-page/", true],
  ["file:///a/b.html", "file:///a/b.html#c", true],
  ["", "https://a.test/", false],
]))
  test(`${one || "nothing"} and ${other} are ${same ? "one page" : "two"}`, () => {
    assert.equal(isSamePage({ url: one, title: "" }, { url: other, title: "x" }), same);
  });

for (const [one, other, same] of /** @type {[string, string, boolean][]} */ ([
  ["Inbox (3)", "Inbox (12)", true],
  ["▶ Fugue", "Fugue", true],
  ["Pianos", "Pianos – sale", false],
  ["Basket", "Log in", false],
  ["", "Basket", true],
  ["a.test", "Basket", true],
]))
  test(`the titles “${one}” and “${other}” are ${same ? "the same" : "others"}`, () => {
    assert.equal(isSameTitle({ url: "https://a.test/x", title: one }, { url: "https://a.test/x", title: other }), same);
  });

test("a page that got its title late, or changed it, may have any that it had", () => {
  const [early, late] = ["Loading", "Letter"].map((title) => ({ url: "https://a.test/x", title }));

  const [step] = stepsOf([command(10, "zoom.in", { page: early }), { at: 30, type: "page", tab: 1, ...late }]);

  assert.deepEqual(step.page, { ...early, titles: ["Loading", "Letter"] });
  assert.equal(isSameTitle(step.page ?? early, late), true);
  assert.equal(isSameTitle(step.page ?? early, { ...late, title: "Log in" }), false);
});

test("answers of what finds and changes are compared, and no others", () => {
  const [two, three] = ["2", "3"].map((count) => ({ key: "say_hits", args: [count] }));
  const step = (/** @type {string} */ name, said = two) => ({ number: 1, at: 0, wait: 0, command: name, said });

  assert.equal(isSameAnswer(step("find.text"), two), true);
  assert.equal(isSameAnswer(step("find.text"), three), false);
  assert.equal(isSameAnswer(step("scroll.down"), three), true);
  assert.equal(isSameAnswer({ number: 1, at: 0, wait: 0, command: "find.text" }, three), true);
});

test("where on the page a hit is varies; which hit it is does not", () => {
  const hit = (/** @type {string[]} */ ...args) => ({ key: "say_found", args });
  const step = { number: 1, at: 0, wait: 0, command: "find.text", said: hit("2", "fugue", "1", "10", "A fugue") };

  assert.equal(isSameAnswer(step, hit("2", "fugue", "1", "60", "A fugue")), true);
  assert.equal(isSameAnswer(step, hit("2", "fugue", "1", "10", "No fugue")), false);
});

test("of a long answer its beginning is compared", () => {
  const long = { key: "say_typed", args: ["Notes", "a".repeat(500)] };
  const step = { number: 1, at: 0, wait: 0, command: "field.type", said: answered(long) };

  assert.equal(step.said.args[1].length, 200);
  assert.equal(isSameAnswer(step, long), true);
  assert.equal(isSameAnswer(step, { ...long, args: ["Notes", "b".repeat(500)] }), false);
});

test("a text that was left out is secret", () => {
  const step = { number: 1, at: 0, wait: 0 };
  assert.equal(isSecret({ ...step, command: "field.type" }), true);
  assert.equal(isSecret({ ...step, command: "field.type", value: "x" }), false);
  assert.equal(isSecret({ ...step, command: "scroll.down" }), false);
});
