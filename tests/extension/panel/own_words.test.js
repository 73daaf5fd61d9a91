// One's own words as panels hold them: two panels over one storage, earlier versions, files; and what runs stops.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {beforeEach, test} from 'node:test';
import {compileLexicon} from '../../../extension/core/compiler.js';
import {ownCommands, ownLanguage} from '../../../extension/core/own.js';
import {MOST_DEPTH} from '../../../extension/core/macro.js';
import {openOwnPort} from '../../../extension/panel/own_port.js';
import {OwnWords} from '../../../extension/panel/own_words.js';
import {ENGLISH} from '../tongues.js';

/** @typedef {(changes: Record<string, {newValue: unknown}>, area: string) => void} Hear */

/** The browser's local storage: what is stored is told to all, also to who stored it. */
const storage = (late = false) => {
  /** @type {Record<string, any>} */
  const items = {};
  /** @type {Hear[]} */
  const hears = [];
  return {items, api: {
    local: {
      get: async (/** @type {string} */ key) => structuredClone(key in items ? {[key]: items[key]} : {}),
      set: async (/** @type {Record<string, unknown>} */ some) => {
        Object.assign(items, structuredClone(some));
        const changes = Object.fromEntries(Object.entries(some).map(([key, newValue]) => [key, {newValue: structuredClone(newValue)}]));
        const tell = () => { for (const hear of hears) hear(changes, 'local'); };
        if (late) setImmediate(tell);
        else tell();
      },
    },
    onChanged: {addListener: (/** @type {Hear} */ hear) => { hears.push(hear); }},
  }};
};
/** @type {ReturnType<typeof storage>} */
let store;
beforeEach(() => {
  store = storage();
  Object.assign(globalThis, {chrome: {storage: store.api}});
});

/** @param {string} id @param {string[]} says @returns {any} */
const word = (id, says, does = {kind: 'meaning', meaning: id}) => ({id: `own.${id}`, keys: [6, 3, 6], says, does, changed: 0});
const namesOf = (/** @type {OwnWords} */ own) => own.all().map(({says}) => says[0]);

test('what one panel makes is in the other at once, and in the next browser', async () => {
  const [here, there] = [await OwnWords.load(), await OwnWords.load()];
  let told = 0;
  there.listen(() => { told += 1; });
  await here.put(word('mail', ['mail']));
  await there.put(word('home', ['home']));

  assert.deepEqual([namesOf(here), namesOf(there), told], [['mail', 'home'], ['mail', 'home'], 2]);
  assert.deepEqual(namesOf(await OwnWords.load()), ['mail', 'home']);
});

test('a change is in use before it is stored, and its earlier version can be had', async () => {
  const own = await OwnWords.load();
  own.put(word('mail', []));
  own.put(word('mail', ['mail']));
  assert.deepEqual(namesOf(own), ['mail']);
  await own.remove('own.mail');

  assert.deepEqual(own.all(), []);
  assert.deepEqual(own.versions('own.mail').map(({says}) => says), [['mail'], []]);
  assert.deepEqual((await OwnWords.load()).versions('own.mail').length, 2);
});

test('changes that follow each other closely are no two meanings, though the browser tells of them late', async () => {
  store = storage(true);
  Object.assign(globalThis, {chrome: {storage: store.api}});
  const [here, there] = [await OwnWords.load(), await OwnWords.load()];
  here.put(word('mail', []));
  here.put(word('mail', ['mail']));
  there.put(word('home', ['home']));
  here.put(word('mail', ['post']));
  for (let turn = 0; turn < 9; turn += 1) await new Promise(setImmediate);

  for (const own of [here, there, await OwnWords.load()]) assert.deepEqual(namesOf(own).sort(), ['home', 'post']);
});

test('a file brings in what is not there, also what was removed since, and counts what is none', async () => {
  const own = await OwnWords.load();
  await own.put(word('mail', ['mail']));
  await own.put(word('home', ['home']));
  const file = own.exported();
  await own.remove('own.mail');
  const read = JSON.parse(file);
  read.words.push({keys: [1]});

  assert.deepEqual(await own.imported(JSON.stringify(read)), {count: 1, wrong: 1});
  assert.deepEqual(namesOf(own).sort(), ['home', 'mail']);
  assert.deepEqual([await own.imported('{}'), await own.imported('not JSON')], [null, null]);
});

test('what was stored broken is left out', async () => {
  store.items.own = {entries: [word('mail', ['mail']), {id: 'x'}, null], past: {'own.mail': [{id: 'x'}], other: 1}};
  const own = await OwnWords.load();
  assert.deepEqual([namesOf(own), own.versions('own.mail')], [['mail'], []]);
});

test('no two ids are the same', async () => {
  const own = await OwnWords.load();
  const ids = new Set(Array.from({length: 500}, () => own.fresh()));
  assert.equal(ids.size, 500);
  assert.ok([...ids].every((id) => /^own\.[a-z]{10}$/.test(id)));
});

test('what runs is stopped all at once, and nothing runs twice at the same time', async () => {
  const shipped = (/** @type {string} */ name) => JSON.parse(readFileSync(new URL(`../../../extension/languages/${name}.json`, import.meta.url), 'utf8'));
  const own = await OwnWords.load();
  await own.put(word('mail', ['my mail']));
  const commands = () => [...shipped('commands').commands, ...ownCommands(own.all())];
  const lexicon = () => compileLexicon(commands(), [...['base', 'swift', 'numbers-decimal'].map(shipped), ownLanguage(own.all())]).lexicon;
  const {port, halt} = openOwnPort({own, lexicon, commands, tongues: /** @type {any} */ ({understood: [ENGLISH]}), commander: () => /** @type {any} */ (null), ports: () => /** @type {any} */ (null), hear: () => undefined});
  const run = /** @type {import('../../../extension/handlers/own_port.js').Run} */ (port.begin('own.mail'));

  assert.equal(port.begin('own.mail'), 'itself');
  const others = Array.from({length: MOST_DEPTH}, (_, n) => port.begin(`own.${n}`));
  assert.deepEqual(others.map((one) => one === 'deep'), others.map((_, n) => n === MOST_DEPTH - 1));
  assert.deepEqual([run.isStopped(), halt(), await run.stopped, run.isStopped()], [false, true, null, true]);
  run.over();
  for (const other of others) if (typeof other !== 'string') other.over();
  assert.equal(halt(), false);
  assert.deepEqual(['my mail', 'go to tab', 'seven', 'never said'].map((said) => port.taken(said)), ['own.mail', 'tab.number', 'item.choose', null]);
  assert.deepEqual([port.taken('my mail', 'own.mail'), port.clash([6, 3, 6])?.how, port.clash([6, 3, 6], 'own.mail')], [null, 'same', null]);
  assert.deepEqual([port.destructive('tab.close-others'), port.destructive('own.mail')], [true, false]);
});
