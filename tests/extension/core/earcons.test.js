// Earcons: measured on the rendered sound, they are in tune and told apart.

import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test from 'node:test';
import {DEFAULT_CHOICES, EARCONS, EARCON_NAMES, ROLES, echoTone, sounds, speaks}
  from '../../../extension/core/earcons.js';
import {ANSWERS} from '../../../extension/core/settings.js';
import {RATE, SOUNDS_BY_NAME, differences, hertzOf, listen, noteOf, part, peakOf, pitch, rendered,
  timbre} from '../hearing.js';

/** These swell instead of dying away, and waver as a player's breath does. */
const SUSTAINED = new Set(['pan-flute', 'harmonica']);

const HEARD = new Map([...SOUNDS_BY_NAME].map(([name, tones]) => [name, listen(tones)]));

/** @param {string} name */
const heard = (name) => /** @type {import('../hearing.js').Heard} */ (HEARD.get(name));

/** @param {import('../../../extension/core/earcons.js').Tone} tone */
function centsOff(tone) {
  const data = rendered([{...tone, at: 0, ms: 190}]);
  return 100 * (noteOf(pitch(part(data, RATE, 15, 150), RATE)) - tone.note);
}

for (const name of EARCON_NAMES) {
  test(`every tone of ${name} is in tune`, () => {
    for (const tone of EARCONS[name]) {
      const off = Math.abs(centsOff(tone));
      const bound = SUSTAINED.has(tone.timbre) ? 10 : 5;

      assert.ok(off <= bound, `${tone.timbre} ${tone.note}: ${off.toFixed(1)} cents off`);
    }
  });

  test(`${name} is heard in the rhythm of its table`, () => {
    const {onsets} = heard(name);

    assert.equal(onsets.length, EARCONS[name].length);
    onsets.forEach((onset, i) => assert.ok(Math.abs(onset - EARCONS[name][i].at) <= 16,
      `tone ${i} begins at ${onset} ms`));
  });

  test(`${name} answers within 20 ms and is over within 300 ms`, () => {
    const data = rendered(EARCONS[name]);
    const loud = peakOf(part(data, RATE, 0, 20));

    assert.ok(loud > 0.25 * peakOf(data), 'it begins too softly');
    assert.ok(data.length / RATE <= 0.301, `it takes ${data.length / RATE} s`);
  });

  test(`${name} stays where the limiter changes nothing`, () => {
    assert.ok(peakOf(rendered(EARCONS[name])) <= 0.7);
  });
}

test('every key echoes its own pitch', () => {
  for (let note = 48; note <= 72; note += 1) {
    const off = Math.abs(centsOff(echoTone(note, 100)));

    assert.ok(off <= 5, `${note}: ${off.toFixed(1)} cents off`);
  }
});

test('a key echo is half as loud as it gets within 5 ms', () => {
  for (let note = 48; note <= 72; note += 1) {
    const data = rendered([echoTone(note, 100)]);
    const half = data.findIndex((x) => Math.abs(x) > 0.5 * peakOf(data));

    assert.ok(half / RATE < 0.005, `${note}: ${((1000 * half) / RATE).toFixed(1)} ms`);
  }
});

test('a harder key echoes louder, and the softest is still heard', () => {
  const peaks = [1, 40, 80, 127].map((velocity) => peakOf(rendered([echoTone(60, velocity)])));

  assert.deepEqual(peaks, [...peaks].sort((a, b) => a - b));
  assert.ok(peaks[0] > 0.03 && peaks[3] < 0.7, peaks.join(' '));
});

test('any two sounds differ in at least two of timbre, rhythm and register', () => {
  const names = [...SOUNDS_BY_NAME.keys()];
  const pairs = names.flatMap((name, i) => names.slice(0, i).map((other) => [name, other]));
  const alike = pairs.filter(([name, other]) =>
    !(name.startsWith('echo') && other.startsWith('echo'))
    && differences(heard(name), heard(other)).length < 2);

  assert.deepEqual(alike, []);
});

test('undone is done backwards', () => {
  const [done, undone] = [heard('done'), heard('undone')];
  const interval = (/** @type {number[]} */ [from, to]) => Math.round(to - from);

  assert.equal(interval(undone.notes), -interval(done.notes));
  assert.ok(done.lengths[0] < done.lengths[1] && undone.lengths[0] > undone.lengths[1]);
});

test('the ear itself tells a pure tone, its octave and its attack', () => {
  for (const note of [44, 60.1, 84]) {
    const tone = Float32Array.from({length: RATE / 5}, (_, i) =>
      Math.min(1, i / (RATE * 0.02)) * Math.sin((2 * Math.PI * hertzOf(note) * i) / RATE));

    assert.ok(Math.abs(noteOf(pitch(tone, RATE)) - note) < 0.01);
    assert.ok(Math.abs(timbre(tone, RATE, hertzOf(note)).brightness - 1) < 0.1);
    assert.ok(timbre(tone, RATE, hertzOf(note)).attack > 6);
  }
});

test('every role has an answer that the settings know', () => {
  assert.deepEqual(Object.keys(DEFAULT_CHOICES).sort(), [...ROLES].sort());
  for (const choice of Object.values(DEFAULT_CHOICES)) assert.ok(ANSWERS.includes(choice));
  assert.deepEqual(ANSWERS.map((choice) => [sounds(/** @type {any} */ (choice)),
    speaks(/** @type {any} */ (choice))]),
  [[false, false], [true, false], [false, true], [true, true]]);
});

test('every command answers with an earcon that there is', () => {
  const table = new URL('../../../extension/languages/commands.json', import.meta.url);
  const {commands} = JSON.parse(readFileSync(table, 'utf8'));

  for (const {name, earcon} of commands) assert.ok(Object.hasOwn(EARCONS, earcon), name);
});
