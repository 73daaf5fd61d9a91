// Dictation: what is written of what was said.

import assert from 'node:assert/strict';
import {test} from 'node:test';

import {joined, parts, scratches, signNames, written} from '../../../extension/core/dictation.js';
import {ENGLISH} from '../tongues.js';

/** @type {[said: string, text: string][]} */
const WRITTEN = [
  ['dear anna comma', 'dear anna,'],
  ['dear anna comma new paragraph thank you full stop', 'dear anna,\n\nThank you.'],
  ['he said colon open quote come in close quote exclamation mark', 'he said: “come in”!'],
  ['is it open bracket almost close bracket question mark yes', 'is it (almost)? Yes'],
  ['one hyphen two dash three slash four', 'one-two – three/four'],
  ['it apostrophe s fifty percent sign or dollar sign five', 'it’s fifty% or $5'.replace('5', 'five')],
  ['end full stop open quote next close quote', 'end. “Next”'],
  ['the literal comma is a sign', 'the comma is a sign'],
  ['capital berlin and all caps nato', 'Berlin and NATO'],
  ['Dear Anna, thanks. Comma', 'Dear Anna, thanks.,'],
  ['first new line second', 'first\nSecond'],
  ['capital', 'capital'],
  ['', ''],
  ['spell k a t capital y alpha', 'katYa'],
  ['spell see you at dot', 'cu@.'],
  ['spell that again', 'spell that again'],
  ['spell double you three', 'w3'],
  ['spell x-ray zulu nine underscore', 'xz9_'],
];

for (const [said, text] of WRITTEN) {
  test(`“${said}” writes ${JSON.stringify(text)}`, () => assert.equal(written(said, ENGLISH), text));
}

/** @type {[before: string, text: string, sentences: boolean, joined: string][]} */
const JOINED = [
  ['', 'hello', true, 'Hello'],
  ['', 'hello', false, 'hello'],
  ['Hello', 'there', true, ' there'],
  ['Hello', ', there', true, ', there'],
  ['Hello.', 'there', true, ' There'],
  ['Hello. ', 'there', true, 'There'],
  ['He said: “', 'come', true, 'come'],
  ['Hello,\n', 'thank you', true, 'Thank you'],
  ['example.com/', 'path', false, 'path'],
  ['half-', 'way', true, 'way'],
  ['Hello', '\n\nNext', true, '\n\nNext'],
  ['He left.”', 'she', true, ' She'],
];

for (const [before, text, sentences, whole] of JOINED) {
  test(`${JSON.stringify(before)} goes on with ${JSON.stringify(whole)}`, () => assert.equal(joined(before, text, sentences), whole));
}

test('as many pieces are scratched as it is said', () => {
  assert.deepEqual(['scratch that', 'Scratch that. Scratch that.', 'strike that', 'scratch that itch', 'that'].map((said) => scratches(said, ['scratch that', 'strike that'])), [1, 2, 1, 0, 0]);
});

test('lines are put in by themselves', () => {
  assert.deepEqual(parts('a,\n\nB'), ['a,', '\n', '\n', 'B']);
});

test('each sign has a name that can be said', () => {
  for (const name of signNames(ENGLISH)) assert.match(name, /^[a-z ]+$/);
});
