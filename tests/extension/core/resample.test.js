// Resampling: a tone stays that tone, and pieces sound as the whole.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {resampler} from '../../../extension/core/resample.js';
import {joined, loudness, rms, tone} from './sounds.js';

/** @param {Float32Array} samples @param {number} from @param {number} to */
const resampled = (samples, from, to) => {
  const {take, end} = resampler(from, to);
  return joined(take(samples), end());
};

for (const to of [48_000, 44_100, 16_000, 96_000]) {
  test(`a tone at 24 kHz is the same tone at ${to}, and nothing else`, () => {
    const made = resampled(tone(1000, 24_000, 0.5), 24_000, to);
    const from = Math.floor(made.length / 4);
    const middle = made.slice(from, 3 * from);
    assert.ok(Math.abs(made.length - to / 2) <= 1, `${made.length}`);
    assert.ok(Math.abs(loudness(middle, 1000, to) - 0.5) < 0.005);
    const rest = middle.map((x, i) => x - 0.5 * Math.sin((2 * Math.PI * 1000 * (i + from)) / to));
    assert.ok(rms(rest) < 0.01, `${rms(rest)}`);
  });
}

test('pieces of any size give what the whole gives', () => {
  const samples = tone(500, 24_000, 0.1);
  const whole = resampled(samples, 24_000, 44_100);
  for (const size of [1, 7, 480, 1111]) {
    const {take, end} = resampler(24_000, 44_100);
    const pieces = [];
    for (let at = 0; at < samples.length; at += size) pieces.push(take(samples.slice(at, at + size)));
    assert.deepEqual(joined(...pieces, end()), whole, `pieces of ${size}`);
  }
});

test('what a lower rate cannot hold is not heard as something else', () => {
  const made = resampled(tone(7000, 24_000, 0.5), 24_000, 8000);
  assert.ok(rms(made.slice(100, -100)) < 0.02, `${rms(made)}`);
});

test('the same rate changes nothing', () => {
  const samples = tone(500, 24_000, 0.01);
  assert.equal(resampler(24_000, 24_000).take(samples), samples);
});

test('nothing is nothing', () => {
  const {take, end} = resampler(24_000, 48_000);
  assert.equal(take(new Float32Array(0)).length, 0);
  assert.ok([...end()].every((x) => x === 0));
});
