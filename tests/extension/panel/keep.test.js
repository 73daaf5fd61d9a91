// Keep: settings in use, stored, and told by the browser a little later.
import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {Keep} from '../../../extension/panel/keep.js';

/** @type {Record<string, any>} */
let stored = {};
/** @type {((changes: any, area: string) => void)[]} */
let listeners = [];
/** @type {any[]} What the browser has yet to tell. */
let untold = [];
/** @type {string | null} */
let refusal = null;

/** Tells what was stored, one write after the other. */
const tell = () => { for (const newValue of untold.splice(0)) for (const hear of listeners) hear({settings: {newValue}}, 'sync'); };

beforeEach(() => {
  [stored, listeners, untold, refusal] = [{}, [], [], null];
  Reflect.set(globalThis, 'chrome', {storage: {
    sync: {
      get: async () => structuredClone(stored),
      set: async (/** @type {any} */ items) => {
        if (refusal) throw new Error(refusal);
        if (JSON.stringify(stored.settings) !== JSON.stringify(items.settings)) untold.push(structuredClone(items.settings));
        stored = structuredClone(items);
      },
    },
    onChanged: {addListener: (/** @type {any} */ hear) => listeners.push(hear)},
  }});
});

test('what was stored is in use, and what is broken is named', async () => {
  stored = {settings: {volume: 30, theme: 'pink'}};

  const {keep, problems} = await Keep.load();

  assert.deepEqual([keep.settings.volume, keep.settings.theme, problems.length], [30, 'system', 1]);
});

test('a change is in use at once, stored, and told once', async () => {
  const {keep} = await Keep.load();
  /** @type {unknown[]} */
  const changes = [];
  keep.listen((now, before) => changes.push([before.volume, now.volume]));

  const checked = await keep.set('volume', 20);
  tell();

  assert.equal(checked.ok, true);
  assert.equal(stored.settings.volume, 20);
  assert.deepEqual(changes, [[70, 20]]);
});

test('changes that follow each other fast are not undone by what the browser tells late', async () => {
  const {keep} = await Keep.load();
  await keep.set('volume', 80);
  await keep.set('volume', 90);
  const [first] = untold.splice(0, 1);
  for (const hear of listeners) hear({settings: {newValue: first}}, 'sync');

  assert.equal(keep.settings.volume, 90);
  tell();
  assert.equal(keep.settings.volume, 90);
});

test('another panel may set again what this one had set before', async () => {
  const {keep} = await Keep.load();
  for (const volume of [80, 90]) await keep.set('volume', volume);
  tell();
  untold.push({...keep.settings, volume: 80});
  tell();

  assert.equal(keep.settings.volume, 80);
});

test('what could not be stored is not in use', async () => {
  const {keep} = await Keep.load();
  refusal = 'quota';

  await assert.rejects(keep.set('volume', 20), /quota/);

  assert.equal(keep.settings.volume, 70);
});

test('a value out of range is refused and changes nothing', async () => {
  const {keep} = await Keep.load();

  assert.equal((await keep.set('volume', 120)).ok, false);
  assert.deepEqual([keep.settings.volume, untold.length], [70, 0]);
});
