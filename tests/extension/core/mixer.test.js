// Mixer, renderer and samples: the right sample at the right rate, and files as their table says.

import assert from 'node:assert/strict';
import {readdirSync, statSync} from 'node:fs';
import test from 'node:test';
import {LIMIT_SPAN, files, limit, limitCurve, voice} from '../../../extension/core/mixer.js';
import {render} from '../../../extension/core/render.js';
import {PCM, TABLE, peakOf} from '../hearing.js';

const BANK = {bell: [
  {file: 'low.wav', note: 60, cents: 50, ms: 100, peak: 0.9, level: 0.32},
  {file: 'high.wav', note: 72, cents: 0, ms: 100, peak: 0.9, level: 0.16},
]};
const TONE = {timbre: 'bell', note: 60, at: 100, ms: 50, gain: 1};

test('a tone is played from the nearest sample', () => {
  assert.equal(voice(BANK, {...TONE, note: 65}).file, 'low.wav');
  assert.equal(voice(BANK, {...TONE, note: 67}).file, 'high.wav');
});

test('a sample that is too high is slowed down by as much', () => {
  assert.equal(voice(BANK, TONE).rate, 2 ** (-0.5 / 12));
  assert.equal(voice(BANK, {...TONE, note: 84}).rate, 2);
});

test('samples of unlike loudness come out alike', () => {
  const [low, high] = [TONE, {...TONE, note: 72}].map((tone) => voice(BANK, tone));

  assert.ok(Math.abs(low.gain * 0.32 - high.gain * 0.16) < 1e-12);
});

test('a timbre without samples is refused by name', () => {
  assert.throws(() => voice(BANK, {...TONE, timbre: 'gong'}), /gong/);
});

test('a rendered tone begins, holds and fades when its voice says', () => {
  const steady = {rate: 1000, data: new Float32Array(1000).fill(1)};
  const tone = {file: 'x', rate: 1, gain: 0.5, begin: 0.1, hold: 0.2, end: 0.3};
  const data = render([tone], new Map([['x', steady]]), 1000);

  assert.equal(data.length, 300);
  assert.deepEqual([99, 100, 200, 250, 299].map((i) => +data[i].toFixed(3)),
    [0, 0.5, 0.5, 0.25, 0.005]);
});

test('rendering names the sound that is missing', () => {
  assert.throws(() => render([voice(BANK, TONE)], new Map(), 1000), /low\.wav/);
});

test('nothing rendered is silence of no length', () => {
  assert.equal(render([], new Map(), 1000).length, 0);
});

test('the limiter changes nothing soft, and lets nothing pass full scale', () => {
  for (const x of [-0.7, -0.1, 0, 0.3, 0.7]) assert.equal(limit(x), x);
  for (const x of [0.8, 1.5, 40]) assert.ok(limit(x) <= 1 && limit(x) > 0.7);
  assert.equal(limit(-2), -limit(2));
});

test('the limiter as a table is the limiter', () => {
  const curve = limitCurve();
  for (const [i, y] of curve.entries()) {
    const x = LIMIT_SPAN * ((2 * i) / (curve.length - 1) - 1);
    assert.ok(Math.abs(y - limit(x)) < 1e-6);
  }
  assert.equal(curve[(curve.length - 1) / 2], 0);
});

const SOUNDS = new URL('../../../extension/sounds/', import.meta.url);

test('every sample is there as its table says, and no other', () => {
  const there = readdirSync(SOUNDS).filter((name) => name.endsWith('.wav')).sort();
  assert.deepEqual(files(TABLE.timbres).sort(), there);

  for (const {file, ms, peak} of Object.values(TABLE.timbres).flat()) {
    const {rate, data} = /** @type {import('../../../extension/core/render.js').Pcm} */ (
      PCM.get(file));
    assert.equal(rate, TABLE.rate);
    assert.ok(Math.abs(data.length - (ms * rate) / 1000) <= 1, `${file} has ${data.length} frames`);
    assert.ok(Math.abs(peakOf(data) - peak) < 0.001, `${file} peaks at ${peakOf(data)}`);
    assert.ok(Math.abs(data[data.length - 1]) < 0.01, `${file} ends with a click`);
  }
});

test('all sounds together take less than 400 kB, and their licence lies beside them', () => {
  const names = readdirSync(SOUNDS);
  const bytes = names.reduce((sum, name) => sum + statSync(new URL(name, SOUNDS)).size, 0);

  assert.ok(bytes < 400_000, `${bytes} bytes`);
  assert.ok(names.includes('NOTICE'));
});
