// What a session carries: its entries, and each as a file with its sum, worked out once.

import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {test} from 'node:test';
import {openCarried} from '../../../extension/panel/carried.js';
import {sound} from '../core/recorded_webm.js';

/** A store of one microphone that was paused once, and of a camera that was cut off before its first frame. */
function world() {
  const pieces = new Map([['a', [sound(1000)]], ['b', [sound(500, 20).subarray(0, 100), sound(500, 20).subarray(100)]], ['c', [new Uint8Array(3)]]]);
  const made = {sums: /** @type {any[]} */ ([]), read: 0, pieces};
  const part = {session: 's', kind: 'microphone', name: 'Piano', mime: 'audio/webm;codecs=opus', tab: 1};
  const store = {
    parts: async () => [
      {...part, id: 'a', from: 50, to: 1000}, {...part, id: 'b', from: 1000, to: 1500}, {...part, id: 'c', kind: 'camera', name: 'Eye', from: 60, to: 1500},
    ],
    pieces: async function* (/** @type {string} */ id) { made.read += 1; yield* /** @type {any} */ (pieces.get(id)); },
    count: async (/** @type {string} */ id) => /** @type {any} */ (pieces.get(id)).length,
    sums: async () => made.sums,
    addSum: async (/** @type {any} */ sum) => { made.sums.push(sum); },
  };
  return {made, carried: openCarried(/** @type {any} */ (store))};
}

test('its entries say what there is and when, with the sum once that is known', async () => {
  const {carried} = world();
  const before = await carried.entries('s');
  const [sum] = await carried.sums('s');
  const [microphone, ...others] = await carried.entries('s');

  assert.deepEqual(before[0], {at: 50, type: 'media', tab: 1, kind: 'microphone', name: 'Piano', mime: 'audio/webm;codecs=opus', spans: [[50, 1000], [1000, 1500]]});
  assert.deepEqual(microphone, {...before[0], sha256: sum.sha256, size: sum.size});
  assert.deepEqual([before.length, others], [2, []], 'what was cut off before its first frame is no file');
});

test('a file is the same each time, and its sum is that of its bytes', async () => {
  const {carried} = world();
  const [stream] = await carried.streams('s');
  const [first, second] = await Promise.all([carried.file(stream), carried.file(stream)].map(async (file) => new Uint8Array(await (await file).arrayBuffer())));
  const [{sha256, size}, ...others] = await carried.sums('s');

  assert.deepEqual(first, second);
  assert.equal(sha256, createHash('sha256').update(first).digest('hex'));
  assert.equal(size, first.length);
  assert.deepEqual(others, [], 'what was cut off before its first frame is no file');
});

test('a sum is worked out once, and again where more was recorded', async () => {
  const {made, carried} = world();
  const [before] = await carried.sums('s');
  const read = made.read;
  await carried.sums('s');
  assert.equal(made.read, read);
  /** @type {any} */ (made.pieces.get('b')).push(new Uint8Array(0), sound(60, 40).subarray(-10));
  await carried.sums('s');

  assert.ok(made.read > read);
  assert.equal(before.stream.kind, 'microphone');
});
