// The wake word: what is listened for with it, what follows it, and what cannot be one.

import assert from 'node:assert/strict';
import {test} from 'node:test';

import {afterWakeWord, isWakeWord, wakeWordTaken, withWakeWord} from '../../../extension/core/wake_word.js';

test('each form is listened for after the wake word, the word alone, and all without it', () => {
  const forms = [{phrase: 'next tab'}, {phrase: 'tab', value: 'number'}, {phrase: '', value: 'number', needed: true}];
  assert.deepEqual(withWakeWord(forms, 'Hey Piano'), [
    {phrase: 'hey piano'},
    {phrase: 'hey piano next tab'}, {phrase: 'hey piano tab', value: 'number'}, {phrase: 'hey piano', value: 'number', needed: true},
    ...forms,
  ]);
});

test('what follows it is what was said, and its beginning alone is none', () => {
  assert.equal(afterWakeWord('rubato Next tab', 'Rubato'), 'Next tab');
  assert.equal(afterWakeWord('rubato', 'rubato'), '');
  assert.equal(afterWakeWord('rubatos tab', 'rubato'), null);
  assert.equal(afterWakeWord('next tab rubato', 'rubato'), null);
});

test('a word that can be said and is no mere syllable is one', () => {
  for (const word of ['rubato', 'Hey Piano', "o'brien", 'Flügel']) assert.ok(isWakeWord(word), word);
  for (const word of ['', 'go', 'r2 d2', 'one two three four five', 'a'.repeat(41), 7, 'пианино']) assert.ok(!isWakeWord(word), String(word));
});

test('a word with which a command begins is taken', () => {
  const commands = [{name: 'tab.next', phrases: ['next tab'], misheard: ['necks tap'], value: 'none'}];
  assert.deepEqual(wakeWordTaken('Next', commands), {key: 'why_wake_word_taken', args: ['Next', 'next tab']});
  assert.deepEqual(wakeWordTaken('necks', commands)?.args, ['necks', 'necks tap']);
  assert.equal(wakeWordTaken('rubato', commands), null);
});
