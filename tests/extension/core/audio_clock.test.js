// Audio clock: echoes come equally late, whatever the block the key fell into.

import assert from 'node:assert/strict';
import test from 'node:test';
import {NO_LEADS, schedule} from '../../../extension/core/audio_clock.js';

const BLOCK = 0.01;

/**
 * A sound card: audio time is computed a block at a time, 30 ms before it is heard.
 * @param {number} now s
 */
const card = (now) => ({
  now, current: BLOCK * (Math.floor(now / BLOCK) + 1), heard: now - 0.03, heardAt: now,
});

/**
 * Play notes and return how much later than its key each is scheduled, in s of audio time.
 * @param {number} count
 * @param {(i: number) => number} handling s from key to call
 */
function delays(count, handling) {
  let leads = NO_LEADS;
  return Array.from({length: count}, (_, i) => {
    const event = 1 + i * 0.1237;
    const reading = card(event + handling(i));
    const answer = schedule(leads, reading, event);
    leads = answer.leads;
    assert.ok(answer.when >= reading.current);
    return answer.when - event;
  });
}

test('once it knows the crest, every echo comes equally late', () => {
  const settled = delays(400, () => 0).slice(64);

  assert.ok(Math.max(...settled) - Math.min(...settled) < 0.0005);
});

test('handling a key a little later does not move its echo', () => {
  const settled = delays(400, (i) => (i % 5) * 0.0004).slice(64);

  assert.ok(Math.max(...settled) - Math.min(...settled) < 0.0005);
});

test('what ought to have sounded already sounds at once', () => {
  const reading = card(5);

  assert.equal(schedule(NO_LEADS, reading, 4).when, reading.current);
});

test('an event from the future, by a clock that is off, waits no longer than one of now', () => {
  assert.equal(schedule(NO_LEADS, card(5), 9).when, schedule(NO_LEADS, card(5), 5).when);
});

test('before the output has a time, sound begins at once', () => {
  const reading = {...card(5), heardAt: 0};

  assert.deepEqual(schedule(NO_LEADS, reading, 5), {when: reading.current, leads: NO_LEADS});
});

test('a stall is forgotten, and never makes echoes wait for seconds', () => {
  const stalled = schedule(NO_LEADS, {now: 5, current: 9, heard: 4.97, heardAt: 5}, 5);
  assert.equal(stalled.when, 9);

  let {leads} = stalled;
  for (let i = 0; i < 64; i += 1) leads = schedule(leads, card(5 + i / 10), 5 + i / 10).leads;
  assert.ok(Math.max(...leads) < 0.05);
});
