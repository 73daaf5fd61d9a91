// The tour leads on by playing, and ends.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {BEGIN, STEPS, isOver, played, shortestWay, skipped} from '../../../extension/core/tour.js';

test('the tour teaches six different commands', () => {
  assert.equal(new Set(STEPS.map(({command}) => command)).size, 6);
});

test('playing each step leads to the end', () => {
  const end = STEPS.reduce((tour, {command}) => played(tour, command, true), BEGIN);

  assert.equal(isOver(end), true);
});

test('another command, or one without effect, is a try at the same step', () => {
  assert.deepEqual(played(BEGIN, 'tab.new', true), {at: 0, tries: 1, stuck: false});
  assert.deepEqual(played(BEGIN, STEPS[0].command, false), {at: 0, tries: 1, stuck: true});
});

test('skipping ends it, too, and no further', () => {
  let tour = BEGIN;
  for (let i = 0; i < 20; i += 1) tour = skipped(tour);

  assert.deepEqual(tour, {at: STEPS.length, tries: 0, stuck: false});
});

test('the shortest way of several is shown', () => {
  const words = [{keys: [0, 4, 0], commands: ['down']}, {keys: [9, 9], commands: ['down']}];

  assert.deepEqual(shortestWay(words, 'down'), [9, 9]);
  assert.deepEqual(shortestWay(words, 'up'), []);
});
