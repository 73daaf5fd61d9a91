// Lexicons: languages that do not go together keep the last good lexicon, and say why.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {defaults} from '../../../extension/core/settings.js';
import {firstLexicon, lexiconOf, makesLexicon} from '../../../extension/panel/lexicons.js';

const command = (/** @type {string} */ name) => ({name, phrases: [name], misheard: [], help: '', value: 'none', earcon: 'done', undo: '',
  page: false, destructive: false, repeat: false, group: 'tabs'});
const language = (/** @type {string} */ name, /** @type {{keys: number[], means: string[]}[]} */ words, kind = 'commands') =>
  [name, {format: 1, name, version: 1, kind, help: '', words, reserved: []}];
/** "other" begins a word of "base" with one of its own. */
const SHIPPED = {
  commands: ['tab.next', 'tab.close'].map(command),
  languages: new Map(/** @type {any} */ ([
    language('base', [{keys: [1, 4], means: ['tab.next']}]), language('swift', [{keys: [2, 5], means: ['tab.close']}]),
    language('other', [{keys: [1], means: ['tab.close']}]),
    language('numbers-decimal', [], 'numbers'), language('numbers-binary', [], 'numbers'),
  ])),
};
const settings = (/** @type {string[]} */ ...languages) => ({...defaults(), languages});

test('languages that go together make a lexicon', () => {
  const {lexicon, problem} = lexiconOf(SHIPPED, settings('base', 'swift'));

  assert.equal(problem, null);
  assert.equal(lexicon.words.length, 2);
});

test('languages that do not go together make none, and the reason names both words and their keys', () => {
  const {lexicon, problem} = lexiconOf(SHIPPED, settings('base', 'other'));

  assert.equal(lexicon, null);
  assert.equal(problem?.key, 'why_languages_conflict');
  for (const part of ['base', 'other', '1 4']) assert.ok(problem?.args[0].includes(part), problem?.args[0]);
});

test('where there is no last good lexicon, that of the defaults is', () => {
  const {lexicon, problem} = firstLexicon(SHIPPED, settings('base', 'other'));

  assert.deepEqual(lexicon.words, lexiconOf(SHIPPED, settings('base', 'swift')).lexicon.words);
  assert.equal(problem?.key, 'why_languages_conflict');
});

test('only what the keys mean makes another lexicon', () => {
  const before = settings('base', 'swift');

  assert.equal(makesLexicon({...before, volume: 10, theme: 'dark'}, before), false);
  for (const change of [{languages: ['base']}, {numbers: 'binary'}, {profile: 'fast'}, {pedal: 'talk'}]) {
    assert.equal(makesLexicon(/** @type {any} */ ({...before, ...change}), before), true);
  }
});
