// Words of one's own in a session: they stand there as the commands that they were, so that it is replayed where nobody has them.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {compileLexicon} from '../../../extension/core/compiler.js';
import {entryOf} from '../../../extension/core/session_log.js';
import {stepsOf} from '../../../extension/core/replay_plan.js';
import {ownCommands, ownLanguage} from '../../../extension/core/own.js';
import {Commander} from '../../../extension/engine/commander.js';
import {Engine} from '../../../extension/engine/engine.js';
import {enginePort} from '../../../extension/engine/engine_port.js';
import {handlers, offers, runOwn} from '../../../extension/handlers/index.js';
import {element} from '../handlers/elements_world.js';
import {makeWorld} from '../handlers/world.js';
import {COMMANDS, ENGLISH} from '../tongues.js';

const KEYS = [6, 3, 6];
const TARGET = {role: 'button', name: 'Delete', path: '/a'};

/** A browser with an engine, whose session is kept. @param {...any} words */
function browser(...words) {
  const world = makeWorld();
  /** @type {any[]} */
  const entries = [];
  let clock = 0;
  const tell = (/** @type {any} */ told) => { entries.push(entryOf({at: clock += 1, tab: 1, ...told}) ?? entryOf({at: clock, tab: 1, ...told, value: undefined})); };
  const log = {
    log: tell,
    begin: () => {
      const place = entries.push(null) - 1;
      const at = clock += 1;
      return (/** @type {any} */ told) => { if (told) entries[place] = entryOf({at, tab: 1, ...told}); };
    },
  };
  const rows = /** @type {any[]} */ ([...COMMANDS, ...ownCommands(words)]);
  const lexicon = compileLexicon(rows, /** @type {any} */ ([ownLanguage(words)])).lexicon;
  const nothing = () => undefined;
  const wiring = /** @type {any} */ ({commander: () => commander, rooms: {}});
  const ports = /** @type {any} */ ({...world.ports, engine: {...world.ports.engine, ...pick(enginePort(wiring), 'again', 'undo', 'undoBack', 'done')}});
  const commander = new Commander({commands: new Map(rows.map((row) => [row.name, row])), handlers, own: runOwn, offers, ports, report: (error) => assert.fail(String(error)), log});
  Object.assign(ports.own, {
    all: () => words, step: (/** @type {any} */ asked) => commander.step(asked),
    doing: (/** @type {string} */ command) => { const told = log.begin(); return (/** @type {any} */ value, /** @type {boolean} */ ok) => told({type: 'command', command, value, ok, ms: 0}); },
  });
  const said = /** @type {string[]} */ ([]);
  const engine = new Engine({lexicon, commands: rows, tongues: [ENGLISH], commander, commandName: (name) => name, talk: nothing, changed: nothing, moved: nothing, done: nothing,
    say: ({key, args}) => { said.push([key, ...args].join(' ')); }, sound: {echo: nothing, earcon: nothing, figure: nothing}, log});
  const told = () => entries.filter(Boolean);
  return {world, engine, commander, said, told, commands: () => stepsOf(told()).map(({command, value}) => [command, ...(value === undefined ? [] : [value])])};
}

/** @param {any} port @param {...string} names */
const pick = (port, ...names) => Object.fromEntries(names.map((name) => [name, port[name]]));

/** @param {any} does @param {string} [says] @param {string} [id] @param {number[]} [keys] */
const word = (does, says = 'step over', id = 'own.aaaa', keys = KEYS) => ({id, keys, says: [says], does, changed: 1});
/** @param {...any} steps */
const macro = (...steps) => ({kind: 'macro', steps, times: 1});
const NUMBER = {command: 'tab.number', open: {label: 'number', kind: 'number'}};
const ZOOM = {command: 'zoom.in'};

/** What a session did, done again where nobody has the words. @param {ReturnType<typeof browser>} recorded */
async function replayed(recorded) {
  const other = browser();
  for (const {command, value} of stepsOf(recorded.told())) {
    const outcome = await other.commander.replay({command, ...(value !== undefined && {value})});
    assert.ok(outcome.ok, `${command} ${JSON.stringify(outcome)}`);
  }
  return other;
}
/** @param {ReturnType<typeof browser>} one */
const stateOf = ({world}) => [world.current().title, world.current().url, world.zoom];

test('a word stands in a session as its commands with the values it was given, and once as a word', async () => {
  const one = browser(word(macro(NUMBER, ZOOM)));
  for (const key of [24, ...KEYS, 24, 16]) await one.engine.key(key);
  assert.deepEqual(one.commands(), [['tab.number', 3], ['zoom.in']]);
  assert.deepEqual(one.told().filter(({type}) => type !== 'command'), [
    {at: 1, type: 'word', tab: 1, keys: [24, ...KEYS, 24], command: 'own.aaaa'}, {at: 3, type: 'marker', name: 'word step over'},
  ]);
  assert.deepEqual(stateOf(await replayed(one)), stateOf(one));
});

test('a word within a word stands there as the commands of both, in order', async () => {
  const inner = word(macro(ZOOM, ZOOM), 'come closer', 'own.bbbb', [9, 3, 9]);
  const one = browser(inner, word(macro({command: 'tab.next'}, {command: 'own.bbbb'})));
  await one.engine.said('step over');
  assert.deepEqual(one.commands(), [['tab.next'], ['zoom.in'], ['zoom.in']]);
  assert.deepEqual(stateOf(await replayed(one)), stateOf(one));
});

test('again and undo of a word are the commands that they come to', async () => {
  const one = browser(word(macro({command: 'tab.next'}, ZOOM)));
  await one.engine.said('step over');
  await one.engine.said('again');
  assert.deepEqual(one.commands(), [['tab.next'], ['zoom.in'], ['tab.next'], ['zoom.in']]);
  await one.engine.said('undo');
  assert.deepEqual(one.commands().slice(4), [['undo'], ['undo']]);
  assert.deepEqual(stateOf(await replayed(one)), stateOf(one));
});

test('what a word asked about, and was told to do, stands there once', async () => {
  const one = browser(word(macro(ZOOM, {command: 'tab.close-others'}, ZOOM)));
  await one.engine.said('step over');
  assert.deepEqual([one.said.at(-1), one.world.titles().length], ['say_word_asks step over cmd:tab.close-others', 3]);
  await one.engine.said('item 1');
  assert.deepEqual(one.commands(), [['zoom.in'], ['tab.close-others'], ['zoom.in']]);
  assert.deepEqual(one.world.titles(), ['one']);
});

test('a click that asked back, and its yes, stand there as they were played', async () => {
  const one = browser(word(macro({command: 'element.find', value: 'delete'}, ZOOM)));
  one.world.elements.all = [element('button', TARGET.name)];
  one.world.elements.asks.add(TARGET.name);
  await one.engine.said('step over');
  await one.engine.said('item 1');
  assert.deepEqual(one.commands(), [['element.find', 'delete'], ['item.choose', 1], ['zoom.in']]);
});

test('a word that breaks off stands there with what it did; nothing of it is done twice', async () => {
  const one = browser(word(macro(ZOOM, {command: 'tab.number', value: 9}, ZOOM)));
  await one.engine.said('step over');
  assert.deepEqual(one.commands(), [['zoom.in']]);
  assert.deepEqual(one.told().filter(({ok}) => ok === false).map(({command}) => command), ['tab.number']);
});

test('names stand there as what they come to: a tab that is open, a new one, an address, a text', async () => {
  const tab = word({kind: 'tab', url: 'https://three.test/', title: 'three'});
  const open = browser(tab);
  await open.engine.said('step over');
  assert.deepEqual(open.commands(), [['tab.find', 'three']]);
  assert.deepEqual(stateOf(await replayed(open)), stateOf(open));

  const gone = browser(word({kind: 'tab', url: 'https://gone.test/', title: 'gone'}));
  await gone.engine.said('step over');
  assert.deepEqual(gone.commands(), [['tab.new'], ['address.open', 'https://gone.test/']]);
  assert.deepEqual(stateOf(await replayed(gone)).slice(1), stateOf(gone).slice(1));

  const address = browser(word({kind: 'address', url: 'https://far.test/', title: 'far'}));
  await address.engine.said('step over');
  assert.deepEqual(address.commands(), [['address.open', 'https://far.test/']]);

  const text = browser(word({kind: 'text', text: 'Dear Ann'}));
  await text.engine.said('step over');
  assert.deepEqual(text.commands(), [['field.type', 'Dear Ann']]);

  const meaning = browser(word({kind: 'meaning', meaning: 'm'}));
  await meaning.engine.said('step over');
  assert.deepEqual(meaning.commands(), []);
});

test('what a replay does is in the session under way, too', async () => {
  const one = browser();
  await one.commander.replay({command: 'tab.next'});
  assert.deepEqual(one.commands(), [['tab.next']]);
});

test('a word that asks for a value says what it asks for', async () => {
  const one = browser(word(macro({...NUMBER, open: {label: 'which tab', kind: 'number'}}, {command: 'zoom.percent', open: {label: 'how large', kind: 'number'}})));
  await one.engine.said('step over 3');
  assert.equal(one.said.at(-1), 'engine_want_number cmd:own.aaaa, how large');
  await one.engine.said('150');
  assert.deepEqual([one.world.current().title, one.world.zoom], ['three', 1.5]);
  assert.deepEqual(one.commands(), [['tab.number', 3], ['zoom.percent', 150]]);
});
