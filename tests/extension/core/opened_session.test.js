// A file that somebody opens: MIDI, JSON, an earlier recording, or neither.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { lengthOfSession, openedSession } from '../../../extension/core/opened_session.js';
import { sessionJson } from '../../../extension/core/session_json.js';
import { inOrder } from '../../../extension/core/session_log.js';
import { toUtf8 } from '../../../extension/core/utf8.js';

const { sessions, readings } = JSON.parse(readFileSync(new URL('../../vectors/sessions.json', import.meta.url), 'utf8'));
const { header, entries, file } = sessions[2];
const bytesOf = (/** @type {string} */ base64) => new Uint8Array(Buffer.from(base64, 'base64'));
const textOf = (/** @type {string} */ text) => new Uint8Array(toUtf8(text));

test('MIDI and JSON of one session open as the same', () => {
  const midi = openedSession(bytesOf(file), 'a.mid');

  assert.deepEqual([midi?.session.header, midi?.session.entries, midi?.flaws], [header, inOrder(entries), []]);
  assert.deepEqual(openedSession(textOf(`\n ${sessionJson(header, entries)}`), 'a.json'), midi);
});

test('a recording is called as its file, and one of the earlier Rubato is imported', () => {
  const old = readings.find((/** @type {any} */ { name }) => name.startsWith('the founder'));
  const opened = openedSession(bytesOf(old.file), 'take 5.mid');

  assert.equal(opened?.session.header.title, 'take 5');
  assert.deepEqual(opened?.session.entries.filter(({ type }) => type === 'marker').map((one) => /** @type {any} */ (one).name), ['take 107', 'take 21']);
  assert.deepEqual(opened?.flaws.map(({ code }) => code), ['plain']);
});

test('what is neither is refused', () => {
  for (const text of ['', '{', '{"entries": 1}', '<!doctype html>', 'MThd'])
    assert.equal(openedSession(textOf(text), 'x'), null, text);
});

test('a session is as long as its last entry, or the end of its last command', () => {
  const command = { at: 10, type: 'command', tab: 1, command: 'x', ok: true, ms: 25 };

  assert.equal(lengthOfSession({ header: null, tracks: [], entries: /** @type {any} */ ([command, { at: 30, type: 'marker', name: 'x' }]) }), 35);
  assert.equal(lengthOfSession({ header: null, tracks: [], entries: [] }), 0);
});
