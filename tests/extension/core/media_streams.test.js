// Media streams: parts of one device are one stream, with when there is something in it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { mediaEntry, streamsOf } from '../../../extension/core/media_streams.js';
import { entryOf } from '../../../extension/core/session_log.js';

/** @param {Partial<import('../../../extension/core/media_streams.js').Part>} part @returns {any} */
const part = (part) => ({ id: 'p', session: 's', kind: 'microphone', name: 'Piano', mime: 'audio/webm', from: 0, to: 0, tab: 1, ...part });

test('parts of a device are one stream in their order, another device is another stream', () => {
  const [first, second] = streamsOf([
    part({ id: 'c', from: 5000, to: 9000 }), part({ id: 'b', name: 'Other', from: 3000, to: 4000, tab: 2 }), part({ id: 'a', from: 100, to: 5012 }),
  ]);

  assert.deepEqual([first.name, first.at, first.parts.map(({ id }) => id), first.spans], ['Piano', 100, ['a', 'c'], [[100, 5000], [5000, 9000]]]);
  assert.deepEqual([second.name, second.at, second.tab], ['Other', 3000, 2]);
});

test('what the file of the session says of it is an entry, before its own file is whole and after', () => {
  const [stream] = streamsOf([part({ from: 20, to: 30 })]);
  const whole = { sha256: 'ab'.repeat(32), size: 5 };

  for (const entry of [mediaEntry(stream), mediaEntry(stream, whole)]) assert.deepEqual(entryOf(entry), entry);
});
