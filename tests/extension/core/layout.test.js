// Layout: rendered as two ears hear it, each element is found at its time, its pan and its register.

import assert from 'node:assert/strict';
import test from 'node:test';
import {CLASSES, PASS_MS, around, panOf, planHere, planSweep, sightsOf} from '../../../extension/core/layout.js';
import {summaryOf} from '../../../extension/core/layout_summary.js';
import {earsOf} from '../../../extension/core/mixer.js';
import {soundOf, tonesOf} from '../../../extension/core/role_sounds.js';
import {RATE, ROLE_SOUNDS, noteOf, part, peakOf, pitch, renderedStereo} from '../hearing.js';
import {VIEW, at} from '../handlers/layout_world.js';

/** @typedef {import('../../../extension/core/layout.js').Class} Class */
/** @typedef {import('../../../extension/core/layout.js').Plan} Plan */

const FIVE = /** @type {Class[]} */ (['heading', 'text', 'link', 'control', 'image']);
const HOW = {classes: FIVE, sounds: ROLE_SOUNDS};

/** As on a page of news: a bar of links, a head, a column of text with an image, a form. */
const NEWS = [
  at('navigation', -5, 0), at('link', -5, -4), at('link', -5, 3), at('heading', -3, -2, {level: 1}),
  at('text', 0, -2, {letters: 4}), at('heading', 2, 4, {level: 3}), at('image', 1, 4), at('link', 5, 0),
  at('searchbox', -4, 5), at('button', 4, -5), at('video', 3, 1),
];

/** @param {readonly any[]} found @param {readonly Class[]} [classes] @returns {Plan} */
const planOf = (found, classes = FIVE) => planSweep(sightsOf(found, VIEW), VIEW, {classes, sounds: ROLE_SOUNDS});

/** @param {Plan} plan @returns {[Float32Array, Float32Array]} two ears, for as long as a sweep may take */
const heardOf = ({tones}) => {
  const whole = renderedStereo(tones);
  return /** @type {[Float32Array, Float32Array]} */ (whole.map((ear) => {
    const data = new Float32Array(Math.round(1.6 * RATE));
    data.set(ear);
    return data;
  }));
};

/** @param {Float32Array} data */
const power = (data) => Math.sqrt(data.reduce((sum, x) => sum + x * x, 0));

/** @param {Float32Array} a @param {Float32Array} b */
const minus = (a, b) => a.map((x, i) => x - b[i]);

const PASS_OF = new Map(FIVE.flatMap((name, i) => CLASSES[name].map((role) => [role, i])));

for (const gone of NEWS) {
  const [sight] = sightsOf([gone], VIEW);
  const pass = PASS_OF.get(sight.role);
  if (pass === undefined) continue;
  test(`the ${gone.role} at ${gone.place.row}, ${gone.place.column} is heard at its time, pan and register`, () => {
    // Silent instead of left out, so that all else sounds as before.
    const whole = planOf(NEWS);
    const mine = whole.tones.filter((tone) => tone.role === sight.role && tone.row === gone.place.row && tone.column === gone.place.column);
    const rest = {...whole, tones: whole.tones.filter((tone) => !mine.includes(tone))};
    const [all, without] = [heardOf(whole), heardOf(rest)];
    const [left, right] = [0, 1].map((ear) => minus(all[ear], without[ear]));
    const top = peakOf(left);
    const begins = PASS_MS * pass + 15 * (gone.place.column + 5);
    const first = tonesOf(/** @type {any} */ (soundOf(ROLE_SOUNDS, sight.role, sight.level)), gone.place.row)[0];
    const onset = left.findIndex((x) => Math.abs(x) > 0.1 * top);

    assert.ok(mine.length > 0);
    assert.ok(Math.abs((1000 * onset) / RATE - begins) < 20, `begins at ${(1000 * onset) / RATE}, not ${begins} ms`);
    assert.equal(peakOf(part(left, RATE, begins + 151, 1600)), 0);
    const [near, far] = earsOf(panOf(gone.place.column));
    assert.ok(Math.abs(power(right) / power(left) - far / near) < 0.01 * (far / near));
    if (first.note > 35 && first.ms >= 40) {
      const note = noteOf(pitch(part(left, RATE, begins + 15, begins + first.ms), RATE));
      assert.ok(Math.abs(note - first.note) < 0.7, `${note.toFixed(1)}, not ${first.note}`);
    }
  });
}

test('a pass for each class in the order of the user, from left to right, over in 300 ms', () => {
  const order = /** @type {Class[]} */ (['image', 'link', 'heading', 'landmark', 'media']);
  const {tones, ms} = planOf(NEWS, order);
  /** @param {string} role */
  const span = (role) => tones.filter((tone) => tone.role === role);

  assert.equal(ms, 1500);
  order.forEach((role, i) => {
    for (const tone of span(role)) {
      assert.ok(tone.at >= i * PASS_MS && tone.at + tone.ms + 25 <= (i + 1) * PASS_MS, `${role} ${tone.at}`);
    }
    const firsts = span(role).map(({column, at: begin}) => [column, begin]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    firsts.forEach(([column, begin], k) => assert.ok(k === 0 || column === firsts[k - 1][0] || begin > firsts[k - 1][1] - 126));
  });
});

test('of a class that is not in view there is no pass, and more than five are none', () => {
  assert.equal(planOf([at('link', 0, 0), at('image', 0, 0)]).ms, 2 * PASS_MS);
  assert.deepEqual(planOf([]), {tones: [], ms: 0});
  assert.equal(planOf(NEWS, /** @type {Class[]} */ (Object.keys(CLASSES))).ms, 5 * PASS_MS);
});

test('a role that the user wants not to hear is silent', () => {
  const sights = sightsOf(NEWS, VIEW);
  const sounds = ROLE_SOUNDS.filter(({role}) => role !== 'link');

  assert.deepEqual(planSweep(sights, VIEW, {classes: FIVE, sounds}).tones.filter(({role}) => role === 'link'), []);
});

test('what is out of view, covered or of no kind of its own is not heard', () => {
  const none = [at('link', 0, 0, {visible: false}), at('scrollable', 0, 0), at('here', 0, 0), at('option', 0, 0)];

  assert.deepEqual(planOf(none).tones, []);
});

test('many in a cell sound once, louder, and repeat', () => {
  const [one, many] = [1, 4].map((count) => planOf(Array.from({length: count}, () => at('button', 0, 0))).tones);

  assert.ok(many.length > one.length);
  assert.ok(many[0].gain > 1.5 * one[0].gain);
});

test('a large image is louder than a small one', () => {
  const [small, large] = [{left: 500, top: 250, width: 40, height: 30}, {left: 300, top: 150, width: 500, height: 250}]
    .map((box) => planOf([at('image', 0, 0, {box})]).tones[0].gain);

  assert.ok(large > 1.5 * small);
});

test('text sounds wherever it stands, as densely as it stands there', () => {
  const column = at('text', 0, 0, {letters: 2000, box: {left: 0, top: 0, width: 300, height: 550}});
  const thin = at('text', 0, 0, {letters: 100, box: {left: 0, top: 0, width: 300, height: 550}});
  const [full, sparse] = [planOf([column]).tones, planOf([thin]).tones];

  assert.deepEqual([...new Set(full.map((tone) => tone.column))], [-5, -4, -3]);
  assert.equal(new Set(full.map(({row}) => row)).size, 11);
  assert.ok(full[0].gain > sparse[0].gain && full.length > sparse.length);
});

test('a full grid of everything stays where the limiter changes nothing', () => {
  const rows = Array.from({length: 121}, (_, i) => [Math.floor(i / 11) - 5, (i % 11) - 5]);
  const full = rows.flatMap(([row, column]) => ['link', 'image', 'button', 'checkbox', 'heading'].flatMap((role) =>
    Array.from({length: 6}, () => at(role, row, column))));
  const {tones, ms} = planOf(full);

  assert.ok(ms <= 1500 && Math.max(...tones.map((tone) => tone.at + tone.ms)) + 25 <= 1500);
  for (const ear of renderedStereo(tones)) assert.ok(peakOf(ear) <= 0.7, `${peakOf(ear)}`);
});

test('around a place is what is within two rows and columns, at the pan and in the row that it has', () => {
  const sights = sightsOf(NEWS, VIEW);
  const {tones, ms} = planHere(sights, VIEW, {row: 1, column: 3}, HOW);

  assert.deepEqual([...new Set(tones.map(({role, row, column, pan}) => [role, row, column, pan].join(' ')))],
    [`heading 2 4 ${panOf(4)}`, `image 1 4 ${panOf(4)}`]);
  assert.equal(ms, 2 * PASS_MS);
  assert.equal(tones[0].at, 90);
  assert.deepEqual(around(sights, VIEW, {row: 1, column: 3}).map(({role}) => role), ['heading', 'image', 'media']);
});

test('the same is told as counts, with the side where most are', () => {
  const links = [-5, -4, -3, 0].map((column) => at('link', 0, column));
  const sights = sightsOf([...links, at('button', 0, 0), at('heading', -4, 5), at('heading', -5, 0), at('heading', -3, 0)], VIEW);

  assert.deepEqual(summaryOf(sights, FIVE), [
    {role: 'heading', count: 3, side: 'top'}, {role: 'link', count: 4, side: 'left'}, {role: 'button', count: 1, side: null},
  ]);
});
