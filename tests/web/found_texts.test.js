// What was found in a recording, as a person would say it.

import assert from 'node:assert/strict';
import {test} from 'node:test';

import {cellsOf, comparedText, differenceText, HEADS, phraseText} from '../../web/found_texts.js';

const NONE = {interval_median: null, unevenness: null, overlap: null, velocity_mean: null};

test('a part has a cell for each head, and none is empty', () => {
  const full = {name: 'left', notes: 12, lowest: 48, highest: 61, minutes: 0.512, interval_median: 300.4, unevenness: 11.6, overlap: 0.25, velocity_mean: 63.5};
  assert.deepEqual(cellsOf(full), ['12', '0.51', 'C3–C♯4', '64', '300', '12 %', '25 %']);
  assert.deepEqual(cellsOf({name: 'take 1', notes: 0, lowest: null, highest: null, minutes: 0, ...NONE}), ['0', '0.00', '–', '–', '–', '–', '–']);
  assert.equal(cellsOf(full).length, HEADS.length - 1);
});

test('a phrase says what of it is the same, and how often it comes', () => {
  assert.equal(phraseText({voice: 'all', by: 'pitch', notes: 4, count: 2, times: []}), '4 notes of all voices, the same keys, 2 times');
  assert.equal(phraseText({voice: 'left', by: 'rhythm', notes: 7, count: 3, times: []}), '7 notes of left, the same rhythm, 3 times');
});

test('takes are told by what is the same and each kind of difference', () => {
  const plain = {first: 1, second: 2, same: 7, tempo: null, counts: {}, differences: []};
  assert.equal(comparedText(plain), 'Take 2 beside take 1: 7 notes the same.');
  const other = {...plain, same: 1, tempo: 1.0493, counts: {late: 1, pitch: 2, missing: 3}};
  assert.equal(comparedText(other), 'Take 2 beside take 1: 1 note the same, 2 other keys, 3 notes left out, 1 note late; 5 % faster.');
  assert.equal(comparedText({...plain, tempo: 0.5}), 'Take 2 beside take 1: 7 notes the same; 50 % slower.');
});

test('a difference is named, with how far it is off where that is known', () => {
  assert.equal(differenceText({kind: 'late', ms: 5, off: 180}), '180 ms late');
  assert.equal(differenceText({kind: 'early', ms: 5, off: -130}), '130 ms early');
  assert.equal(differenceText({kind: 'missing', ms: 5, off: 0}), 'left out before this');
});
