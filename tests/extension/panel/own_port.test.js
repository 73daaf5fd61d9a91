// Words of one's own over the engine: a step waits for its page, is done on its element, and what is written in knows new words.
import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {ownCommands} from '../../../extension/core/own.js';
import {openOwnPort} from '../../../extension/panel/own_port.js';
import {OwnWords} from '../../../extension/panel/own_words.js';
import {COMMANDS, ENGLISH} from '../tongues.js';

const TARGET = {role: 'link', name: 'Grand', path: '/a'};

beforeEach(() => {
  Object.assign(globalThis, {chrome: {storage: {local: {get: async () => ({}), set: async () => undefined}, onChanged: {addListener: () => undefined}}}});
});

/** A panel over a page that has loaded after so many looks. @param {number} looks @param {object} [more] ports */
async function panel(looks, more = {}) {
  const own = await OwnWords.load();
  const tab = {status: 'loading', url: 'https://slow.test/'};
  const log = /** @type {string[]} */ ([]);
  const ports = {clock: {after: async () => { looks -= 1; log.push('look'); if (looks <= 0) tab.status = 'complete'; }}, ...more};
  const commander = {commands: new Map(), offerFor: async () => 0, step: async (/** @type {any} */ asked) => { log.push(`step ${asked.command}`); return {ok: true, say: {key: 'done', args: []}}; }};
  const {port, sees} = openOwnPort(/** @type {any} */ ({
    own, lexicon: () => null, commands: () => [...COMMANDS, ...ownCommands(own.all())], tongues: {understood: [ENGLISH]}, commander: () => commander, ports: () => ports, hear: () => undefined,
  }));
  sees(/** @type {any} */ ({tab: () => tab}));
  return {own, port, log, tab};
}

test('a command for the page waits until it has loaded, another does not', async () => {
  const {port, log} = await panel(3);
  await port.ready('tab.next');
  assert.deepEqual(log, []);
  await port.ready('link.first');
  assert.deepEqual(log, ['look', 'look', 'look']);
  await port.ready('link.first');
  assert.equal(log.length, 3);
});

test('a page that never stops loading is waited for once', async () => {
  const {port, log, tab} = await panel(Infinity);
  await port.ready('link.first');
  const once = log.length;
  await port.ready('link.first');
  assert.deepEqual([once, log.length], [120, 120]);
  tab.url = 'https://other.test/';
  await port.ready('link.first');
  assert.equal(log.length, 240);
});

test('a step with an element is done on it, and on no other', async () => {
  const wanted = /** @type {any[]} */ ([]);
  const {port, log} = await panel(0, {targets: {want: (/** @type {any} */ target) => { wanted.push(target); }, find: async () => ({at: null, nearest: []})}});
  await port.step({command: 'label.click', value: [7], target: TARGET});
  await port.step({command: 'zoom.in'});
  assert.deepEqual([wanted, log], [[TARGET, null], ['step label.click', 'step zoom.in']]);
});

test('what words are written in is kept until they change', async () => {
  const {own, port} = await panel(0);
  const before = port.grammar();
  assert.equal(port.grammar(), before);
  await own.put({id: 'own.word', keys: [6, 3, 6], says: ['step over'], does: {kind: 'meaning', meaning: 'm'}, changed: 0});
  assert.equal(port.grammar().names.get('own.word'), 'step over');
});
