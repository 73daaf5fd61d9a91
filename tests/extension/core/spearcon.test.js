// Spearcons: short, without silence, equally loud, and of whole words.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LONGEST_MS, shortName, spearcon} from '../../../extension/core/spearcon.js';
import {joined, loudness, tone} from './sounds.js';

const RATE = 24_000;
const quiet = (/** @type {number} */ seconds) => new Float32Array(RATE * seconds);

test('a name of any length takes 400 ms at the most, at its own pitch', () => {
  for (const seconds of [0.9, 2, 5]) {
    const made = spearcon(tone(180, RATE, seconds), RATE);
    assert.ok(made.length <= (RATE * LONGEST_MS) / 1000, `${seconds} s: ${made.length}`);
    assert.ok(loudness(made.slice(500, -500), 180, RATE) > 0.7, `${seconds} s`);
  }
});

test('a short name is twice as fast', () => {
  assert.equal(spearcon(tone(180, RATE, 0.5), RATE).length, RATE / 4);
});

test('the silence about a name is not heard', () => {
  assert.ok(Math.abs(spearcon(joined(quiet(1), tone(180, RATE, 0.5), quiet(2)), RATE).length - RATE / 4) < 10);
});

test('a soft voice and a loud one are equally loud', () => {
  const most = (/** @type {number} */ gain) => Math.max(...spearcon(tone(180, RATE, 0.5, gain), RATE));
  assert.ok(Math.abs(most(0.05) - most(0.9)) < 0.02);
});

test('silence, and nothing, make none', () => {
  assert.equal(spearcon(quiet(1), RATE).length, 0);
  assert.equal(spearcon(quiet(0), RATE).length, 0);
});

test('a long name is cut after a word, an endless one anywhere', () => {
  assert.equal(shortName('  Sign \n in '), 'Sign in');
  assert.equal(shortName('Terms and conditions of the use of this service'), 'Terms and conditions of the use of this');
  assert.equal(shortName('x'.repeat(99)), 'x'.repeat(40));
  assert.equal(shortName(''), '');
});
