// Role sounds: measured on the rendered sound, they are in tune, short, and told apart from each other and from every answer.

import assert from 'node:assert/strict';
import {readFileSync, readdirSync} from 'node:fs';
import test from 'node:test';
import {EARCONS} from '../../../extension/core/earcons.js';
import {LEVELS, SOUND_ROLES, noteAt, soundOf, stepOf, tonesOf} from '../../../extension/core/role_sounds.js';
import {RATE, ROLE_SOUNDS, differences, listen, noteOf, part, peakOf, pitch, rendered} from '../hearing.js';

/** @typedef {import('../hearing.js').Heard} Heard */

/** A tone is held no longer than its sample is, played an octave higher. */
const HELD = 125;

/** @param {import('../../../extension/core/role_sounds.js').RoleSound} sound */
const nameOf = ({role, level}) => `${role}${level ?? ''}`;

const HEARD = new Map(ROLE_SOUNDS.map((sound) => [nameOf(sound), listen(tonesOf(sound, 0), HELD)]));
const ANSWERS = new Map(Object.entries(EARCONS).map(([name, tones]) => [name, listen(tones)]));

/** @param {string} name */
const isHeading = (name) => name.startsWith('heading');

test('every role has a sound, and a heading one for each level', () => {
  assert.deepEqual([...new Set(ROLE_SOUNDS.map(({role}) => role))].sort(), [...SOUND_ROLES].sort());
  assert.deepEqual([1, 2, 3, 4, 5, 6].map((level) => soundOf(ROLE_SOUNDS, 'heading', level)?.level), [1, 2, 3, 4, 5, LEVELS]);
});

test('any two roles differ in at least two of timbre, rhythm and register, and from every answer, too', () => {
  const all = [...HEARD, ...ANSWERS];
  const alike = all.flatMap(([name, heard], i) => all.slice(0, i)
    .filter(([other, before]) => !(isHeading(name) && isHeading(other)) && differences(heard, before).length < 2)
    .map(([other]) => [name, other]));

  assert.deepEqual(alike, []);
});

test('the levels of a heading are told by how far its note falls', () => {
  const falls = [1, 2, 3, 4, 5].map((level) => {
    const [from, to] = /** @type {Heard} */ (HEARD.get(`heading${level}`)).notes;
    return from - to;
  });

  falls.slice(1).forEach((fall, i) => assert.ok(fall < falls[i] - 1, `${falls}`));
});

for (const sound of ROLE_SOUNDS) {
  test(`${nameOf(sound)} is in tune in every row, and rises with them`, () => {
    for (let row = -5; row <= 5; row += 1) {
      // The measure of pitch ends at 60 Hz.
      for (const tone of tonesOf(sound, row).slice(0, 1).filter(({note}) => note > 35)) {
        const data = rendered([{...tone, at: 0, ms: HELD}]);
        const off = 100 * (noteOf(pitch(part(data, RATE, 25, HELD), RATE)) - tone.note);

        assert.ok(Math.abs(off) <= 25, `row ${row}, ${tone.note}: ${off.toFixed(0)} cents off`);
      }
    }
    const notes = [-5, -1, 0, 1, 5].map((row) => tonesOf(sound, row)[0].note);
    assert.deepEqual(notes.map((note) => note - notes[2]).filter((_, i) => i === 0 || i === 4), [12, -12]);
    assert.ok(notes.every((note, i) => i === 0 || note < notes[i - 1]));
  });

  test(`${nameOf(sound)} is over within 150 ms, alone and where it is dense`, () => {
    for (const dense of [false, true]) {
      const data = rendered(tonesOf(sound, 0, {dense}));

      assert.ok(data.length / RATE <= 0.1501, `${data.length / RATE} s`);
      assert.ok(peakOf(data) > 0.1 && peakOf(data) <= 0.7, `${peakOf(data)}`);
    }
  });
}

test('the scale goes to its notes and back', () => {
  assert.deepEqual([60, 62, 64, 67, 69, 72].map((note) => noteAt(stepOf(note))), [60, 62, 64, 67, 69, 72]);
  assert.equal(stepOf(61), -1);
});

test('all sounds together are smaller than 400 kB', () => {
  const folder = new URL('../../../extension/sounds/', import.meta.url);
  const bytes = readdirSync(folder).reduce((sum, name) => sum + readFileSync(new URL(name, folder)).length, 0);

  assert.ok(bytes < 400_000, `${bytes}`);
});
