// Session clock: runs with the time it is given, and stands still in a pause.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {SessionClock} from '../../../extension/engine/session_clock.js';

test('it runs, stands, and goes on at the same ms', () => {
  let now = 500;
  const clock = new SessionClock(() => now);
  assert.equal(clock.at, 0);
  clock.set(0, true);
  now = 1600.4;
  assert.equal(clock.at, 1100);
  clock.set(clock.at, false);
  now = 9000;
  assert.equal(clock.at, 1100);
  clock.set(clock.at, true);
  now = 9010;
  assert.equal(clock.at, 1110);
});

test('what came at a time stands there, not before it was set nor behind what is now', () => {
  let now = 0;
  const clock = new SessionClock(() => now);
  clock.set(1000, true);
  now = 100;

  assert.deepEqual([-50, 40.6, 100, 500].map((time) => clock.atTime(time)), [1000, 1041, 1100, 1100]);
});
