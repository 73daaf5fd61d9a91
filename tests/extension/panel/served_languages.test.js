// People's languages of the server: offered, switched on where they go with the others, kept, and renewed, which is said.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ServedLanguages} from '../../../extension/panel/served_languages.js';

const WORDS = [{keys: [4, 7], chord: false, says: [], commands: ['tab.new']}];
/** @param {string} name @param {number} [version] */
const language = (name, version = 1) => ({name, version, maker: 'anna', help: '', words: WORDS});

/** @param {unknown[] | null} there @param {unknown} [kept] */
async function made(there, kept = []) {
  const world = {
    there, kept, said: /** @type {string[]} */ ([]), clash: '', changed: 0, stored: (/** @type {unknown} */ _) => undefined,
  };
  const served = new ServedLanguages({
    load: async () => world.kept,
    save: async (languages) => { world.kept = languages; },
    watch: (changed) => { world.stored = (languages) => { changed(languages); return undefined; }; },
    there: async () => world.there,
    problem: ({name}) => name === world.clash ? {key: 'why_served_conflict', args: ['4 7']} : null,
    tell: ({key, args}) => { world.said.push([key, ...args].join(' ')); },
  });
  await served.load();
  served.listen(() => { world.changed += 1; });
  return {served, world};
}
const names = (/** @type {ServedLanguages} */ served) => served.all().map(({name, version, active}) => `${name} ${version} ${active}`);

test('what the server has is offered with its version and maker, and is played once it is switched on', async () => {
  const {served, world} = await made([language('tennis'), language('chess'), {name: 'broken'}]);
  await served.look();
  assert.deepEqual(names(served), ['chess 1 false', 'tennis 1 false']);
  assert.equal(await served.turn('tennis', true), null);
  assert.deepEqual([served.on.map(({name}) => name), /** @type {any[]} */ (world.kept).length], [['tennis'], 1]);
  await served.turn('tennis', false);
  assert.deepEqual(names(served), ['chess 1 false', 'tennis 1 false']);
});

test('one that does not go with the others is refused, and nothing is changed', async () => {
  const {served, world} = await made([language('tennis')]);
  await served.look();
  world.clash = 'tennis';
  assert.equal((await served.turn('tennis', true))?.key, 'why_served_conflict');
  assert.deepEqual([served.on, world.kept], [[], []]);
  assert.equal((await served.turn('golf', true))?.key, 'why_no_language_called');
});

test('what is played is there without the server, and one that is gone from it stays', async () => {
  const {served, world} = await made(null, [language('tennis', 2)]);
  await served.look();
  assert.deepEqual(names(served), ['tennis 2 true']);
  world.there = [];
  await served.look();
  assert.deepEqual(names(served), ['tennis 2 true']);
});

test('a newer version is taken and said; one that cannot be played is said, and the old one stays', async () => {
  const {served, world} = await made([language('tennis', 3)], [language('tennis', 2)]);
  await served.look();
  assert.deepEqual([names(served), world.said], [['tennis 3 true'], ['say_served_newer tennis 3 2']]);
  [world.there, world.clash] = [[language('tennis', 4)], 'tennis'];
  await served.look();
  assert.deepEqual([names(served), world.said[1]], [['tennis 3 true'], 'say_served_stays tennis 4 3 4 7']);
});

test('what another panel stores is played here, too', async () => {
  const {served, world} = await made([]);
  world.stored([language('tennis'), 'nonsense']);
  assert.deepEqual([names(served), world.changed], [['tennis 1 true'], 1]);
});
