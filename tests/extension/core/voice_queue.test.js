// The voice queue: one saying after another, gapless; what is stopped fades and is gone.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {VoiceQueue} from '../../../extension/core/voice_queue.js';

const ones = (/** @type {number} */ length, value = 1) => new Float32Array(length).fill(value);

/** @param {VoiceQueue} queue @param {number} [size] */
const next = (queue, size = 8) => {
  const block = ones(size, 9);
  return {news: queue.fill(block), block: [...block]};
};

test('it begins with the first samples, and ends after the last', () => {
  const queue = new VoiceQueue();
  queue.open(1);
  assert.deepEqual(next(queue, 2), {news: [], block: [0, 0]});
  queue.add(1, ones(3));
  assert.deepEqual(next(queue, 2), {news: [{type: 'begun', id: 1, at: 0}], block: [1, 1]});
  assert.deepEqual(next(queue, 2), {news: [], block: [1, 0]});
  queue.close(1);
  assert.deepEqual(next(queue, 2), {news: [{type: 'over', id: 1, at: 0}], block: [0, 0]});
  assert.ok(queue.empty);
});

test('the next begins at the very sample after the one before', () => {
  const queue = new VoiceQueue();
  for (const [id, value] of [[1, 0.1], [2, 0.2]]) {
    queue.open(id);
    queue.add(id, ones(3, value));
    queue.close(id);
  }
  const {news, block} = next(queue, 8);
  assert.deepEqual(block, [0.1, 0.1, 0.1, 0.2, 0.2, 0.2, 0, 0].map(Math.fround));
  assert.deepEqual(news.map(({type, id, at}) => `${type} ${id} ${at}`), ['begun 1 0', 'over 1 3', 'begun 2 3', 'over 2 6']);
});

test('one whose samples are late keeps the next from being heard before it', () => {
  const queue = new VoiceQueue();
  queue.open(1);
  queue.open(2);
  queue.add(2, ones(4, 0.5));
  queue.close(2);
  assert.deepEqual(next(queue, 4).block, [0, 0, 0, 0]);
  queue.add(1, ones(2));
  queue.close(1);
  assert.deepEqual(next(queue, 4).block, [1, 1, 0.5, 0.5]);
});

test('what is stopped fades within 240 samples and tells nothing more', () => {
  const queue = new VoiceQueue();
  queue.open(1);
  queue.add(1, ones(10_000));
  next(queue, 128);
  queue.stop(1);
  const faded = [0, 1].map(() => next(queue, 128));
  assert.ok(faded[0].block[0] > 0.99 && faded[0].block[0] < 1);
  assert.ok(faded[1].block.every((x, i, all) => i === 0 || x <= all[i - 1]));
  assert.deepEqual([faded[1].block.slice(112), next(queue, 4).block], [ones(16, 0), [0, 0, 0, 0]].map((each) => [...each]));
  assert.ok(faded.every(({news}) => news.length === 0));
});

test('the next is heard while the one before fades', () => {
  const queue = new VoiceQueue();
  queue.open(1);
  queue.add(1, ones(1000));
  next(queue, 8);
  queue.stop(1);
  queue.open(2);
  queue.add(2, ones(8, 0.25));
  assert.ok(next(queue, 8).block[7] > 1.2);
});

test('one that was stopped before it began is not heard at all', () => {
  const queue = new VoiceQueue();
  queue.open(1);
  queue.add(1, ones(100));
  queue.stop(1);
  assert.deepEqual(next(queue, 2), {news: [], block: [0, 0]});
});

test('what comes for one that is gone is dropped', () => {
  const queue = new VoiceQueue();
  queue.stop(7);
  queue.add(7, ones(4));
  queue.close(7);
  assert.deepEqual(next(queue, 2), {news: [], block: [0, 0]});
});

test('one in which nothing is said ends without having begun', () => {
  const queue = new VoiceQueue();
  queue.open(1);
  queue.close(1);
  assert.deepEqual(next(queue, 2).news, [{type: 'over', id: 1, at: 0}]);
});
