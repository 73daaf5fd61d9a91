// The keyboard: notes to keys, the lowest key learned, channels.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  DEFAULT_KEYBOARD, HIGHEST_LOWEST, hears, isKeyboard, keyOf, learnLowest, noteOf,
} from '../../../extension/core/keyboard.js';

/** @type {import('../../../extension/core/midi_message.js').Message} */
const ON = { type: 'note_on', channel: 1, note: 60, velocity: 64 };

test('the 25 notes from the lowest up are the keys, and all others are music', () => {
  assert.deepEqual(
    [47, 48, 60, 72, 73].map((note) => keyOf(DEFAULT_KEYBOARD, note)),
    [null, 0, 12, 24, null],
  );
});

test('a key and its note are each other\'s', () => {
  const keyboard = { ...DEFAULT_KEYBOARD, lowest: 36 };
  for (let key = 0; key < 25; key += 1) assert.equal(keyOf(keyboard, noteOf(keyboard, key)), key);
});

test('the lowest key is learned from the note played', () => {
  assert.deepEqual(learnLowest(DEFAULT_KEYBOARD, 36), {
    ok: true, keyboard: { lowest: 36, channel: 'any' }, isC: true,
  });
});

test('a lowest key that is no C is said to be none', () => {
  const learned = learnLowest(DEFAULT_KEYBOARD, 47);

  assert.equal(learned.ok && learned.isC, false);
});

test('a lowest key with too few notes above it is refused', () => {
  assert.equal(learnLowest(DEFAULT_KEYBOARD, HIGHEST_LOWEST).ok, true);
  assert.deepEqual(learnLowest(DEFAULT_KEYBOARD, 104), { ok: false, highest: 103 });
});

test('any channel is heard, or one as players count them', () => {
  assert.equal(hears({ lowest: 48, channel: 'any' }, ON), true);
  assert.equal(hears({ lowest: 48, channel: 2 }, ON), true);
  assert.equal(hears({ lowest: 48, channel: 1 }, ON), false);
});

test('a system message is heard whatever the channel', () => {
  assert.equal(hears({ lowest: 48, channel: 1 }, { type: 'reset' }), true);
});

test('only a whole keyboard within its ranges passes as a setting', () => {
  const good = [DEFAULT_KEYBOARD, { lowest: 0, channel: 1 }, { lowest: 103, channel: 16 }];
  const bad = [null, {}, 7, { lowest: 48 }, { lowest: 104, channel: 'any' },
    { lowest: -1, channel: 'any' }, { lowest: 48.5, channel: 'any' }, { lowest: 48, channel: 0 },
    { lowest: 48, channel: 17 }, { lowest: '48', channel: 'any' }];

  assert.deepEqual(good.map(isKeyboard), good.map(() => true));
  assert.deepEqual(bad.map(isKeyboard), bad.map(() => false));
});
