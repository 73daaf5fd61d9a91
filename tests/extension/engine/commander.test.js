// The commander: handlers run, again repeats what may be, undo inverts in order.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Commander} from '../../../extension/engine/commander.js';
import {MOST_DONE} from '../../../extension/engine/done.js';
import {Refused} from '../../../extension/handlers/outcome.js';
import {PORTS} from './plain_ports.js';

/** @import {Handler} from '../../../extension/handlers/ports.js' */

const said = {key: 'say_done', args: []};
const command = (/** @type {string} */ name, /** @type {object} */ more = {}) => /** @type {any} */ (
  [name, {name, earcon: 'done', undo: '', repeat: false, destructive: false, group: 'tabs', ...more}]);

/** @param {Record<string, Handler>} handlers @param {[string, any][]} commands @param {any} [offers] */
function commander(handlers, commands = [], offers = {}) {
  /** @type {unknown[]} */
  const reported = [];
  const made = new Commander({commands: new Map(commands), handlers, offers,
    ports: /** @type {any} */ (PORTS), report: (e) => reported.push(e)});
  return {made, reported};
}

test('a command without a handler is refused by name', async () => {
  assert.deepEqual(await commander({}).made.run({command: 'x'}), {ok: false, why: {key: 'why_unknown_command', args: ['x']}});
});

test('a handler that throws is reported and answered, never swallowed', async () => {
  const error = new Error('boom');
  const {made, reported} = commander({x: () => Promise.reject(error)});

  const outcome = await made.run({command: 'x'});

  assert.deepEqual(reported, [error]);
  assert.deepEqual(outcome, {ok: false, why: {key: 'why_broke', args: ['cmd:x', 'Error: boom']}});
});

test('a tab that was closed under a command is said, and is no fault', async () => {
  const {made, reported} = commander({x: () => Promise.reject(new Error('No tab with id: 7.'))});

  const outcome = await made.run({command: 'x'});

  assert.deepEqual(reported, []);
  assert.deepEqual(outcome, {ok: false, why: {key: 'why_tab_gone', args: []}});
});

test('what a word can be given is offered while it waits', async () => {
  const item = {title: 'a', detail: '', act: async () => /** @type {any} */ ({ok: true, say: said})};
  const {made} = commander({}, [], {find: async () => [item]});

  assert.deepEqual([await made.offerFor('find'), await made.offerFor('other')], [1, 0]);
  assert.deepEqual(made.offer, {items: [item], chosen: -1});
});

test('what was looked up for a word that waits no longer is not offered over what another offers', async () => {
  const [late, now] = ['late', 'now'].map((title) => ({title, detail: '', act: async () => /** @type {any} */ ({ok: true, say: said})}));
  /** @type {(items: any[]) => void} */
  let find = () => undefined;
  const {made} = commander({find: async () => ({ok: true, say: said, list: [now]})}, [command('find')], {find: () => new Promise((resolve) => { find = resolve; })});

  const looked = made.offerFor('find');
  await made.run({command: 'find', value: 'x'});
  find([late]);

  assert.deepEqual([await looked, made.offer.items], [0, [now]]);
});

test('again repeats the last command that may be repeated, with its value', async () => {
  /** @type {unknown[]} */
  const values = [];
  const {made} = commander(
    {x: async ({value}) => { values.push(value); return {ok: true, say: said}; }}, [command('x', {repeat: true})]);

  await made.run({command: 'x', value: 3});
  await made.again();

  assert.deepEqual(values, [3, 3]);
});

test('again forgets when something came after that may not be repeated', async () => {
  const done = async () => /** @type {any} */ ({ok: true, say: said});
  const {made} = commander({x: done, y: done}, [command('x', {repeat: true}), command('y')]);

  await made.run({command: 'x'});
  await made.run({command: 'y'});

  assert.equal((await made.again()).ok, false);
});

test('a failed command is not what again repeats', async () => {
  const {made} = commander({x: async () => ({ok: false, why: said})}, [command('x', {repeat: true})]);

  await made.run({command: 'x'});

  assert.deepEqual(await made.again(), {ok: false, why: {key: 'why_nothing_again', args: []}});
});

test('undo inverts the latest first, each once', async () => {
  /** @type {string[]} */
  const undone = [];
  const handler = (/** @type {any} */ {value}) => Promise.resolve({ok: true, say: said, undo: async () => { undone.push(value); }});
  const {made} = commander({x: /** @type {Handler} */ (handler)}, [command('x')]);
  await made.run({command: 'x', value: 'a'});
  await made.run({command: 'x', value: 'b'});

  await made.undo();
  await made.undo();

  assert.deepEqual(undone, ['b', 'a']);
  assert.deepEqual(await made.undo(), {ok: false, why: {key: 'why_nothing_undone', args: []}});
});

test('an undo that fails says so and is reported', async () => {
  const {made, reported} = commander(
    {x: async () => ({ok: true, say: said, undo: () => Promise.reject(new Error('gone'))})}, [command('x')]);
  await made.run({command: 'x'});

  assert.deepEqual(await made.undo(), {ok: false, why: {key: 'why_not_undone', args: ['cmd:x']}});
  assert.equal(reported.length, 1);
});

test('undo keeps a bounded number of steps', async () => {
  let undone = 0;
  const {made} = commander({x: async () => ({ok: true, say: said, undo: async () => { undone += 1; }})}, [command('x')]);
  for (let i = 0; i < MOST_DONE + 5; i += 1) await made.run({command: 'x'});

  while ((await made.undo()).ok);

  assert.equal(undone, MOST_DONE);
});

test('an undo that is refused says why', async () => {
  const why = {key: 'why_tab_gone', args: []};
  const {made, reported} = commander(
    {x: async () => ({ok: true, say: said, undo: () => Promise.reject(new Refused(why))})}, [command('x')]);
  await made.run({command: 'x'});

  assert.deepEqual(await made.undo(), {ok: false, why});
  assert.deepEqual(reported, []);
});

test('a list is on offer until a command that gives none; what the engine does itself leaves it', async () => {
  const item = {title: 'a', detail: '', act: async () => /** @type {any} */ ({ok: true, say: said})};
  const plain = async () => /** @type {any} */ ({ok: true, say: said});
  const {made} = commander(
    {list: async () => ({ok: true, say: said, list: [item], chosen: 0}), where: plain, scroll: plain},
    [command('where', {group: 'engine'}), command('scroll')]);
  await made.run({command: 'list'});

  await made.run({command: 'where'});
  assert.deepEqual(made.offer, {items: [item], chosen: 0});
  await made.run({command: 'scroll'});
  assert.deepEqual(made.offer, {items: [], chosen: -1});
});

test('what is done aside leaves again, undo and the list as they were', async () => {
  const item = {title: 'a', detail: '', act: async () => ({ok: true, say: said})};
  const {made} = commander({
    list: async () => ({ok: true, say: said, list: [/** @type {any} */ (item)], chosen: 0}),
    aside: async ({list}) => ({ok: true, say: {key: `say_${list?.length}`, args: []}, undo: async () => undefined}),
  }, [command('list', {repeat: true}), command('aside', {repeat: true})]);
  await made.run({command: 'list'});
  const outcome = await made.aside({command: 'aside'});

  assert.deepEqual(outcome.ok && outcome.say.key, 'say_1');
  assert.equal(made.offer.items.length, 1);
  assert.equal((await made.undo()).ok, false);
});

test('the last of one command is undone, whatever came after it', async () => {
  /** @type {string[]} */
  const log = [];
  const commander = new Commander({
    commands: new Map(['a', 'b'].map((name) => [name, {name, repeat: false, group: 'tabs', undo: '', final: ''}])), offers: {}, ports: /** @type {any} */ (PORTS), report: () => undefined,
    handlers: Object.fromEntries(['a', 'b'].map((name) => [name, async ({value}) => ({
      ok: true, say: {key: 'say_done', args: []}, undo: async () => { log.push(`${name} ${value}`); },
    })])),
  });
  for (const [command, value] of [['a', 1], ['a', 2], ['b', 3]]) await commander.run({command: String(command), value});
  for (let n = 0; n < 2; n += 1) assert.equal((await commander.undo('a')).ok, true);

  assert.equal((await commander.undo('a')).ok, false);
  assert.equal((await commander.undo()).ok, true);
  assert.deepEqual(log, ['a 2', 'a 1', 'b 3']);
});

test('the element that a command was done on is kept with it, not with the next, and no secret one', async () => {
  const target = {role: 'link', name: 'Grand', path: '/a'};
  const ok = async () => /** @type {const} */ ({ok: true, say: said});
  const {made} = commander({click: async () => { made.meant({...target, secret: false}); return ok(); }, type: async () => { made.meant({...target, secret: true}); return ok(); }, look: ok});
  for (const name of ['click', 'look', 'type']) await made.run({command: name});
  assert.deepEqual(made.done.map((entry) => entry.target), [undefined, undefined, target]);
});

test('a word of one\'s own asks for each of its values as the command does that it is for', async () => {
  const item = {title: 'a', detail: '', act: async () => /** @type {any} */ ({ok: true, say: said})};
  const {made} = commander({}, [command('own.a', {like: ['find', 'zoom']})], {find: async () => [item]});
  assert.deepEqual([await made.offerFor('own.a'), await made.offerFor('own.a', 1)], [1, 0]);
});

test('what a word was given before is offered by its number, the latest first, but no secret', async () => {
  const given = /** @type {any[]} */ ([]);
  let secret = false;
  const {made} = commander({}, [command('own.a', {like: ['search'], was: ['harmony']}), command('own.b', {like: ['search', 'search'], was: [null, 'x']})]);
  made.own = async ({value}) => { given.push(value); return {ok: true, say: said, secret}; };
  const offer = async (/** @type {string} */ word, at = 0) => { await made.offerFor(word, at); return made.offer.items.map(({title}) => title); };
  assert.deepEqual(await offer('own.a'), ['harmony']);
  await made.run({command: 'own.a', value: {choice: 1}});
  await made.run({command: 'own.a', value: 'counterpoint'});
  secret = true;
  await made.run({command: 'own.a', value: 'hunter2'});
  secret = false;
  assert.deepEqual(await offer('own.a'), ['counterpoint', 'harmony']);
  await made.run({command: 'own.a', value: {choice: 2}});
  assert.deepEqual(made.done[0].value, 'harmony');
  await offer('own.b', 1);
  await made.run({command: 'own.b', value: ['y', {choice: 1}]});
  assert.deepEqual([await offer('own.b'), await offer('own.b', 1)], [['y'], ['x']]);
  assert.deepEqual(given, ['harmony', 'counterpoint', 'hunter2', 'harmony', ['y', 'x']]);
  for (let n = 0; n < 9; n += 1) await made.run({command: 'own.a', value: String(n)});
  assert.deepEqual(await offer('own.a'), ['8', '7', '6', '5', '4', 'harmony']);
});
