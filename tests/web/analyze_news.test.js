// News of an open recording: what came meanwhile is offered, and nothing older is shown over what this page saved.

import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";

import { News } from "../../web/analyze_news.js";
import { ask } from "../../web/ask.js";

const NEWS = "/v1/recordings/performances/news";
const PLACE = "/v1/recordings/performances/0123456789abcdef";

/** As much of an element as news need. */
class Part extends EventTarget {
  hidden = true;
  textContent = "";
  held = false;
  contains = () => this.held;
  querySelector = () => null;
  focus = () => {};
}

/** All that was told has been looked at, and the page waits for more. */
let waits = false;

afterEach(async () => {
  await until(() => waits);
  mock.restoreAll();
});

/** A page whose server has `whole`, and tells of that many changes after the page has asked. @param {{whole: any}} server */
function page(server, changes = 1) {
  const parts = /** @type {Record<string, Part>} */ ({ said: new Part(), "load-tracks": new Part(), grid: new Part() });
  const seen = Object.assign(new EventTarget(), { hidden: false, activeElement: null, getElementById: (/** @type {string} */ id) => parts[id] });
  Object.assign(globalThis, { document: seen, HTMLElement: Part, HTMLButtonElement: Part });
  let told = 0;
  waits = false;
  mock.method(globalThis, "fetch", async (/** @type {string} */ path) => {
    if (path.startsWith(NEWS) && told > changes) {
      waits = true;
      return new Promise(() => {});
    }
    const value = path.startsWith(NEWS) ? { seen: told += 1 } : structuredClone(server.whole);
    return new Response(JSON.stringify(value), { status: 200 });
  });
  return parts;
}

/** @param {() => boolean} is */
async function until(is) {
  for (let turns = 0; !is(); turns += 1) {
    assert.ok(turns < 500, "it does not come");
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
}

const nothing = { differs: () => false, renew: () => {} };

test("a track that came with takes is offered, though the takes are shown at once", async () => {
  const was = { takes: [], tracks: [{ id: 1, version: 1 }], may: { feedback: true } };
  const server = { whole: { ...was, takes: [{ id: 5 }], tracks: [...was.tracks, { id: 2, version: 1 }] } };
  const parts = page(server);
  const kept = { place: PLACE, whole: /** @type {any} */ (was), again: async () => {} };
  const takes = {
    root: /** @type {any} */ (new Part()),
    differs: (/** @type {any} */ whole) => whole.takes.length !== kept.whole.takes.length,
    renew: (/** @type {any} */ whole) => { kept.whole = whole; },
  };
  new News({ takes }, () => false).open(kept);
  await until(() => parts["said"].textContent !== "");
  assert.equal(parts["load-tracks"].hidden, false);
  assert.equal(parts["load-tracks"].textContent, "Load 1 new track");
});

test("what waits until somebody leaves is asked anew where this page saved something since", async () => {
  const server = { whole: { notes: ["theirs"], tracks: [], may: { feedback: true } } };
  const parts = page(server);
  const root = new Part();
  root.held = true;
  let shown = "[]";
  /** @type {string[]} */
  const renewed = [];
  const notes = {
    root: /** @type {any} */ (root),
    differs: (/** @type {any} */ { notes: all }) => JSON.stringify(all) !== shown,
    renew: (/** @type {any} */ { notes: all }) => { shown = JSON.stringify(all); renewed.push(shown); },
  };
  new News({ notes, takes: { root: /** @type {any} */ (new Part()), ...nothing } }, () => false)
    .open({ place: PLACE, whole: { ...server.whole, notes: [] }, again: async () => {} });
  await until(() => parts["said"].textContent.includes("shown when you leave"));

  server.whole = { ...server.whole, notes: ["theirs", "ours"] };
  await ask("POST", `${PLACE}/remarks`, { body: { text: "ours" } });
  root.held = false;
  root.dispatchEvent(new Event("focusout"));
  await until(() => renewed.length > 0);
  assert.deepEqual(renewed, ['["theirs","ours"]']);
});

test("what came while the recording was loaded, or nobody looked, is shown as the page begins to wait", async () => {
  const was = { tracks: [{ id: 1, version: 1 }], may: { feedback: true } };
  const parts = page({ whole: { ...was, tracks: [{ id: 1, version: 2 }] } }, 0);
  new News({}, () => false).open({ place: PLACE, whole: was, again: async () => {} });
  await until(() => parts["said"].textContent !== "");
  assert.equal(parts["load-tracks"].textContent, "Load the tracks as they are now");
});
