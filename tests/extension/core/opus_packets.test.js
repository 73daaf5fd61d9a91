// Opus packets: their length by the first byte, and silence of any length.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { opusMs, silence } from '../../../extension/core/opus_packets.js';

test('the length of a packet is read off its first bytes', () => {
  /** @type {[number[], number][]} The rows of RFC 6716, table 2, and its four codes. */
  const packets = [
    [[0 << 3], 10], [[3 << 3], 60], [[4 << 3 | 1], 20], [[12 << 3], 10], [[15 << 3 | 2], 40],
    [[16 << 3], 2.5], [[31 << 3], 20], [[28 << 3 | 1], 5], [[31 << 3 | 3, 3], 60], [[31 << 3 | 3, 0x80 | 3], 60],
  ];

  assert.deepEqual(packets.map(([bytes]) => opusMs(Uint8Array.from(bytes))), packets.map(([, ms]) => ms));
});

test('silence is as long as it is asked for, to two and a half ms', () => {
  for (const ms of [0, 2, 2.5, 7.5, 20, 58.3, 1234]) {
    const sum = silence(ms).reduce((all, packet) => all + opusMs(packet), 0);

    assert.ok(sum <= ms && ms - sum < 2.5, `${ms}: ${sum}`);
  }
});
