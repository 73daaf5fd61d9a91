// SHA-256 in pieces: the same as the whole one of another library.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';

import { Sha256 } from '../../../extension/core/sha256.js';

const bytesOf = (/** @type {number} */ length) => Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8)) & 0xff);

test('it is the sum of all pieces, whatever their lengths', () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 127, 128, 1000, 100_000])
    for (const step of [1, 37, 64, 1000]) {
      if (length / step > 3000) continue;
      const [bytes, sum] = [bytesOf(length), new Sha256()];
      for (let at = 0; at < length; at += step) sum.add(bytes.subarray(at, at + step));

      assert.equal(sum.hex(), createHash('sha256').update(bytes).digest('hex'), `${length} by ${step}`);
    }
});
