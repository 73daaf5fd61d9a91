// UTF-8 as the browser's own coders have it, and Latin-1 where it is none.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fromUtf8, readText, toUtf8 } from '../../../extension/core/utf8.js';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

test('every character becomes what the browser makes of it, and comes back', () => {
  for (let code = 0; code < 0x110000; code += code < 0x3000 ? 1 : 97) {
    const letter = String.fromCodePoint(code);
    assert.deepEqual(toUtf8(letter), [...new TextEncoder().encode(letter)]);
    if (code < 0xd800 || code > 0xdfff) assert.equal(fromUtf8(new Uint8Array(toUtf8(letter))), letter);
  }
});

test('what the browser refuses is refused', () => {
  for (let first = 0; first < 256; first += 1)
    for (const rest of [[], [0x80], [0xbf], [0x80, 0x80], [0xa0, 0x80], [0x90, 0x80, 0x80], [0x80, 0x80, 0x80], [0xbf, 0xbf, 0xbf], [0x41]]) {
      const bytes = new Uint8Array([first, ...rest]);
      assert.equal(fromUtf8(bytes), decoded(bytes), String(bytes));
    }
});

/** @param {Uint8Array} bytes */
function decoded(bytes) {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

test('long texts come back whole', () => {
  const text = 'ü🎹'.repeat(5000);
  assert.equal(fromUtf8(new Uint8Array(toUtf8(text))), text);
});

test('a text of a MIDI file is UTF-8, or Latin-1, without the NULs behind it', () => {
  assert.equal(readText(new Uint8Array([0x42, 0xfc, 0x72, 0x6f, 0, 0])), 'Büro');
  assert.equal(readText(new Uint8Array(toUtf8('Büro\0'))), 'Büro');
});
