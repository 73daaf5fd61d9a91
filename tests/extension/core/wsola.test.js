// WSOLA: less time, the same pitch, no louder and no softer.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {compress} from '../../../extension/core/wsola.js';
import {loudness, rms, tone} from './sounds.js';

const RATE = 24_000;

for (const factor of [1.5, 2, 3, 5]) {
  test(`${factor} times as fast a tone is as long as that, as high and as loud`, () => {
    const made = compress(tone(220, RATE, 1), RATE, factor);
    const middle = made.slice(1000, -1000);
    assert.equal(made.length, Math.round(RATE / factor));
    assert.ok(loudness(middle, 220, RATE) > 0.45, `${loudness(middle, 220, RATE)}`);
    assert.ok(loudness(middle, 220 * factor, RATE) < 0.05);
    assert.ok(Math.abs(rms(middle) - rms(tone(220, RATE, 1))) < 0.02, `${rms(middle)}`);
  });
}

test('what comes first is heard first, and what comes last is heard', () => {
  const [low, high] = [tone(200, RATE, 0.5), tone(400, RATE, 0.5)];
  const made = compress(Float32Array.from([...low, ...high]), RATE, 2.5);
  const half = made.length / 2;
  assert.ok(loudness(made.slice(0, half - 500), 200, RATE) > 0.4);
  assert.ok(loudness(made.slice(half + 500), 400, RATE) > 0.4);
});

test('a factor of 1 or less, or too little sound, changes nothing', () => {
  const [sound, click] = [tone(220, RATE, 0.2), tone(220, RATE, 0.01)];
  for (const factor of [1, 0.5, NaN]) assert.equal(compress(sound, RATE, factor), sound);
  assert.equal(compress(click, RATE, 2), click);
});

test('silence stays silent', () => {
  assert.ok(compress(new Float32Array(RATE), RATE, 2).every((x) => x === 0));
});
