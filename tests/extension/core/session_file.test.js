// Sessions as files: the shared vectors.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { readSession, writeSession } from '../../../extension/core/session_file.js';
import { entryOf, FIELDS, inOrder } from '../../../extension/core/session_log.js';
import { entryIn, textOf } from '../../../extension/core/session_text.js';

const { sessions, texts, readings } = JSON.parse(
  readFileSync(new URL('../../vectors/sessions.json', import.meta.url), 'utf8'),
);
const bytesOf = (/** @type {string} */ base64) => new Uint8Array(Buffer.from(base64, 'base64'));

for (const { name, header, entries, tracks, file } of sessions)
  test(`written and read back: ${name}`, () => {
    assert.equal(Buffer.from(writeSession(header, entries)).toString('base64'), file);
    assert.deepEqual(readSession(bytesOf(file)), {
      session: { header, tracks, entries: inOrder(entries) }, flaws: [],
    });
  });

for (const { entry, kind, text } of texts)
  test(`as a text: ${text.slice(0, 60)}`, () => {
    const { at, tab, ...fields } = entry;

    assert.equal(textOf(entry), text);
    assert.deepEqual(entryIn(kind, text), fields);
  });

for (const { name, file, refused, header, tracks, entries, flaws } of readings)
  test(`read as far as it goes: ${name}`, () => {
    const read = readSession(bytesOf(file));
    if (refused) return assert.equal(read, null);

    assert.deepEqual(read?.session, { header, tracks, entries });
    assert.deepEqual(read?.flaws.map(({ offset, code }) => [offset, code]), flaws);
  });

test('every type of entry has a vector', () => {
  const tested = sessions.flatMap((/** @type {any} */ one) => one.entries.map((/** @type {any} */ { type }) => type));

  assert.deepEqual(new Set(tested), new Set(Object.keys(FIELDS)));
});

for (const { entries } of sessions)
  test(`its entries are entries: ${entries.length}`, () => {
    for (const entry of entries) assert.deepEqual(entryOf({ ...entry, besides: 1 }), entry);
  });

test('what lacks a field, a time or a tab is no entry', () => {
  const word = { at: 1, type: 'word', tab: 1, keys: [9, 9], command: 'scroll.down' };
  const wrongs = [null, 5, [], 'word', { ...word, at: -1 }, { ...word, at: 0.5 }, { ...word, tab: 0 },
    { ...word, keys: [25] }, { ...word, type: 'constructor' }, { ...word, command: undefined }];

  assert.deepEqual(wrongs.map(entryOf), wrongs.map(() => null));
});

test('every cut of a file is read, and what is read of it is how the whole one begins', () => {
  const whole = bytesOf(sessions[2].file);
  for (let length = 0; length < whole.length; length += 1) {
    const read = readSession(whole.slice(0, length));
    const found = read?.session.entries.filter(({ type }) => type !== 'text') ?? [];
    const last = (/** @type {number} */ tab) => found.filter((entry) => (entry.tab ?? 0) === tab);
    for (const tab of [0, 1, 2]) {
      const all = inOrder(sessions[2].entries).filter((entry) => (entry.tab ?? 0) === tab);
      if (read?.session.header) assert.deepEqual(last(tab), all.slice(0, last(tab).length));
    }
  }
});
