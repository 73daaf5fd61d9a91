// What an ear without a grammar understood, matched to what may be said.

import assert from 'node:assert/strict';
import {test} from 'node:test';

import {matched} from '../../../extension/core/ear_match.js';
import {ENGLISH} from '../tongues.js';

const FORMS = [
  {phrase: 'next tab'}, {phrase: 'next tap'}, {phrase: 'stop'},
  {phrase: 'tab', value: 'number'}, {phrase: 'scroll', value: 'step'}, {phrase: 'scroll down'},
  {phrase: 'click on', value: 'text', names: ['Sign in', 'Zugzwang', 'Help']},
  {phrase: 'search', value: 'text', names: [], free: true}, {phrase: 'search for', value: 'text', names: [], free: true},
  {phrase: '', value: 'number', needed: true},
];

/** @param {...string} texts */
const heard = (...texts) => matched(texts.map((text) => ({text, sure: 0.9})), FORMS, ENGLISH);

/** @type {[string[], string, number][]} */
const CASES = [
  [['next tab'], 'next tab', 1],
  [['Next tab.'], 'next tab', 1],
  [['text tab', 'next tab'], 'next tab', 1],
  [['tab 3'], 'tab 3', 1],
  [['tab three'], 'tab three', 1],
  [['tab to'], 'tab two', 1],
  [['scroll down'], 'scroll down', 1],
  [['scroll down three'], 'scroll down three', 1],
  [['15'], '15', 1],
  [['click on sign in'], 'click on Sign in', 1],
  [['Click on Sign-in!'], 'click on Sign in', 1],
  [['click on zugzwank'], 'click on Zugzwang', 1],
  [['search for Bach, Johann Sebastian'], 'search for Bach, Johann Sebastian', 1],
  [['skroll down'], 'scroll down', 0.7],
  [['lovely weather today'], 'lovely weather today', 0],
  [['stop it'], 'stop it', 0],
  [['click on something else'], 'click on something else', 0],
  [[], '', 0],
];

for (const [texts, said, sure] of CASES) {
  test(`${texts.join(' | ') || 'nothing'} is “${said}”, ${sure}`, () => {
    const match = heard(...texts);
    assert.deepEqual([match.said, match.sure], [said, sure]);
  });
}

test('what else it may have been is told', () => {
  assert.deepEqual(heard('tab three', 'tab tree', 'stop').others, ['stop']);
});
