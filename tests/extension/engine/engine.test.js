// The engine: keys echo first, effects sound and are said, commands run once.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {compileLexicon} from '../../../extension/core/compiler.js';
import {Commander} from '../../../extension/engine/commander.js';
import {Engine} from '../../../extension/engine/engine.js';
import {TONGUES} from '../tongues.js';
import {PORTS} from './plain_ports.js';

/** @param {string} name @param {string} value @param {object} [more] */
const command = (name, value, more = {}) => ({name, phrases: [name.replace('.', ' ')], misheard: [], help: '', value, earcon: 'done', undo: '',
  page: false, destructive: false, repeat: true, group: 'tabs', ...more});
const COMMANDS = [command('tab.next', 'none'), command('tab.number', 'number'), command('tab.find', 'text'), command('label.click', 'label'), command('grid.click', 'grid'), command('cancel', 'none', {group: 'engine'}), command('tab.wipe', 'none', {destructive: true})];
const LANGUAGE = {format: 1, name: 'test', version: 1, kind: 'commands', help: '', reserved: [], words: [
  {keys: [6], means: ['tab.next']}, {keys: [12, 7, 12], means: ['tab.number']}, {keys: [12, 5, 12], means: ['tab.find']}, {keys: [0, 0], means: ['cancel']},
  {keys: [12, 9, 12], means: ['label.click']}, {keys: [12, 3, 12], means: ['grid.click']},
]};

/** @param {Record<string, any>} [handlers] @param {Record<string, any>} [offers] @param {Record<string, any>} [aids] */
function engine(handlers = {}, offers = {}, aids = {}) {
  /** @type {string[]} */
  const log = [];
  const {lexicon} = compileLexicon(/** @type {any} */ (COMMANDS), /** @type {any} */ ([LANGUAGE]));
  const done = (/** @type {any} */ {command: name, value}) => {
    log.push(`run ${name} ${JSON.stringify(value ?? null)}`);
    return Promise.resolve({ok: true, say: {key: `say_${name}`, args: []}});
  };
  const commander = new Commander({commands: new Map(COMMANDS.map((each) => [each.name, each])), offers, aids, ports: /** @type {any} */ (PORTS),
    handlers: Object.fromEntries(COMMANDS.map(({name}) => [name, handlers[name] ?? done])), report: (error) => log.push(`report ${error}`)});
  const made = new Engine({lexicon, commands: COMMANDS, tongues: TONGUES, commander, commandName: (name) => name, talk: () => undefined, changed: () => undefined, moved: (names, at) => log.push(`moved ${names} ${at}`),
    done: (name, ok) => log.push(`done ${name} ${ok}`), say: ({key}, role) => log.push(`say ${key} ${role}`),
    sound: {echo: (key) => log.push(`echo ${key}`), earcon: (name) => log.push(`earcon ${name}`),
      figure: (role, tones, {pan}) => log.push(`figure ${role} ${tones.length} ${pan}`)}});
  return {made, log, commander, lexicon};
}

test('a key echoes before its command runs, and the command answers', async () => {
  const {made, log} = engine();

  await made.key(6);

  assert.deepEqual(log, ['echo 6', 'run tab.next null', 'earcon done', 'say say_tab.next done', 'done tab.next true']);
});

test('a word that waits for its value says which, and the value completes it', async () => {
  const {made, log} = engine();
  for (const key of [12, 7, 12]) await made.key(key);

  assert.deepEqual(log.slice(-2), ['earcon waiting', 'say engine_want_number waiting']);
  assert.deepEqual(made.now.waiting, {command: 'tab.number', kind: 'number'});
  await made.said('fifteen');
  assert.ok(log.includes('run tab.number 15'));
  assert.deepEqual([made.now.waiting, made.now.keys], [null, []]);
});

test('a value said first waits for its word by keys', async () => {
  const {made, log} = engine();

  await made.said('three');
  for (const key of [12, 7, 12]) await made.key(key);

  assert.ok(log.includes('run tab.number 3'));
});

test('a key that leaves the tree sounds the failure and runs nothing', async () => {
  const {made, log} = engine();

  await made.key(4);

  assert.deepEqual(log, ['echo 4', 'earcon failed', 'say engine_fail_swift failed']);
});

test('a refusal is sounded and said with its reason', async () => {
  const {made, log} = engine({'tab.next': async () => ({ok: false, why: {key: 'why_no_tab', args: []}})});

  await made.key(6);

  assert.deepEqual(log.slice(1), ['earcon failed', 'say why_no_tab failed', 'done tab.next false']);
});

test('a word that waits for a text offers what there is', async () => {
  const item = {title: 'Mail', detail: '', act: async () => ({ok: true, say: {key: 'x', args: []}})};
  const {made, commander} = engine({}, {'tab.find': async () => [item]});

  for (const key of [12, 5, 12]) await made.key(key);
  await Promise.resolve();

  assert.deepEqual(commander.offer.items, [item]);
});

test('what is not understood is said so', async () => {
  const {made, log} = engine();

  await made.said('make me a sandwich');

  assert.deepEqual(log, ['earcon failed', 'say why_not_understood failed']);
});

test('other languages drop what is pending, and say so', async () => {
  const {made, log, lexicon} = engine();
  await made.key(12);

  made.setLexicon(lexicon);

  assert.equal(made.now.state.at, 'rest');
  assert.deepEqual(log.slice(-1), ['say engine_dropped cancelled']);
});

test('another engine goes on in the middle of a word', async () => {
  const first = engine();
  for (const key of [12, 7]) await first.made.key(key);
  const second = engine();

  second.made.takeOver(structuredClone(first.made.now));
  for (const key of [12, 15]) await second.made.key(key);

  assert.ok(second.log.includes('run tab.number 2'));
});

test('another engine offers anew what the word that waits offered', async () => {
  const first = engine();
  for (const key of [12, 5, 12]) await first.made.key(key);
  const second = engine({}, {'tab.find': async () => [{title: 'Mail', detail: '', act: async () => ({ok: true, say: {key: 'say_mail', args: []}})}]});

  second.made.takeOver(structuredClone(first.made.now));
  await Promise.resolve();

  assert.deepEqual(second.commander.offer.items.map(({title}) => title), ['Mail']);
});

test('the last word and its keys are kept to be shown', async () => {
  const {made} = engine();

  for (const key of [12, 7, 12, 2, 18]) await made.key(key);

  assert.deepEqual(made.now.last, {command: 'tab.number', keys: [12, 7, 12, 2, 18]});
});

/** An aid that notes what it is asked, and is done when told to. @param {any} [reply] */
function aid(reply = {ok: true, value: {labels: [[7], [14, 3]], list: []}}) {
  const log = /** @type {string[]} */ ([]);
  const made = {
    log, changed: (/** @type {any} */ _told) => {}, ready: () => {},
    begin: (/** @type {any} */ _ports, /** @type {any} */ changed) => {
      made.changed = changed;
      log.push('begin');
      return new Promise((resolve) => { made.ready = () => resolve(reply); });
    },
    played: (/** @type {number[]} */ keys) => { log.push(`played ${keys.join(' ')}`); return keys.length ? {key: `say_${keys.length}`, args: []} : null; },
    end: () => { log.push('end'); },
  };
  return made;
}
const settle = () => new Promise((resolve) => { setImmediate(resolve); });
/** @param {Engine} made @param {number[]} keys */
const press = async (made, keys) => { for (const key of keys) await made.key(key); };

test('labels are told when they are there, before their keys or after', async () => {
  for (const early of [true, false]) {
    const help = aid();
    const {made, log} = engine({}, {}, {label: help});
    await press(made, [12, 9, 12]);
    if (early) { help.ready(); await settle(); }
    await press(made, [14, 3]);
    help.ready();
    await settle();
    assert.ok(log.includes('run label.click [14,3]'));
    assert.equal(help.log.at(-1), 'end');
  }
});

test('what is played of a value is shown and said, and the end of it is told once', async () => {
  const help = aid();
  const {made, log} = engine({}, {}, {grid: help});
  await press(made, [12, 3, 12, 13, 11, 13, 1, 9]);
  await press(made, [6]);

  assert.deepEqual(help.log, ['begin', 'played 13', 'played ', 'played 13', 'played 13 1', 'end']);
  assert.ok(log.includes('say say_2 waiting'));
});

test('where a value could be of no use the word is dropped, and why is said', async () => {
  const help = aid({ok: false, why: {key: 'why_no_labels', args: []}});
  const {made, log} = engine({}, {}, {label: help});
  await press(made, [12, 9, 12]);
  help.ready();
  await settle();

  assert.equal(made.now.state.at, 'rest');
  assert.deepEqual(log.slice(-2), ['earcon failed', 'say why_no_labels failed']);
});

test('what comes too late, when the word is dropped or another waits, changes nothing', async () => {
  const help = aid();
  const {made, log} = engine({}, {}, {label: help});
  await press(made, [12, 9, 12, 24]);
  help.ready();
  await settle();
  await press(made, [7]);

  assert.deepEqual(help.log, ['begin', 'end']);
  assert.equal(log.at(-1), 'say engine_fail_swift failed');
});

test('labels that change while the word waits are told, and the list with them', async () => {
  const help = aid();
  const item = {title: 'New', detail: '', act: async () => ({ok: true, say: {key: 'x', args: []}})};
  const {made, commander} = engine({}, {}, {label: help});
  await press(made, [12, 9, 12]);
  help.ready();
  await settle();
  help.changed({ok: true, value: {labels: [[9]], list: [item]}});

  assert.deepEqual([made.now.state.labels, commander.offer.items], [[[9]], [item]]);
});

test('a page that leaves while a word waits for its label drops the word, and why is said', async () => {
  const help = aid();
  const {made, log} = engine({}, {}, {label: help});
  await press(made, [12, 9, 12]);
  help.ready();
  await settle();
  help.changed({ok: false, why: {key: 'why_page_left', args: []}});

  assert.deepEqual([made.now.state.at, log.at(-1)], ['rest', 'say why_page_left failed']);
});

test('other languages hide what was shown for a word that waited', async () => {
  const help = aid();
  const {made, lexicon} = engine({}, {}, {label: help});
  await press(made, [12, 9, 12]);
  made.setLexicon(lexicon);

  assert.deepEqual(help.log, ['begin', 'end']);
});

test('what an ear heard is done, word and value', async () => {
  const {made, log} = engine();

  await made.heard('tab number three');

  assert.ok(log.includes('run tab.number 3'));
});

test('a command that destroys is asked about when it was heard, and done when that is chosen', async () => {
  const {made, log, commander} = engine();

  await made.heard('tab wipe');
  assert.deepEqual(log, ['earcon waiting', 'say engine_sure waiting']);
  const outcome = await commander.offer.items[0].act();

  assert.deepEqual(outcome, {ok: true, as: 'tab.wipe', say: {key: 'say_tab.wipe', args: []}});
  assert.ok(log.includes('run tab.wipe null'));
});

test('a command that destroys is done at once when it was typed', async () => {
  const {made, log} = engine();

  await made.said('tab wipe');

  assert.ok(log.includes('run tab.wipe null'));
});

test('what sounds as itself has no earcon, and is told as the role that it is', async () => {
  const tones = [{timbre: 'viola', note: 69, at: 0, ms: 30, gain: 1}];
  const {made, log} = engine({'tab.next': async () => ({ok: true, say: {key: 'say_link', args: []}, sound: {role: 'link', tones, pan: -0.8}})});
  await made.key(6);

  assert.deepEqual(log.slice(1), ['figure link 1 -0.8', 'say say_link link', 'done tab.next true']);
});

test('what the user wants not to hear sounds neither as itself nor as another', async () => {
  const {made, log} = engine({'tab.next': async () => ({ok: true, say: {key: 'say_link', args: []}, sound: {role: 'link', tones: [], pan: 0}})});
  await made.key(6);

  assert.deepEqual(log.slice(1), ['say say_link link', 'done tab.next true']);
});

test('a way out that was heard is no text for the word that waits', async () => {
  const {made, log} = engine();
  for (const key of [12, 5, 12]) await made.key(key);

  await made.heard('cancel');

  assert.ok(log.includes('run cancel null'));
  assert.ok(!log.some((line) => line.startsWith('run tab.find')));
  assert.equal(made.now.waiting, null);
});
