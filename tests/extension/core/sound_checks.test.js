// Sound checks: what can't be played or told apart is refused, as the vectors have it for both languages.

import assert from 'node:assert/strict';
import test from 'node:test';
import {checkSounds} from '../../../extension/core/sound_checks.js';
import {ROLE_SOUNDS, TABLE} from '../hearing.js';
import {vectors} from './performances.js';

const TIMBRES = Object.fromEntries(Object.entries(TABLE.timbres).map(([name, samples]) => [name, samples.map(({note}) => note)]));

/** @param {any[]} changes @returns {any[]} what ships, changed */
const changed = (changes) => changes.reduce((rows, {role, level, set, drop}) => rows.flatMap((/** @type {any} */ row) => {
  if (row.role !== role || row.level !== level) return [row];
  if (drop) return [];
  const entries = Object.entries({...row, ...set}).filter(([, value]) => value !== null);
  return [Object.fromEntries(entries)];
}), ROLE_SOUNDS);

for (const {name, change, problems} of vectors('sounds').cases) {
  test(name, () => {
    const found = checkSounds(changed(change), TIMBRES).map(({code, message, fix}) => ({code, message, fix}));

    assert.deepEqual(found, problems);
  });
}
