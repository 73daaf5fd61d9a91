// Drafts of feedback: each tab has its own, and what a closed tab left comes to the next that is opened.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Drafts } from "../../web/feedback_drafts.js";

/** @import { Kept } from "../../extension/adapters/feedback_store.js" */

const KEY = "owner /v1/recordings/performances/0123456789abcdef";
/** @param {number} at @returns {any} */
const spoke = (at) => ({ kind: "spoken", at, end: at + 500, sound: `sound ${at}` });

/** A browser: what is kept in it, and its tabs. */
function makeBrowser() {
  /** @type {Map<string, Kept & {page: string}>} */
  const kepts = new Map();
  /** @type {Map<string, (() => void)[]>} */
  const open = new Map();
  /** @type {Map<string, (key: string) => void>} */
  const heard = new Map();
  /** Tabs whose lock another holds, with who waits for it. @type {Map<string, (() => void)[]>} */
  const taken = new Map();
  const placeOf = (/** @type {string} */ key, /** @type {string} */ page) => `${key}\n${page}`;
  /** @type {any} */
  const store = {
    get: async (/** @type {string} */ key, /** @type {string} */ page) => kepts.get(placeOf(key, page)) ?? null,
    all: async (/** @type {string} */ key) => [...kepts.entries()].filter(([place]) => place.startsWith(`${key}\n`)).map(([, kept]) => kept),
    put: async (/** @type {string} */ key, /** @type {string} */ page, /** @type {Kept} */ kept) => {
      if (kept.units.length) kepts.set(placeOf(key, page), { ...kept, units: [...kept.units], page });
      else kepts.delete(placeOf(key, page));
    },
    move: async (/** @type {string} */ key, /** @type {string} */ from, /** @type {string} */ to, /** @type {Kept} */ kept) => {
      kepts.delete(placeOf(key, from));
      kepts.set(placeOf(key, to), { ...kept, units: [...kept.units], page: to });
    },
  };
  /** @param {string} page @param {string} before @returns {any} */
  const pagesOf = (page, before) => {
    open.set(page, []);
    return {
      own: page, before,
      ifGone: async (/** @type {string} */ other, /** @type {() => Promise<void>} */ then) => {
        if (open.has(other) || taken.has(other)) return false;
        taken.set(other, []);
        await then();
        const waiting = taken.get(other) ?? [];
        taken.delete(other);
        waiting.forEach((go) => go());
        return true;
      },
      whenGone: (/** @type {string} */ other, /** @type {AbortSignal} */ signal, /** @type {() => Promise<void>} */ then) => {
        (open.get(other) ?? taken.get(other))?.push(() => { if (!signal.aborted) void then(); });
      },
      tell: (/** @type {string} */ key) => { for (const [other, hear] of heard) if (other !== page) hear(key); },
      listen: (/** @type {(key: string) => void} */ hear) => heard.set(page, hear),
    };
  };
  return {
    kepts, store,
    close: (/** @type {string} */ page) => {
      const waiting = open.get(page) ?? [];
      open.delete(page);
      heard.delete(page);
      waiting.forEach((go) => go());
    },
    /** @param {string} page @param {string} by @param {string} [before] */
    tab: async (page, by, before = "") => {
      /** @type {Kept & {told: string}} */
      const here = { units: [], by, languages: [], told: "" };
      const drafts = new Drafts(store, Promise.resolve(pagesOf(page, before)), {
        now: () => ({ units: here.units, by: here.by, languages: here.languages }),
        take: async (kept) => {
          if (!here.units.length) here.by = kept.by;
          here.units = [...kept.units, ...here.units];
        },
        told: (text) => { here.told = text; },
      });
      assert.equal(await drafts.open(KEY), null);
      await drafts.look(true);
      return { here, drafts, gives: async (/** @type {number} */ at) => { here.units = [...here.units, spoke(at)]; await drafts.keep(); } };
    },
  };
}

/** Everything that was begun is done. */
const quiet = () => new Promise((done) => { setImmediate(done); });

test("two tabs keep their feedback apart, and each is told of the other's", async () => {
  const browser = makeBrowser();
  const [one, other] = [await browser.tab("a", "Anna"), await browser.tab("b", "Anna")];
  await one.gives(1000);
  await other.gives(2000);
  await one.gives(3000);
  await quiet();
  assert.deepEqual([...browser.kepts.values()].map(({ page, units }) => [page, units.length]), [["a", 2], ["b", 1]]);
  assert.match(other.here.told, /^Another tab has 2 parts by Anna to this recording, not saved/);
  one.here.units = [];
  await one.drafts.keep();
  await quiet();
  assert.equal(other.here.told, "");
});

test("that a browser keeps nothing is said, until it does", async () => {
  const browser = makeBrowser();
  const one = await browser.tab("a", "Anna");
  const { put } = browser.store;
  browser.store.put = async () => { throw new Error("no room"); };
  await one.gives(1000);
  assert.match(one.here.told, /^This browser does not keep what is not saved.*no room/);
  browser.store.put = put;
  await one.gives(2000);
  assert.equal(one.here.told, "");
  assert.equal(browser.kepts.get(`${KEY}\na`)?.units.length, 2);
});

test("what a tab left that is closed comes to the next that is opened, and to one only", async () => {
  const browser = makeBrowser();
  const [one, other] = [await browser.tab("a", "Anna"), await browser.tab("b", "Anna")];
  await one.gives(1000);
  await other.gives(2000);
  browser.close("a");
  await quiet();
  assert.equal(other.here.units.length, 1);
  const next = await Promise.all([browser.tab("c", "Anna"), browser.tab("d", "Anna")]);
  assert.equal(next[0].here.units.length + next[1].here.units.length, 1);
  assert.equal([...browser.kepts.values()].reduce((sum, { units }) => sum + units.length, 0), 2);
  assert.equal(browser.kepts.has(`${KEY}\na`), false);
});

test("a tab that is loaded anew has its own again, though its page before is not gone yet", async () => {
  const browser = makeBrowser();
  const one = await browser.tab("a", "Anna");
  await one.gives(1000);
  const again = await browser.tab("b", "Anna", "a");
  assert.deepEqual([again.here.units.length, again.here.told.slice(0, 11)], [0, "Another tab"]);
  browser.close("a");
  await quiet();
  assert.deepEqual([again.here.units.length, again.here.told], [1, ""]);
});

test("what was kept before tabs were told apart, or by tabs that are gone, is there again", async () => {
  const browser = makeBrowser();
  for (const page of ["", "gone"]) browser.kepts.set(`${KEY}\n${page}`, { units: [spoke(page.length)], by: "Anna", languages: [], page });
  const { here } = await browser.tab("a", "Ben");
  assert.deepEqual([here.units.length, here.by, here.told], [2, "Anna", ""]);
  assert.deepEqual([...browser.kepts.keys()], [`${KEY}\na`]);
});

test("another giver's waits until this one's is saved", async () => {
  const browser = makeBrowser();
  const one = await browser.tab("a", "Anna");
  await one.gives(1000);
  const other = await browser.tab("b", "Ben");
  await other.gives(2000);
  browser.close("a");
  await other.drafts.look(true);
  assert.equal(other.here.units.length, 1);
  assert.match(other.here.told, /^1 part by Anna of a tab that was closed is kept, too/);
  other.here.units = [];
  await other.drafts.keep();
  await quiet();
  assert.deepEqual([other.here.units.length, other.here.by, other.here.told], [1, "Anna", ""]);
});
