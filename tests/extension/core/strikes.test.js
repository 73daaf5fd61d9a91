// Strikes: the shared vectors, and that no flood of messages throws or leaves a note hanging.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { parse } from '../../../extension/core/midi_message.js';
import { feed, start } from '../../../extension/core/strikes.js';

/** @import { Event, Strike } from '../../../extension/core/strikes.js' */
/** @typedef {[number, number[] | 'gone', string?]} Row */

const vectors = JSON.parse(
  readFileSync(new URL('../../vectors/strikes.json', import.meta.url), 'utf8'),
);

/** @param {Row} row @returns {Event[]} */
function eventsOf([time, what, port = 'p']) {
  if (what === 'gone') return [{ type: 'gone', port, time }];
  const message = parse(what);
  return message ? [{ type: 'message', port, message, time }] : [];
}

/** @param {Row[]} rows */
function play(rows) {
  let state = start();
  /** @type {Strike[]} */
  const strikes = [];
  for (const event of rows.flatMap(eventsOf)) {
    const step = feed(state, event);
    state = step.state;
    strikes.push(...step.strikes);
  }
  return { state, strikes };
}

/** The vectors' short rows. @param {any} strike */
function short(strike) {
  const { type, time, note, velocity, channel, value, after, down } = strike;
  const rest = /** @type {Record<string, any[]>} */ ({
    down: [note, velocity, channel],
    up: [note, velocity, channel],
    brushed: [note, after],
    pedal: [down],
  });
  return [type, time, ...(rest[type] ?? [note, value, channel])];
}

for (const { name, strikes, brushed } of vectors.brush)
  test(`brush: ${name}`, () => {
    const rows = strikes.map((/** @type {number[]} */ [ms, ...data]) => [ms, [0x90, ...data]]);
    const told = play(rows).strikes.filter(({ type }) => type === 'down' || type === 'brushed');
    const indices = told.flatMap(({ type }, at) => (type === 'brushed' ? [at] : []));

    assert.deepEqual(indices, brushed);
  });

for (const { name, events, strikes, tones } of vectors.feed)
  test(`feed: ${name}`, () => {
    const heard = play(events).strikes;

    assert.deepEqual(heard.map(short), strikes);
    if (!tones) return;
    const downs = heard.filter((strike) => strike.type === 'down');
    const toneOf = (/** @type {any} */ { bend, pressure, timbre }) => ({ bend, pressure, timbre });
    assert.deepEqual(downs.map(toneOf), tones);
  });

test('state is never changed in place', () => {
  const event = eventsOf([0, [0x90, 60, 64]])[0];
  const first = Object.freeze(start());
  const { state } = feed(first, event);
  const kept = JSON.stringify(state);
  feed(state, eventsOf([5, [0x80, 60, 64]])[0]);

  assert.deepEqual(first, start());
  assert.equal(JSON.stringify(state), kept);
});

test('after any flood of messages a vanished keyboard has let go of all its keys', () => {
  let seed = 25;
  const dice = (/** @type {number} */ n) => (seed = (seed * 48271) % 2147483647) % n;
  for (let round = 0; round < 50; round += 1) {
    /** @type {Row[]} */
    const rows = Array.from({ length: 300 }, (_, at) => [at, [128 + dice(128), dice(128), dice(128)]]);
    const { state, strikes } = play([...rows, [999, 'gone']]);
    const count = (/** @type {string} */ type) => strikes.filter((s) => s.type === type).length;

    assert.equal(count('down'), count('up'));
    assert.deepEqual(state, start());
  }
});
