// Ranking: a place is filled, emptied or changed with another, and nothing stands twice.

import assert from 'node:assert/strict';
import test from 'node:test';
import {placed} from '../../../extension/core/ranking.js';

const RANKED = ['a', 'b', 'c'];

test('what is new takes the place, what stands elsewhere changes places', () => {
  assert.deepEqual(placed(RANKED, 1, 'z'), ['a', 'z', 'c']);
  assert.deepEqual(placed(RANKED, 0, 'c'), ['c', 'b', 'a']);
  assert.deepEqual(placed(RANKED, 1, 'b'), RANKED);
});

test('one past the last appends, and nothing leaves out', () => {
  assert.deepEqual(placed(RANKED, 3, 'd'), ['a', 'b', 'c', 'd']);
  assert.deepEqual(placed(RANKED, 4, 'a'), ['b', 'c', 'a']);
  assert.deepEqual(placed(RANKED, 1, ''), ['a', 'c']);
  assert.deepEqual(placed(RANKED, 4, ''), RANKED);
});
