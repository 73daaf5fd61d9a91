// MIDI messages: the shared vectors.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { CHANNEL_SPECS, SYSTEM_SPECS, parse } from '../../../extension/core/midi_message.js';

const { cases } = JSON.parse(
  readFileSync(new URL('../../vectors/midi_messages.json', import.meta.url), 'utf8'),
);

for (const { name, bytes, message } of cases)
  test(`bytes: ${name}`, () => assert.deepEqual(parse(bytes), message));

test('every row of the table has a vector', () => {
  const types = [...CHANNEL_SPECS, ...SYSTEM_SPECS].map((spec) => spec.type);
  const tested = cases.flatMap((/** @type {any} */ one) => one.message?.type ?? []);

  assert.deepEqual(new Set(tested), new Set([...types, 'sysex']));
});

test('the bytes of Web MIDI parse as plain numbers do', () => {
  assert.deepEqual(parse(new Uint8Array([0x90, 60, 64])), parse([0x90, 60, 64]));
});
