// Played and spoken together: every command that takes a value, over the shipped languages, in every pairing of keys and voice.

import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';

import {compileLexicon} from '../../../extension/core/compiler.js';
import {Commander} from '../../../extension/engine/commander.js';
import {Engine} from '../../../extension/engine/engine.js';
import {TONGUES} from '../tongues.js';
import {PORTS} from './plain_ports.js';

/** @param {string} name */
const shipped = (name) => JSON.parse(readFileSync(new URL(`../../../extension/languages/${name}.json`, import.meta.url), 'utf8'));
const {commands: COMMANDS} = shipped('commands');
const LEXICON = /** @type {any} */ (compileLexicon(COMMANDS, /** @type {any} */ (['base', 'swift', 'numbers-decimal'].map(shipped))).lexicon);

/** A value of each kind: as it is said, as it is played, and as commands take it. @type {Record<string, {said: string, keys: number[], value: unknown}>} */
const VALUES = {
  number: {said: 'fifteen', keys: [2, 18], value: 15},
  step: {said: 'up three', keys: [15], value: 3},
  place: {said: 'two minus three', keys: [8, 15], value: {row: 2, column: -3}},
  label: {said: 'seven fourteen', keys: [7, 14], value: [7, 14]},
  grid: {said: 'twenty two twenty two three', keys: [22, 22, 3], value: [22, 22, 3]},
  name: {said: 'six three six', keys: [6, 3, 6, 12], value: [6, 3, 6]},
  text: {said: 'piano lessons', keys: [14], value: 'piano lessons'},
};

/** What a held number is to each kind that takes one. @type {Record<string, unknown>} */
const HELD = {number: 8, step: 8, label: [8], text: {choice: 8}};

const AIDS = {label: {
  begin: async () => ({ok: true, value: {labels: [[7, 14], [7, 15], [8]]}}), played: () => null, end: () => undefined,
}};

function player() {
  /** @type {unknown[]} */
  const ran = [];
  /** @type {string[]} */
  const said = [];
  const commander = new Commander({
    commands: new Map(COMMANDS.map((/** @type {any} */ one) => [one.name, one])), offers: {}, aids: /** @type {any} */ (AIDS), ports: /** @type {any} */ (PORTS),
    report: (error) => { throw error; },
    handlers: Object.fromEntries(COMMANDS.map((/** @type {any} */ {name}) => [name, async (/** @type {any} */ {command, value}) => {
      ran.push(value === undefined ? [command] : [command, value]);
      return {ok: true, say: {key: 'say_done', args: []}};
    }])),
  });
  const engine = new Engine({
    lexicon: LEXICON, commands: COMMANDS, tongues: TONGUES, commander, commandName: (name) => name, talk: () => undefined, changed: () => undefined, done: () => undefined, moved: () => undefined,
    say: ({key}) => said.push(key), sound: {echo: () => undefined, earcon: () => undefined, figure: () => undefined},
  });
  return {
    engine, ran, said,
    /** @param {readonly number[]} keys */
    play: async (keys) => {
      for (const key of keys) {
        await engine.key(key);
        await new Promise(setImmediate);
      }
    },
    /** @param {string} text */
    hear: (text) => engine.heard(text),
  };
}

/** @typedef {ReturnType<typeof player>} Player */
/** @typedef {{name: string, keys: number[], phrase: string, said: string, value: number[]}} Piece */

/** @type {Record<string, (player: Player, piece: Piece) => Promise<void>>} */
const PAIRINGS = {
  'all by voice, in one breath': async ({hear}, {phrase, said}) => { await hear(`${phrase} ${said}`); },
  'all by voice, one after the other': async ({hear}, {phrase, said}) => { await hear(phrase); await hear(said); },
  'word by voice, value by keys': async ({hear, play}, {phrase, value}) => { await hear(phrase); await play(value); },
  'word by keys, value by voice': async ({hear, play}, {keys, said}) => { await play(keys); await hear(said); },
  'all by keys': async ({play}, {keys, value}) => { await play(keys); await play(value); },
};

for (const {name, phrases, value: kind} of COMMANDS.filter((/** @type {any} */ {value}) => value !== 'none')) {
  const word = LEXICON.words.find((/** @type {any} */ {commands}) => commands.join() === name);
  const {said, keys, value} = VALUES[kind];
  const piece = {name, keys: word.keys, phrase: phrases[0], said, value: keys};

  for (const [way, perform] of Object.entries(PAIRINGS)) {
    test(`${name}: ${way}`, async () => {
      const made = player();
      await perform(made, piece);
      const byNumber = kind === 'text' && way.endsWith('by keys') ? {choice: 1} : value;
      assert.deepEqual(made.ran, [[name, byNumber]]);
      assert.equal(made.engine.now.waiting, null);
    });
  }

  if (kind in HELD) {
    test(`${name}: value by voice first, then the word by keys, or by voice`, async () => {
      for (const finish of /** @type {((made: Player) => unknown)[]} */ ([({play}) => play(word.keys), ({hear}) => hear(phrases[0])])) {
        const made = player();
        await made.hear('eight');
        await finish(made);
        await new Promise(setImmediate);

        assert.deepEqual([made.said[0], made.ran], ['engine_held', [[name, HELD[kind]]]]);
      }
    });
  }
}

test('while a word waits for its value no other word is heard, and the word still waits', async () => {
  const {engine, hear, play, ran, said} = player();
  await play([12, 7, 12]);
  await hear('next tab');

  assert.deepEqual([ran, said.at(-1), engine.now.waiting], [[], 'why_not_understood', {command: 'tab.number', kind: 'number'}]);
  await hear('fifteen');
  assert.deepEqual(ran, [['tab.number', 15]]);
});

test('a value that does not fit starts over, and the word still waits', async () => {
  const {engine, hear, ran} = player();
  await hear('scroll');
  await hear('fifteen');
  assert.deepEqual([ran, engine.now.waiting?.command], [[], 'scroll.by']);
  await hear('down two');

  assert.deepEqual(ran, [['scroll.by', -2]]);
});

test('a word that is said drops keys that wait, and a value that is held is for the next word only', async () => {
  const {hear, play, ran} = player();
  await play([12, 7]);
  await hear('three');
  await hear('tab');
  await hear('tab');

  assert.deepEqual(ran, [['tab.number', 3]]);
});

test('a way out drops a word that waits', async () => {
  const {engine, hear, play, ran} = player();
  await play([12, 7, 12]);
  await hear('cancel');

  assert.deepEqual([ran, engine.now.waiting], [[['cancel']], null]);
});
