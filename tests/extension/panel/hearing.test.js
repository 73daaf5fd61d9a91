// Hearing: the ways to listen, over a fake ear.

import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';

import {Hearing} from '../../../extension/panel/hearing.js';

/** @typedef {import('../../../extension/core/listening.js').Mode} Mode */
/** @type {any[]} */
let log;
/** @type {any} Why the ear cannot begin. */
let why;
/** @type {any} */
let ear;

beforeEach(() => { [log, why, ear] = [[], null, fakeEar('ear')]; });

/** @param {string} name */
const fakeEar = (name) => ({
  mode: /** @type {Mode | null} */ (null),
  /** @param {Mode} mode */
  async start(mode) {
    if (why) return {ok: false, why: {key: why, args: []}};
    if (this.mode !== mode) log.push([name, mode]);
    this.mode = mode;
    return {ok: true};
  },
  async stop() {
    if (this.mode) log.push([name, null]);
    this.mode = null;
  },
  refresh: async () => undefined,
  retry: async () => undefined,
});

/** @param {import('../../../extension/core/listening.js').Way} way */
const made = (way) => new Hearing({
  ear: () => ear, wake: () => 'Rubato',
  heard: (said) => log.push(['heard', said]),
  text: (said) => log.push(['text', said]),
  tried: (said, sure) => log.push(['tried', said, sure]),
  phase: (phase) => log.push(['phase', phase]),
  left: () => log.push(['left']),
  tell: ({key}) => log.push(['tell', key]),
}, way);

/** @param {string} said @param {Mode} [mode] */
const says = (said, mode = 'open') => ({said, others: [], sure: 1, mode});

const turn = () => new Promise(setImmediate);

test('in a conversation all is text, until it is ended, or the microphone is closed or taken away', async () => {
  const hearing = made('open');
  await hearing.converse(true);
  hearing.text(says('where was he born', 'dictate'));
  await hearing.converse(false);
  await hearing.converse(true);
  await hearing.open(false);
  await hearing.converse(true);
  hearing.ended();
  assert.deepEqual([log.filter(([what]) => what === 'text'), log.filter(([what]) => what === 'left').length], [[['text', 'where was he born']], 3]);
  assert.deepEqual([hearing.conversing, hearing.phase], [false, 'closed']);
});

test('always open: all that is said counts until it is closed', async () => {
  const hearing = made('open');
  await hearing.open(true);
  hearing.heard(says('next tab'));
  hearing.heard(says('rubato next tab'));
  await hearing.open(false);

  assert.deepEqual(log, [
    ['phase', 'open'], ['ear', 'open'], ['heard', 'next tab'], ['heard', 'rubato next tab'], ['phase', 'closed'], ['ear', null],
  ]);
});

test('with a wake word: what has none is passed over in silence', async () => {
  const hearing = made('wake');
  await hearing.open(true);
  hearing.heard(says('next tab'));
  hearing.unsure(says('tab'));
  hearing.heard(says('rubato next tab'));

  assert.deepEqual(log, [['phase', 'asleep'], ['ear', 'open'], ['heard', 'next tab']]);
});

test('a bare wake word answers, and opens for one utterance, understood or not', async () => {
  const hearing = made('wake');
  await hearing.open(true);
  hearing.heard(says('rubato'));
  hearing.heard(says('next tab'));
  hearing.heard(says('next tab'));
  hearing.heard(says('rubato'));
  hearing.unsure(says('hm'));
  hearing.heard(says('next tab'));

  assert.deepEqual(log.filter(([what]) => what !== 'phase' && what !== 'ear'), [
    ['tell', 'say_hearing_awake'], ['heard', 'next tab'], ['tell', 'say_hearing_awake'], ['tell', 'why_hearing_unsure'],
  ]);
});

test('only after a key: one utterance is heard, then it is closed', async () => {
  const hearing = made('key');
  await hearing.open(true);
  hearing.heard(says('next tab'));
  await turn();
  hearing.heard(says('next tab'));

  assert.deepEqual(log, [['phase', 'open'], ['ear', 'open'], ['phase', 'closed'], ['heard', 'next tab'], ['ear', null]]);
});

test('only after a key: a word that waits opens it, and its value by keys closes it', async () => {
  const hearing = made('key');
  await hearing.waits(true);
  assert.equal(ear.mode, 'open');
  await hearing.waits(false);

  assert.equal(ear.mode, null);
});

test('asleep, a word that waits needs no wake word for its value', async () => {
  const hearing = made('wake');
  await hearing.open(true);
  await hearing.waits(true);
  hearing.heard(says('fifteen'));

  assert.deepEqual(log.at(-1), ['heard', 'fifteen']);
  assert.equal(hearing.phase, 'asleep');
});

test('held, it is heard as one, in any way; what holds first and last decides', async () => {
  const hearing = made('hold');
  await hearing.hold('pedal', true);
  await hearing.hold('button', true);
  await hearing.hold('pedal', false);
  assert.equal(ear.mode, 'talk');
  await hearing.hold('button', false);
  hearing.heard(says('next tab', 'talk'));

  assert.deepEqual(log, [
    ['phase', 'talk'], ['ear', 'talk'], ['tell', 'say_microphone_on'], ['phase', 'closed'], ['ear', null], ['heard', 'next tab'],
  ]);
});

test('held while it waits for the wake word, nothing need stand before', async () => {
  const hearing = made('wake');
  await hearing.open(true);
  await hearing.hold('button', true);
  await hearing.hold('button', false);
  hearing.heard(says('next tab', 'talk'));
  hearing.heard(says('next tab', 'open'));

  assert.deepEqual(log.filter(([what]) => what === 'ear' || what === 'heard'), [
    ['ear', 'open'], ['ear', 'talk'], ['ear', 'open'], ['heard', 'next tab'],
  ]);
});

test('set to be held, its own word opens nothing and says why', async () => {
  const outcome = await made('hold').open(true);

  assert.deepEqual([!outcome.ok && outcome.why.key, log], ['why_hearing_held', []]);
});

test('an ear that cannot begin is said, and nothing is open', async () => {
  const hearing = made('open');
  why = 'why_hearing_away';
  const outcome = await hearing.open(true);

  assert.deepEqual([!outcome.ok && outcome.why.key, hearing.on, hearing.phase], ['why_hearing_away', false, 'closed']);
});

test('an ear that ended by itself leaves nothing open', async () => {
  const hearing = made('open');
  await hearing.open(true);
  ear.mode = null;
  hearing.ended();

  assert.deepEqual([hearing.on, log.at(-1)], [false, ['phase', 'closed']]);
});

test('another way goes on where that listens by itself', async () => {
  const hearing = made('open');
  await hearing.open(true);
  await hearing.way('wake');
  assert.deepEqual([hearing.phase, ear.mode], ['asleep', 'open']);
  await hearing.way('key');
  assert.deepEqual([hearing.phase, ear.mode], ['closed', null]);
});

test('another ear takes over what is open', async () => {
  const hearing = made('open');
  await hearing.open(true);
  ear = fakeEar('other');
  await hearing.change();

  assert.deepEqual(log.slice(-2), [['ear', null], ['other', 'open']]);
});

test('an ear that is tried tells what it heard, which is not acted on, and closes', async () => {
  const hearing = made('key');
  await hearing.try('commands');
  hearing.heard(says('next tab'));
  hearing.heard(says('next tab'));
  await hearing.try('text');
  hearing.text(says('hello there', 'dictate'));
  await hearing.try('commands');
  hearing.unsure(says('hm'));

  assert.deepEqual(log.filter(([what]) => what !== 'phase'), [
    ['ear', 'open'], ['tried', 'next tab', true], ['ear', null],
    ['ear', 'dictate'], ['tried', 'hello there', true], ['ear', null],
    ['ear', 'open'], ['tried', 'hm', false], ['ear', null],
  ]);
});

test('dictated, what is said is text, and the ear is told so', async () => {
  const hearing = made('wake');
  await hearing.dictate(true);
  hearing.text(says('hello there', 'dictate'));
  hearing.heard(says('stop dictation', 'dictate'));
  hearing.heard(says('rubato new tab', 'dictate'));
  await hearing.dictate(false);
  hearing.text(says('late', 'dictate'));

  assert.deepEqual(log.filter(([what]) => what !== 'phase'), [
    ['ear', 'dictate'], ['text', 'hello there'], ['text', 'stop dictation'], ['heard', 'new tab'], ['ear', null],
  ]);
});
