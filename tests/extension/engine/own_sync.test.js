// Own sync: two browsers over one place in between, and what happens when both write at once, or it is torn, full or away.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {OwnSync} from '../../../extension/engine/own_sync.js';

/** @typedef {import('../../../extension/core/own.js').Entry} Entry */

/** @param {string} id @param {string} meaning @param {number} [changed] @returns {any} */
const word = (id, meaning, changed = 1) => ({id: `own.${id}`, keys: [3, 9, 15], says: [], does: {kind: 'meaning', meaning}, changed});

/** Where both write: one version, and whoever read another is late. */
const place = () => ({version: 0, entries: /** @type {Entry[] | null} */ (null), room: Infinity, away: false, writes: 0, between: () => undefined});

/** @param {ReturnType<typeof place>} there @param {Entry[]} entries */
function browser(there, entries) {
  let [read, base] = [0, /** @type {readonly Entry[]} */ ([])];
  let full = 0;
  const words = {entries: /** @type {readonly Entry[]} */ (entries), take: async (/** @type {readonly Entry[]} */ merged) => { words.entries = merged; }};
  const sync = new OwnSync(words, {
    read: async () => { read = there.version; return there.away ? null : there.entries; },
    write: async (merged) => {
      there.between();
      if (there.away) return 'away';
      if (read !== there.version) return 'late';
      if (merged.length > there.room) return 'full';
      there.version += 1;
      there.writes += 1;
      there.entries = [...merged];
      return 'written';
    },
    base: async () => base,
    keepBase: async (merged) => { base = merged; },
  }, () => { full += 1; });
  return {words, sync, fulls: () => full};
}
const meanings = (/** @type {readonly Entry[]} */ entries) => entries.map((entry) => /** @type {any} */ (entry).does?.meaning ?? 'gone').sort();

test('what each of two browsers made is in both, and then nothing more is written', async () => {
  const there = place();
  const [a, b] = [browser(there, [word('aaaa', 'x')]), browser(there, [word('bbbb', 'y')])];
  for (const one of [a, b, a, b, a]) await one.sync.meet();
  assert.deepEqual([meanings(a.words.entries), meanings(b.words.entries), there.writes], [['x', 'y'], ['x', 'y'], 2]);
});

test('what both changed while apart stays in both as two', async () => {
  const there = place();
  const [a, b] = [browser(there, [word('aaaa', 'x')]), browser(there, [])];
  for (const one of [a, b]) await one.sync.meet();
  a.words.entries = [word('aaaa', 'mine', 5)];
  b.words.entries = [word('aaaa', 'theirs', 6)];
  for (const one of [a, b, a, b]) await one.sync.meet();
  assert.deepEqual([meanings(a.words.entries), meanings(b.words.entries)], [['mine', 'theirs'], ['mine', 'theirs']]);
});

test('what one took away does not come back from the other', async () => {
  const there = place();
  const [a, b] = [browser(there, [word('aaaa', 'x')]), browser(there, [])];
  for (const one of [a, b]) await one.sync.meet();
  a.words.entries = [{id: 'own.aaaa', gone: true, changed: 9}];
  for (const one of [a, b]) await one.sync.meet();
  assert.deepEqual(meanings(b.words.entries), ['gone']);
});

test('who is late reads again, and loses nothing', async () => {
  const there = place();
  const a = browser(there, [word('aaaa', 'x')]);
  there.between = () => {
    there.between = () => undefined;
    [there.version, there.entries] = [there.version + 1, [word('bbbb', 'y')]];
  };
  await a.sync.meet();
  assert.deepEqual([meanings(a.words.entries), meanings(there.entries ?? [])], [['x', 'y'], ['x', 'y']]);
});

test('what changes while it is being put together is put together after it', async () => {
  const there = place();
  const a = browser(there, [word('aaaa', 'x')]);
  there.between = () => {
    there.between = () => undefined;
    a.words.entries = [...a.words.entries, word('bbbb', 'y')];
    void a.sync.meet();
  };
  await a.sync.meet();
  assert.deepEqual(meanings(there.entries ?? []), ['x', 'y']);
});

test('a place that is full is told once, and one that is away is left alone', async () => {
  const there = place();
  there.room = 0;
  const a = browser(there, [word('aaaa', 'x')]);
  await a.sync.meet();
  await a.sync.meet();
  assert.equal(a.fulls(), 1);
  there.away = true;
  await a.sync.meet();
  assert.deepEqual([meanings(a.words.entries), there.entries], [['x'], null]);
});

test('where nothing is anywhere nothing is written', async () => {
  const there = place();
  await browser(there, []).sync.meet();
  assert.equal(there.writes, 0);
});
