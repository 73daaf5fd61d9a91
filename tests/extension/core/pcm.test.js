// PCM: samples come out whole, however the bytes are cut.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {pcmReader} from '../../../extension/core/pcm.js';

const BYTES = Uint8Array.from([0x00, 0x00, 0xff, 0x7f, 0x00, 0x80, 0x00, 0xc0]);
const AMPLITUDES = [0, 0x7fff / 0x8000, -1, -0.5];

test('16-bit little-endian samples are amplitudes from −1 to 1', () => {
  assert.deepEqual([...pcmReader()(BYTES)], AMPLITUDES.map(Math.fround));
});

test('wherever the bytes are cut, the samples are the same', () => {
  for (let cut = 0; cut <= BYTES.length; cut += 1) {
    const read = pcmReader();
    const samples = [...read(BYTES.slice(0, cut)), ...read(new Uint8Array(0)), ...read(BYTES.slice(cut))];
    assert.deepEqual(samples, AMPLITUDES.map(Math.fround), `cut at ${cut}`);
  }
});

test('a piece within a larger buffer is read where it is', () => {
  const read = pcmReader();
  assert.deepEqual([...read(BYTES.subarray(1, 2)), ...read(BYTES.subarray(3, 4))], [Math.fround(0x7f00 / 0x8000)]);
});
