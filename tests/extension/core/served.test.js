// Languages that people made: read as data, compiled with the others, and refused with what stands in the way.

import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {compileLexicon} from '../../../extension/core/compiler.js';
import {feed, start} from '../../../extension/core/recogniser.js';
import {alsoSaid, languageOf, problemWith, readServed} from '../../../extension/core/served.js';
import {commandsIn} from '../../../extension/core/tongue.js';
import {GERMAN} from '../tongues.js';

const LANGUAGES = new URL('../../../extension/languages/', import.meta.url);
const shipped = (/** @type {string} */ name) => JSON.parse(readFileSync(new URL(`${name}.json`, LANGUAGES), 'utf8'));
/** @type {import('../../../extension/core/language.js').Command[]} */
const commands = shipped('commands').commands;
const OTHERS = ['base', 'swift', 'numbers-decimal'].map(shipped);
/** @param {number[]} keys @param {string[]} names @param {string[]} [says] */
const word = (keys, names, says = []) => ({keys, chord: false, says, commands: names});
/** @param {...any} words */
const tennis = (...words) => /** @type {import('../../../extension/core/served.js').Served} */ (readServed({name: 'tennis', version: 3, maker: 'anna', help: 'Strokes', words}));
const problem = (/** @type {any[]} */ ...words) => problemWith(tennis(...words), commands, OTHERS, {profile: 'safe'})?.message ?? '';

test('one that goes with the others is played beside them', () => {
  const served = tennis(word([0, 1, 6, 1, 0], ['tab.new']));
  assert.equal(problemWith(served, commands, OTHERS, {}), null);
  const {lexicon} = compileLexicon(commands, [...OTHERS, languageOf(served)]);
  assert.ok(lexicon);
  let state = start(lexicon);
  const fired = [0, 1, 6, 1, 0].flatMap((key) => {
    const {state: now, effects} = feed(lexicon, state, {type: 'key', key});
    state = now;
    return effects.flatMap((effect) => 'command' in effect ? effect.command : []);
  });
  assert.deepEqual(fired, ['tab.new']);
});

test('what stands in the way is named: another word, a command that is not known, a slip, a destructive word that is none', () => {
  assert.match(problem(word([0, 10, 0], ['tab.new'])), /“open” .*0 10 0.*\(tennis\).*same keys/);
  assert.match(problem(word([0, 1, 6, 1, 0], ['tab.explode'])), /tab\.explode/);
  assert.match(problem(word([1, 6], ['tab.new']), word([1, 8], ['tab.close'])), /fires/);
  assert.notEqual(problem(word([0, 1, 6, 1, 0], ['channel.close'])), '');
  assert.match(problem(word([0, 1, 6, 1, 0], ['tab.new'], ['close tab'])), /“close tab” \(tennis\) is said for “tab\.close”/);
});

test('what it says is said for its commands, in every language that is spoken; several commands are only played', () => {
  const all = alsoSaid(commands, [tennis(word([0, 1, 6, 1, 0], ['tab.new'], ['serve']), word([0, 1, 9, 1, 0], ['tab.new', 'tab.close'], ['both']))]);
  const said = commandsIn(all, GERMAN).find(({name}) => name === 'tab.new');
  assert.equal(said?.phrases.at(-1), 'serve');
  assert.ok((said?.phrases.length ?? 0) > 1);
  assert.equal(all.some(({also}) => also?.includes('both')), false);
});

test('what is no such language is none, and what else it holds is left behind', () => {
  const good = {name: 'tennis', version: 1, words: [{...word([4, 7], ['tab.new']), script: 'alert(1)'}]};
  assert.deepEqual(Object.keys(readServed(good)?.words[0] ?? {}), ['keys', 'chord', 'says', 'commands']);
  for (const wrong of [null, 7, {}, {...good, name: '../x'}, {...good, version: 0}, {...good, words: []}, {...good, words: [word([25], ['tab.new'])]},
    {...good, words: [word([4], [])]}, {...good, words: [{...word([4], ['tab.new']), says: [7]}]}, {...good, words: Array(1001).fill(word([4, 7], ['tab.new']))}]) {
    assert.equal(readServed(wrong), null);
  }
});
