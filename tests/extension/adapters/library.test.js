// The server's chat and library over HTTP: what is sent, events read as they come, refusals in the server's words.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openComments } from "../../../extension/adapters/library/comments.js";
import { openChat } from "../../../extension/adapters/library/chat.js";
import { openTaste } from "../../../extension/adapters/library/taste.js";
import { openLibrary } from "../../../extension/adapters/library/documents.js";

const REACH = { server: "http://127.0.0.1:8000", token: "token" };

/** A server that answers each request as it is told to. @param {(() => Response | Promise<Response>)[]} answers */
const server = (...answers) => {
  const asked = /** @type {any[]} */ ([]);
  const ask = /** @type {any} */ (async (/** @type {string} */ url, /** @type {any} */ how = {}) => {
    assert.equal(how.headers.authorization, "Bearer token");
    asked.push({ path: url.replace(REACH.server, ""), method: how.method ?? "GET", body: how.body });
    return (answers.shift() ?? (() => new Response(null, { status: 204 })))();
  });
  return { asked, ask };
};

/** @param {(string | Error)[]} pieces */
const stream = (...pieces) => new Response(new ReadableStream({
  pull: (control) => {
    const piece = pieces.shift();
    if (piece === undefined) control.close();
    else if (piece instanceof Error) control.error(piece);
    else control.enqueue(new TextEncoder().encode(piece));
  },
}));

/** @param {AsyncGenerator<any, void>} events */
const all = async (events) => {
  const told = [];
  for await (const event of events) told.push(event);
  return told;
};

/** @param {string} key @param {...string} args */
const why = (key, ...args) => (/** @type {any} */ error) => {
  assert.deepEqual(error.why, { key, args });
  return true;
};

const SIGNAL = new AbortController().signal;

test("an answer's events are read as they come, letters cut in two among them", async () => {
  const bytes = new TextEncoder().encode('event: said\ndata: {"text": "ü"}\n\n');
  const cut = new Response(new ReadableStream({ start: (control) => {
    for (const piece of [bytes.slice(0, 29), bytes.slice(29)]) control.enqueue(piece);
    control.close();
  } }));
  const { asked, ask } = server(() => cut);
  assert.deepEqual(await all(openChat(REACH, ask).ask({ question: "?" }, SIGNAL)), [{ name: "said", told: { text: "ü" } }]);
  assert.deepEqual([asked[0].path, JSON.parse(asked[0].body)], ["/v1/inquiries", { question: "?", stream: true }]);
});

test("a server that refuses is told in its own words, one that is away or goes by its address", async () => {
  const refusing = server(() => Response.json({ detail: "No topic is called so." }, { status: 404 }), () => new Response("<html>", { status: 502, statusText: "Bad Gateway" }));
  await assert.rejects(all(openChat(REACH, refusing.ask).ask({}, SIGNAL)), why("why_server_says", "No topic is called so."));
  await assert.rejects(openChat(REACH, refusing.ask).before(), why("why_server_says", "502 Bad Gateway"));
  const away = server(() => { throw new TypeError("no connection"); }, () => stream("event: said\n", new TypeError("broke")));
  await assert.rejects(openLibrary(REACH, away.ask).topics(), why("why_server_gone", REACH.server));
  await assert.rejects(all(openChat(REACH, away.ask).ask({}, SIGNAL)), why("why_server_left", REACH.server));
});

test("what is called off is no failure of the server's", async () => {
  const ends = new AbortController();
  const { ask } = server(() => { ends.abort(); throw new DOMException("aborted", "AbortError"); });
  await assert.rejects(all(openChat(REACH, ask).ask({}, ends.signal)), { name: "AbortError" });
});

test("questions of before are had once each, and forgotten", async () => {
  const { asked, ask } = server(() => Response.json({ inquiries: [{ question: "B" }, { question: "A" }, { question: "B" }] }));
  assert.deepEqual(await openChat(REACH, ask).before(), ["B", "A"]);
  await openChat(REACH, ask).forget("ab");
  assert.deepEqual(asked.map(({ method, path }) => `${method} ${path}`), ["GET /v1/inquiries?own=true&limit=30", "DELETE /v1/inquiries/ab"]);
});

test("an answer is rated over the review that is there, and the rating that it had is given", async () => {
  const review = { rating: 4, version: 3 };
  const { asked, ask } = server(() => Response.json({ review }), () => Response.json({ review: { rating: 9, version: 4 } }));
  assert.equal(await openChat(REACH, ask).rate("ab", 9), 4);
  assert.deepEqual(asked.map(({ method, path, body }) => [method, path, body && JSON.parse(body)]), [
    ["GET", "/v1/inquiries/ab", undefined], ["PATCH", "/v1/inquiries/ab", { version: 3, rating: 9 }],
  ]);
});

test("a page is rated, and the rating that it had is given", async () => {
  const { asked, ask } = server(() => Response.json({ value: 9, before: null }));
  const thing = { kind: /** @type {const} */ ("page"), key: "https://one.test/", title: "One", text: "It says so.", address: "https://one.test/" };
  assert.equal(await openTaste(REACH, ask).rate(thing, 9), null);
  assert.deepEqual(asked.map(({ method, path, body }) => [method, path, body && JSON.parse(body)]), [["PUT", "/v1/taste/ratings", { ...thing, value: 9 }]]);
});

test("an answer is corrected over the review that is there, and taught only with words", async () => {
  const review = { correction: "", taught: null, version: 3 };
  const { asked, ask } = server(() => Response.json({ review }), () => Response.json({}), () => Response.json({ review: { ...review, correction: "No.", taught: 7 } }));
  assert.deepEqual(await openChat(REACH, ask).correct("ab", { correction: "No.", taught: true }), { correction: "", taught: false });
  assert.deepEqual(await openChat(REACH, ask).correct("ab", { correction: "", taught: true }), { correction: "No.", taught: true });
  assert.deepEqual(asked.filter(({ method }) => method === "PATCH").map(({ body }) => JSON.parse(body)), [
    { version: 3, correction: "No.", teach: true }, { version: 3, correction: "", teach: false },
  ]);
});

test("personas are known by name and by the page that is theirs", async () => {
  const { asked, ask } = server(
    () => Response.json({ personas: [{ id: 1, version: 0, name: "Clara", voice: "clara" }] }),
    () => Response.json({ persona: { name: "Robert", greeting: "Hello." } }), () => Response.json({ persona: null }),
  );
  const chat = openChat(REACH, ask);
  assert.deepEqual(await chat.personas(), [{ name: "Clara", greeting: "", voice: "clara" }]);
  assert.deepEqual(await chat.personaOf("https://a.test/?b=c&d"), { name: "Robert", greeting: "Hello.", voice: "" });
  assert.equal(await chat.personaOf("https://b.test/"), null);
  assert.equal(asked[1].path, "/v1/personas/for?address=https%3A%2F%2Fa.test%2F%3Fb%3Dc%26d");
});

const ADDED = { id: 7, title: "One", outcome: "added", reason: "", passages: 3, put: [1] };
/** @param {string} name @param {object} told */
const event = (name, told) => `event: ${name}\ndata: ${JSON.stringify(told)}\n\n`;
const unheard = () => undefined;

test("a page is sent with its address, title and topics, and an address alone is left to the server", async () => {
  const { asked, ask } = server(() => stream(event("loaded", { ...ADDED, state: "ready" })), () => stream(event("loaded", ADDED)));
  const library = openLibrary(REACH, ask);
  const page = { title: "One & two", address: "https://one.test/?a=b", topics: ["Bach", "C#"], name: "page.html", content: "<p>" };
  assert.deepEqual(await library.add(page, SIGNAL, unheard), ADDED);
  const url = new URL(asked[0].path, REACH.server);
  assert.deepEqual([url.pathname, [...url.searchParams]], ["/v1/documents/file", [["name", "page.html"], ["address", "https://one.test/?a=b"], ["title", "One & two"], ["stream", "true"], ["topic", "Bach"], ["topic", "C#"]]]);
  await library.add({ title: "", address: "https://one.test/b.pdf", topics: [] }, SIGNAL, unheard);
  assert.deepEqual([asked[1].path, JSON.parse(asked[1].body)], ["/v1/documents", { title: "", address: "https://one.test/b.pdf", topics: [], stream: true }]);
});

test("how far a recording is is told; one that cannot be had says why, and a feed is none", async () => {
  const what = { title: "Talk", address: "https://one.test/talk.mp4", topics: [] };
  const [fetching, feed] = [{ doing: "fetching", done: 1, total: 2 }, { outcome: "feed", title: "News", reason: "A feed with 2 entries, 1 of them new.", address: "", entries: [] }];
  const { ask } = server(() => stream(": it goes on\n\n", event("step", fetching), event("loaded", ADDED)), () => stream(event("failed", { detail: "It is private." })),
    () => stream(event("step", fetching)), () => stream(event("loaded", feed)));
  const library = openLibrary(REACH, ask);
  /** @type {any[]} */
  const steps = [];
  await library.add(what, SIGNAL, (step) => void steps.push(step));
  assert.deepEqual(steps, [fetching]);
  await assert.rejects(library.add(what, SIGNAL, unheard), why("why_server_says", "It is private."));
  await assert.rejects(library.add(what, SIGNAL, unheard), why("why_server_left", REACH.server));
  const { outcome, reason } = await library.add(what, SIGNAL, unheard);
  assert.deepEqual([outcome, reason], ["failed", "A feed with 2 entries, 1 of them new."]);
});

test("topics are had with how large they are, and what was added is taken out", async () => {
  const { asked, ask } = server(() => Response.json({ topics: [{ id: 1, name: "Bach", documents: 2, caution: "" }] }));
  const library = openLibrary(REACH, ask);
  assert.deepEqual(await library.topics(), [{ id: 1, name: "Bach", documents: 2 }]);
  await library.remove(7);
  await library.takeOut(7, [1, 2]);
  assert.deepEqual(asked.slice(1).map(({ method, path }) => `${method} ${path}`),
    ["DELETE /v1/documents/7", "DELETE /v1/documents/7/topics/1", "DELETE /v1/documents/7/topics/2"]);
});

test("things are put in order by keys, whatever line is set, until it is called off", async () => {
  const things = ["a", "b"].map((name) => ({ kind: /** @type {const} */ ("page"), key: name, title: name, text: "", address: name }));
  const { asked, ask } = server(() => Response.json({ things: [things[1], things[0]], why: "" }));
  const stop = new AbortController();
  assert.deepEqual(await openTaste(REACH, ask).order(things, stop.signal), ["b", "a"]);
  assert.deepEqual([asked[0].method, asked[0].path, JSON.parse(asked[0].body)], ["POST", "/v1/taste/predictions", { things, limit: 2, least: 0 }]);
  const waits = /** @type {any} */ ((/** @type {string} */ _url, /** @type {any} */ { signal }) => new Promise((_, no) => {
    signal.addEventListener("abort", () => no(signal.reason));
  }));
  const late = openTaste(REACH, waits).order(things, stop.signal);
  stop.abort();
  await assert.rejects(late, { name: "AbortError" });
});

test("comments that wait are those to be approved and those that are unclear; who may not see them is told", async () => {
  const { asked, ask } = server(
    () => Response.json({ videos: 2, comments: 9, open: 1, review: 3, held: 1, sent: 4 }),
    () => Response.json({ comments: 0 }),
    () => Response.json({ detail: "Only an admin may do that." }, { status: 403 }),
  );
  const comments = openComments(REACH, ask);

  assert.deepEqual([await comments.waiting(), await comments.waiting()], [4, 0]);
  await assert.rejects(comments.waiting(), why("why_server_says", "Only an admin may do that."));
  assert.equal(comments.page, "http://127.0.0.1:8000/web/comments.html");
  assert.equal(asked[0].path, "/v1/comments/counts");
});
