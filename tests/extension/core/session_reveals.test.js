// What a session reveals, the commands in it, and a session as JSON.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { readSessionJson, sessionJson } from '../../../extension/core/session_json.js';
import { inOrder } from '../../../extension/core/session_log.js';
import { commandsIn, reveals } from '../../../extension/core/session_reveals.js';

const { sessions } = JSON.parse(readFileSync(new URL('../../vectors/sessions.json', import.meta.url), 'utf8'));
const [, played, full] = sessions;

test('addresses, titles, texts said and given, names and markers are revealed, each once', () => {
  const found = reveals({ ...full, entries: [...full.entries, ...full.entries] });

  assert.deepEqual(found, {
    pages: ['https://example.org/', 'Grüße, 世界 🎹 {not JSON} · https://example.com/a', 'Grüße · https://example.com/a'],
    said: ['go to tab two'],
    typed: ['har"mony\n{x}'],
    targets: ['link Next'],
    media: [],
    texts: ['Evening', 'a {brace} and a\nline'],
  });
});

test('names and texts in answers are revealed, and no numbers or names of commands', () => {
  const answered = sessions.find((/** @type {any} */ { name }) => name.includes('answered'));

  assert.deepEqual(reveals(answered).targets, ['fugue']);
});

test('sound and pictures are revealed by what they were taken from', () => {
  const { header, entries } = sessions.at(-1);

  assert.deepEqual(reveals({ header, tracks: [], entries }).media, ['microphone Klavier {USB} Mikrofon', 'tab-picture A fugue']);
});

test('notes and words alone reveal nothing', () => {
  const entries = played.entries.filter((/** @type {any} */ { type }) => type === 'midi' || type === 'word');

  assert.deepEqual(reveals({ header: null, tracks: [], entries }), { pages: [], said: [], typed: [], targets: [], media: [], texts: [] });
});

test('commands are counted, those that destroy first', () => {
  const one = { at: 0, type: 'command', tab: 1, command: 'scroll.down', ok: true, ms: 1 };
  const entries = /** @type {any} */ ([one, one, { ...one, command: 'tab.next' }, { ...one, command: 'channel.close' }]);

  assert.deepEqual(commandsIn({ header: null, tracks: [], entries }, (name) => name === 'channel.close'), [
    { command: 'channel.close', count: 1, destroys: true },
    { command: 'scroll.down', count: 2, destroys: false },
    { command: 'tab.next', count: 1, destroys: false },
  ]);
});

for (const { name, header, entries, tracks } of sessions)
  test(`as JSON and back: ${name}`, () => {
    const read = readSessionJson(sessionJson(header, entries));

    assert.deepEqual(read, { session: { header, tracks, entries: inOrder(entries) }, flaws: [] });
  });

test('JSON that is no session is refused, and what is no entry is left out and counted', () => {
  assert.equal(readSessionJson('{'), null);
  assert.equal(readSessionJson('[1]'), null);
  assert.equal(readSessionJson('{"entries": 5}'), null);
  const read = readSessionJson(JSON.stringify({ entries: [{ at: 0, type: 'word' }, null, { at: 1, type: 'marker', name: 'x' }] }));
  assert.deepEqual(read?.session.entries, [{ at: 1, type: 'marker', name: 'x' }]);
  assert.deepEqual(read?.flaws.map(({ code, facts }) => [code, facts.count]), [['plain', undefined], ['unread', 2]]);
});
