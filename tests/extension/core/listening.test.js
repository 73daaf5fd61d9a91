// Listening: each way and event, what is open then, and what counts.

import assert from 'node:assert/strict';
import {test} from 'node:test';

import {begin, follow, hear, mishear, modeOf, phaseOf} from '../../../extension/core/listening.js';

/** @typedef {import('../../../extension/core/listening.js').Event} Event */
/** @typedef {import('../../../extension/core/listening.js').Way} Way */

/** @param {Way} way @param {...Event} events */
const after = (way, ...events) => events.reduce(follow, begin(way));

/** @type {readonly [Way, Event[], string, string | null][]} */
const CASES = [
  ['open', [], 'closed', null],
  ['open', [{type: 'on'}], 'open', 'open'],
  ['open', [{type: 'on'}, {type: 'hold', who: 'pedal'}], 'open', 'open'],
  ['open', [{type: 'on'}, {type: 'off'}], 'closed', null],
  ['open', [{type: 'hold', who: 'pedal'}], 'talk', 'talk'],
  ['open', [{type: 'hold', who: 'pedal'}, {type: 'hold', who: 'pedal'}, {type: 'release', who: 'pedal'}], 'closed', null],
  ['open', [{type: 'waits'}], 'closed', null],
  ['open', [{type: 'once'}], 'open', 'open'],
  ['wake', [{type: 'on'}], 'asleep', 'open'],
  ['wake', [{type: 'waits'}], 'closed', null],
  ['wake', [{type: 'on'}, {type: 'waits'}], 'open', 'open'],
  ['wake', [{type: 'on'}, {type: 'waits'}, {type: 'rests'}], 'asleep', 'open'],
  ['wake', [{type: 'on'}, {type: 'once'}, {type: 'rests'}], 'open', 'open'],
  ['wake', [{type: 'on'}, {type: 'hold', who: 'button'}], 'talk', 'talk'],
  ['key', [{type: 'on'}], 'open', 'open'],
  ['key', [{type: 'waits'}], 'open', 'open'],
  ['hold', [{type: 'on'}], 'closed', null],
  ['hold', [{type: 'waits'}], 'closed', null],
  ['hold', [{type: 'hold', who: 'button'}], 'talk', 'talk'],
  ['open', [{type: 'dictate', on: true}], 'open', 'dictate'],
  ['key', [{type: 'dictate', on: true}, {type: 'dictate', on: false}], 'closed', null],
  ['wake', [{type: 'on'}, {type: 'dictate', on: true}, {type: 'off'}], 'closed', null],
  ['hold', [{type: 'dictate', on: true}], 'closed', null],
  ['hold', [{type: 'dictate', on: true}, {type: 'hold', who: 'pedal'}], 'talk', 'dictate-talk'],
  ['open', [{type: 'on'}, {type: 'try', what: 'text'}], 'open', 'dictate'],
  ['hold', [{type: 'dictate', on: true}, {type: 'try', what: 'commands'}], 'open', 'open'],
  ['open', [{type: 'converse', on: true}], 'open', 'dictate'],
  ['key', [{type: 'converse', on: true}, {type: 'converse', on: false}], 'closed', null],
  ['hold', [{type: 'converse', on: true}], 'closed', null],
  ['hold', [{type: 'converse', on: true}, {type: 'hold', who: 'pedal'}], 'talk', 'dictate-talk'],
  ['open', [{type: 'on'}, {type: 'way', way: 'hold'}], 'closed', null],
  ['open', [{type: 'on'}, {type: 'way', way: 'wake'}], 'asleep', 'open'],
];

for (const [way, events, phase, mode] of CASES) {
  test(`${way}: ${events.map(({type}) => type).join(', ') || 'nothing'}: ${phase}`, () => {
    const state = after(way, ...events);
    assert.deepEqual([phaseOf(state), modeOf(state)], [phase, mode]);
  });
}

test('a conversation and a dictation end each other', () => {
  const talks = after('open', {type: 'dictate', on: true}, {type: 'converse', on: true});
  assert.deepEqual([talks.dictating, talks.conversing], [false, true]);
  const writes = follow(talks, {type: 'dictate', on: true});
  assert.deepEqual([writes.dictating, writes.conversing], [true, false]);
});

test('text that happens to be dictated is no command for lack of a wake word, and one with it is', () => {
  const state = after('wake', {type: 'on'}, {type: 'dictate', on: true});
  const text = hear(state, 'stop dictation', 'dictate', 'rubato');
  assert.deepEqual([text.act, text.text], ['stop dictation', true]);
  const command = hear(state, 'rubato next tab', 'dictate', 'rubato');
  assert.deepEqual([command.act, command.text], ['next tab', false]);
});

test('what ended after the microphone was closed counts in the open way only', () => {
  assert.equal(hear(begin('open'), 'next tab', 'open', 'rubato').act, 'next tab');
  for (const way of /** @type {const} */ (['wake', 'key', 'hold'])) assert.equal(hear(begin(way), 'next tab', 'open', 'rubato').act, null);
});

test('of what was not understood only what was asked for is told', () => {
  assert.equal(mishear(after('open', {type: 'on'}), 'hm', 'open').tell, false);
  assert.equal(mishear(after('key', {type: 'waits'}), 'hm', 'open').tell, false);
  assert.equal(mishear(after('key', {type: 'once'}), 'hm', 'open').tell, true);
  assert.equal(mishear(begin('open'), 'hm', 'talk').tell, true);
});
