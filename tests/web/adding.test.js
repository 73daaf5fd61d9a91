// Documents are added one after another; each tells how far it is, and what became of it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Adding, LARGEST, soFar } from "../../web/adding.js";

/** @param {...[string, object]} events */
const events = (...events) => new Response(events.map(([name, told]) => `event: ${name}\ndata: ${JSON.stringify(told)}\n\n`).join(""));

/** @param {(path: string, init: any) => Promise<Response> | Response} answer */
function world(answer) {
  const told = {
    asked: /** @type {[string, any][]} */ ([]), rows: /** @type {string[]} */ ([]), said: /** @type {string[]} */ ([]),
    busy: /** @type {boolean[]} */ ([]), ids: /** @type {(number | undefined)[]} */ ([]),
  };
  const adding = new Adding({
    send: async (path, init) => {
      told.asked.push([path, init]);
      return answer(path, init);
    },
    row: (name) => ({
      step: (said, share) => told.rows.push(`${name}: ${said} ${share ?? "?"}`),
      end: (outcome, said) => told.rows.push(`${name}: ${outcome}: ${said}`),
    }),
    say: (text) => told.said.push(text),
    busy: (is) => told.busy.push(is),
    became: ({ id }) => told.ids.push(id),
  });
  return { adding, ...told };
}

test("a file goes with the chosen topics, and tells how far it is", async () => {
  const made = world(() => events(
    ["step", { doing: "hearing", done: 30_000, total: 60_000 }], ["loaded", { outcome: "added", reason: "", id: 7 }],
  ));
  const file = new File(["ID3"], "a talk & more.mp3", { type: "audio/mpeg" });
  await made.adding.add([{ name: file.name, file }], ["Bach", "x & y"]);

  assert.equal(made.asked[0]?.[0], "/v1/documents/file?name=a+talk+%26+more.mp3&stream=true&topic=Bach&topic=x+%26+y");
  assert.deepEqual([made.asked[0]?.[1].body, made.asked[0]?.[1].type], [file, "audio/mpeg"]);
  assert.deepEqual(made.rows, [
    "a talk & more.mp3: reading ?", "a talk & more.mp3: heard 0:30 of 1:00 0.5", "a talk & more.mp3: added: added",
  ]);
  assert.deepEqual([made.said, made.busy, made.ids], [["Adding 1 document …", "1 added"], [true, false], [7]]);
});

test("one that fails is told with its reason, and stops nothing", async () => {
  const answers = [
    new Response(JSON.stringify({ detail: "a.exe is none of what can be read." }), { status: 400 }),
    events(["failed", { detail: "There is no such page (404)." }]),
    events(["loaded", { outcome: "failed", reason: "This PDF is broken.", id: 3 }]),
    events(["loaded", { outcome: "unchanged", reason: "", id: 4 }]),
    events(["step", { doing: "fetching", done: 1, total: 0 }]),
  ];
  const made = world(() => /** @type {Response} */ (answers.shift()));
  const files = ["a.exe", "b", "c.pdf", "d.txt", "e"].map((name) => ({ name, address: `https://example.org/${name}` }));
  await made.adding.add(files, []);

  assert.deepEqual(made.rows.filter((row) => !row.includes("reading")), [
    "a.exe: failed: not added: a.exe is none of what can be read.",
    "b: failed: not added: There is no such page (404).",
    "c.pdf: failed: not added: This PDF is broken.",
    "d.txt: unchanged: there already",
    "e: fetched 0 MB ?",
    "e: failed: not added: The server broke off; add it again.",
  ]);
  assert.equal(made.said.at(-1), "1 there already, 4 not added. a.exe: a.exe is none of what can be read.");
});

test("what is too large is not sent", async () => {
  const made = world(() => assert.fail("it was sent"));
  const file = Object.defineProperty(new File([], "long.mp4"), "size", { value: LARGEST + 1 });
  await made.adding.add([{ name: file.name, file }], []);

  assert.deepEqual(made.rows.at(-1), "long.mp4: failed: not added: It is larger than 50 MB.");
});

test("of a feed the new entries are added", async () => {
  const entries = [
    { address: "https://example.org/new", title: "New", text: "<p>told</p>", state: null },
    { address: "https://example.org/old", title: "Old", text: "", state: "ready" },
  ];
  const made = world((_path, { body }) => JSON.parse(body).address.endsWith("feed")
    ? events(["loaded", { outcome: "feed", reason: "A feed with 2 entries, 1 of them new.", entries }])
    : events(["loaded", { outcome: "added", reason: "", id: 1 }]));
  await made.adding.add([{ name: "feed", address: "https://example.org/feed" }], ["news"]);

  assert.deepEqual(made.asked.map(([, { body }]) => JSON.parse(body)), [
    { address: "https://example.org/feed", title: "", text: "", topics: ["news"], stream: true },
    { address: "https://example.org/new", title: "New", text: "<p>told</p>", topics: ["news"], stream: true },
  ]);
  assert.deepEqual(made.rows.filter((row) => !row.includes("reading")), [
    "feed: feed: A feed with 2 entries, 1 of them new.", "New: added: added",
  ]);
});

test("the rest can be left out, and more be given while it works", async () => {
  /** @type {(() => void)[]} */
  const begun = [];
  const made = world((_path, { signal }) => new Promise((_done, failed) => {
    signal.addEventListener("abort", () => failed(new DOMException("", "AbortError")));
    begun.shift()?.();
  }));
  const first = new Promise((done) => { begun.push(() => done(null)); });
  const all = made.adding.add([{ name: "a", address: "https://a" }, { name: "b", address: "https://b" }], []);
  await first;
  await made.adding.add([{ name: "c", address: "https://c" }], []);
  made.adding.stop();
  await all;

  assert.equal(made.asked.length, 1);
  assert.deepEqual(made.rows.slice(1), ["b: stopped: left out", "c: stopped: left out", "a: stopped: left out"]);
  assert.deepEqual([made.said.at(-1), made.busy], ["3 left out", [true, false]]);
});

test("how far it is is said as a person would", () => {
  assert.equal(soFar({ doing: "fetching", done: 12_400_000, total: 45_000_000 }), "fetched 12 of 45 MB");
  assert.equal(soFar({ doing: "fetching", done: 2_000_000, total: 0 }), "fetched 2 MB");
  assert.equal(soFar({ doing: "hearing", done: 751_000, total: 3_723_000 }), "heard 12:31 of 1:02:03");
});
