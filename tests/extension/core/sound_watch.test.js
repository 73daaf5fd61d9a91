// The watch over a microphone's sound.

import assert from 'node:assert/strict';
import {test} from 'node:test';

import {begin, look, piece, SILENT_PIECES} from '../../../extension/core/sound_watch.js';

/** @param {import('../../../extension/core/sound_watch.js').Watch} watch @param {number} count @param {number} peak */
const pieces = (watch, count, peak) => Array.from({length: count}).reduce(/** @param {any} now */ (now) => piece(now, peak), watch);

test('one look without sound is none to worry about, a second is', () => {
  const first = look(begin(0), 1000);
  assert.deepEqual(first.found, []);
  assert.deepEqual(look(first.watch, 2000).found, ['renew']);
});

test('a look that comes after a long while without sound follows a sleep', () => {
  assert.deepEqual(look(begin(0), 10_000).found, ['renew']);
});

test('a clock that was set back tells nothing', () => {
  assert.deepEqual(look(begin(5000), 0).found, []);
});

test('zeros are silence after five seconds of them, told once, and any noise ends it', () => {
  const silent = look(pieces(begin(0), SILENT_PIECES, 0), 5000);
  assert.deepEqual(silent.found, ['silent']);
  const still = look(pieces(silent.watch, 50, 0), 6000);
  assert.deepEqual(still.found, []);
  assert.deepEqual(look(pieces(still.watch, 50, 0.001), 7000).found, ['well']);
});

test('less than five seconds of zeros are a pause', () => {
  assert.deepEqual(look(pieces(begin(0), SILENT_PIECES - 1, 0), 5000).found, []);
});
