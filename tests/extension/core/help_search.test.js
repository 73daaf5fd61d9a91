// Help search: commands found by words and by the keys that play them.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findCommands, typedKeys, waysTo} from '../../../extension/core/help_search.js';

const COMMANDS = [
  {name: 'scroll.down', phrases: ['scroll down'], misheard: ['school down']},
  {name: 'tab.next', phrases: ['next tab', 'tab right']},
  {name: 'tab.close', phrases: ['close tab']},
];
const WORDS = [
  {keys: [0, 4, 0], commands: ['scroll.down']}, {keys: [9, 9], commands: ['scroll.down']},
  {keys: [9, 1], commands: ['tab.close']}, {keys: [14, 17], commands: ['tab.next']},
];
const HELP = /** @type {Record<string, string>} */ ({'scroll.down': 'Moves the page.', 'tab.next': 'Brings the tab on the right.', 'tab.close': 'Ends it.'});
const found = (/** @type {string} */ typed) => findCommands(typed, COMMANDS, WORDS, ({name}) => HELP[name]).map(({name}) => name);

test('nothing typed finds all', () => {
  assert.equal(found('  ').length, 3);
});

test('keys find the command that they play, however they are set apart', () => {
  for (const typed of ['9 9', '9,9', '9, 9', '9-9', '0 4 0']) assert.deepEqual(found(typed), ['scroll.down']);
});

test('keys that play nothing whole find what begins with them', () => {
  assert.deepEqual(found('9'), ['scroll.down', 'tab.close']);
  assert.deepEqual(found('9 2'), []);
});

test('words must all be there, and a phrase comes before a help line', () => {
  assert.deepEqual(found('tab'), ['tab.next', 'tab.close']);
  assert.deepEqual(found('right tab'), ['tab.next']);
  assert.deepEqual(found('Moves'), ['scroll.down']);
  assert.deepEqual(found('school'), ['scroll.down']);
  assert.deepEqual(found('tab 3'), []);
});

test('the shortest way comes first', () => {
  assert.deepEqual(waysTo('scroll.down', WORDS), [[9, 9], [0, 4, 0]]);
});

test('text is no list of keys', () => {
  assert.deepEqual([typedKeys('tab 3'), typedKeys('3 tabs'), typedKeys('123'), typedKeys('12 7 12')], [null, null, null, [12, 7, 12]]);
});
