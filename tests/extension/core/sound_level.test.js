// The level of a piece of sound.

import assert from 'node:assert/strict';
import {test} from 'node:test';

import {levelOf, peakOf} from '../../../extension/core/sound_level.js';

test('the peak is the farthest sample either way', () => {
  assert.equal(peakOf(new Int16Array([0, -32768, 5]).buffer), 1);
  assert.equal(peakOf(new Int16Array([0, 0x7fff / 2, 5]).buffer).toFixed(2), '0.50');
  assert.equal(peakOf(new ArrayBuffer(0)), 0);
});

test('each has a word besides its bars', () => {
  assert.deepEqual([0, 0.001, 0.1, 1].map(levelOf), [
    {bars: 0, word: 'nothing'}, {bars: 0, word: 'quiet'}, {bars: 7, word: 'good'}, {bars: 10, word: 'loud'},
  ]);
});
