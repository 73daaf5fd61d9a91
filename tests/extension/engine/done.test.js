// What was done: kept in order, bounded, undone as far as there is a way back.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Commander} from '../../../extension/engine/commander.js';
import {Done, MOST_DONE} from '../../../extension/engine/done.js';
import {Refused} from '../../../extension/handlers/outcome.js';
import {PORTS} from './plain_ports.js';

/** @import {Outcome} from '../../../extension/handlers/ports.js' */

const entry = (/** @type {string} */ command, more = {}) => ({command, title: command, time: 0, ...more});
const say = {key: 'say_x', args: []};
/** @type {string[]} */
let undone = [];

/** What each command comes to. @type {Record<string, () => any>} */
const OUTCOMES = {
  go: () => ({ok: true, say, undo: async () => { undone.push('go'); }}),
  stay: () => ({ok: true, say, undo: async () => { undone.push('stay'); }}),
  look: () => ({ok: true, say}),
  send: () => ({ok: true, say, final: true}),
  ask: () => ({ok: true, say, asks: true, unlisted: true}),
  gone: () => ({ok: true, say, undo: () => Promise.reject(new Refused({key: 'why_gone', args: []}))}),
  own: () => ({ok: true, say, as: 'go', undo: async () => undefined}),
  listen: () => ({ok: true, say, undo: async () => { undone.push('listen'); }}),
  type: () => ({ok: true, say, secret: true}),
  piano: () => ({ok: true, say, undo: async () => undefined}),
};
const row = (/** @type {string} */ name) => ({name, repeat: false, undo: name === 'listen' ? 'listens' : '', final: name === 'send' ? 'sent is sent' : '',
  group: ['listen', 'piano'].includes(name) ? 'engine' : 'tabs'});

/** @param {...string} names */
async function played(...names) {
  undone = [];
  const commander = new Commander({
    commands: new Map(Object.keys(OUTCOMES).map((name) => [name, row(name)])), offers: {}, ports: /** @type {any} */ (PORTS), report: () => undefined,
    handlers: Object.fromEntries(Object.entries(OUTCOMES).map(([name, made]) => [name, async () => /** @type {Outcome} */ (made())])),
  });
  for (const command of names) await commander.run({command});
  return commander;
}

test('what was done is listed with the newest first, and no more than a hundred of it', () => {
  const done = new Done();
  for (let n = 0; n < MOST_DONE + 2; n += 1) done.keep(entry(`c${n}`));

  assert.equal(done.entries.length, MOST_DONE);
  assert.deepEqual(done.entries.slice(0, 2).map(({command}) => command), ['c101', 'c100']);
});

test('undo is about the newest that changed something, and takes it out', () => {
  const done = new Done();
  for (const one of [entry('a', {undo: async () => undefined}), entry('b', {final: true}), entry('c')]) done.keep(one);

  assert.deepEqual([done.takeNewest()?.command, done.takeNewest()?.command, done.takeNewest()], ['b', 'a', null]);
  assert.deepEqual(done.entries.map(({command}) => command), ['c']);
});

test('what was done says what it did, and when', async () => {
  const [last] = (await played('go')).done;
  assert.deepEqual([last.command, last.title, last.time, typeof last.undo], ['go', 'say_x', 1000, 'function']);
});

test('a value that is secret is not kept', async () => {
  const commander = await played();
  await commander.run({command: 'go', value: 1});
  await commander.run({command: 'type', value: 'hunter2'});
  assert.deepEqual(commander.done.map(({value, secret}) => [value, secret]), [[undefined, true], [1, undefined]]);
});

test('what only asked, and what the engine does itself, was not done, unless the table promises its undo', async () => {
  assert.deepEqual((await played('ask', 'piano', 'listen')).done.map(({command}) => command), ['listen']);
});

test('what a choice did in truth is what was done', async () => {
  assert.deepEqual((await played('own')).done.map(({command}) => command), ['go']);
});

test('undo names what has no way back, and goes past it the next time', async () => {
  const commander = await played('go', 'send', 'look');

  assert.deepEqual(await commander.undo(), {ok: false, why: {key: 'why_final', args: ['cmd:send', 'cmd_send_final']}});
  assert.equal((await commander.undo()).ok, true);
  assert.deepEqual(undone, ['go']);
});

test('all back to one is undone, the newest first; what could not be is named, and the rest undone all the same', async () => {
  const commander = await played('go', 'stay', 'send', 'gone', 'look', 'stay');

  const {undone: count, left} = await commander.undoBack(commander.done.slice(0, 5));

  assert.deepEqual(undone, ['stay', 'stay']);
  assert.deepEqual([count, left.map(({entry: {command}, why}) => `${command} ${why.key}`)], [2, ['gone why_gone', 'send why_final']]);
  assert.deepEqual(commander.done.map(({command}) => command), ['go']);
});

test('a part of a word is given what the part before it offered, and texts by their number what there is', async () => {
  /** @type {unknown[]} */
  const given = [];
  const item = {title: 'a', detail: '', act: async () => /** @type {Outcome} */ ({ok: true, say})};
  const commander = new Commander({
    commands: new Map(['list', 'choose', 'find'].map((name) => [name, row(name)])), ports: /** @type {any} */ (PORTS), report: () => undefined,
    offers: {find: async () => [item, item]}, own: async ({command}) => /** @type {Outcome} */ ({ok: true, say: {key: command, args: []}}),
    handlers: {list: async () => ({ok: true, say, list: [item]}), choose: async ({list}) => { given.push(list?.length); return {ok: true, say}; },
      find: async ({list, value}) => { given.push([list?.length, value]); return {ok: true, say}; }},
  });
  await commander.step({command: 'list'});
  await commander.step({command: 'choose'});
  await commander.step({command: 'find', value: {choice: 2}});

  assert.deepEqual([given, commander.done], [[1, [2, {choice: 2}]], []]);
  assert.deepEqual(await commander.step({command: 'own.mail'}), {ok: true, say: {key: 'own.mail', args: []}});
});

test('what was undone meanwhile is passed over', async () => {
  const commander = await played('go', 'stay');
  const before = commander.done;
  await commander.undo();

  assert.deepEqual(await commander.undoBack(before), {undone: 1, left: []});
  assert.deepEqual(undone, ['stay', 'go']);
});
