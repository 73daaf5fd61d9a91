// Recordings of the Rubato before this one.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { fromOld, isOld } from '../../../extension/core/old_recording.js';

const { readings } = JSON.parse(readFileSync(new URL('../../vectors/sessions.json', import.meta.url), 'utf8'));
const { entries } = readings.find((/** @type {any} */ { name }) => name.startsWith('the founder'));

test('notes stay without their programs, and the marks are markers', () => {
  assert.ok(isOld(entries));
  assert.deepEqual(fromOld(entries), [
    { at: 0, type: 'midi', tab: 1, bytes: [144, 60, 64] }, { at: 250, type: 'midi', tab: 1, bytes: [128, 60, 64] },
    { at: 300, type: 'marker', name: 'take 107' }, { at: 310, type: 'marker', name: 'take 21' },
  ]);
});

test('other recordings are taken as they are', () => {
  const note = /** @type {any} */ ({ at: 0, type: 'midi', tab: 1, bytes: [144, 60, 64] });
  assert.ok(!isOld([]));
  assert.ok(!isOld([note]));
  assert.ok(!isOld([{ ...note, bytes: [193, 11] }, note]));
  assert.ok(!isOld([{ ...note, at: 5, bytes: [192, 11] }, { ...note, at: 5 }]));
});
