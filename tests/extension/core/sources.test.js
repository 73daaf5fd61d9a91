// Sources: one keyboard counts once, whoever sees it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { normalName, route, silenced } from '../../../extension/core/sources.js';

/** @import { SeenPort } from '../../../extension/core/sources.js' */

/** @type {SeenPort} */
const WEB = { id: 'k#1', name: 'Keystation MIDI 1', manufacturer: 'M-Audio' };
/** @type {SeenPort} */
const BRIDGED = { id: 'Keystation MIDI 1', name: 'Keystation MIDI 1' };

/** @param {Partial<Parameters<typeof route>[0]>} seen */
const playing = (seen) =>
  route({ web: [], bridge: [], wanted: null, ...seen })
    .filter((device) => device.playing).map(({ id }) => id);

test('a keyboard seen by both plays through Web MIDI alone', () => {
  assert.deepEqual(playing({ web: [WEB], bridge: [BRIDGED] }), ['web:k#1']);
});

test('the bridge\'s copy is listed as one', () => {
  const [, copy] = route({ web: [WEB], bridge: [BRIDGED], wanted: null });

  assert.deepEqual([copy.source, copy.copy, copy.playing], ['bridge', true, false]);
});

test('the bridge plays what Web MIDI does not see', () => {
  assert.deepEqual(playing({ bridge: [BRIDGED] }), ['bridge:Keystation MIDI 1']);
});

test('two different keyboards play both', () => {
  const other = { id: 'x', name: 'Seaboard' };
  assert.deepEqual(playing({ web: [WEB], bridge: [other] }), ['web:k#1', 'bridge:x']);
});

test('a keyboard that Web MIDI sees but cannot open plays through the bridge', () => {
  const seen = { web: [{ ...WEB, open: false }], bridge: [BRIDGED] };
  assert.deepEqual(playing(seen), ['bridge:Keystation MIDI 1']);
});

test('names are the same whatever the case, dashes, and blanks', () => {
  assert.equal(normalName('  KeyStation-Mini  32 '), normalName('keystation mini 32'));
  assert.notEqual(normalName('UM-2 MIDI 1'), normalName('UM-2 MIDI 2'));
});

test('a maker\'s name before the port\'s hides nothing', () => {
  const bridged = { id: 'b', name: 'M-Audio Keystation MIDI 1' };
  assert.deepEqual(playing({ web: [WEB], bridge: [bridged] }), ['web:k#1']);
});

test('a bridged name with the client before it is the same keyboard, part of a word is not', () => {
  const web = [{ id: 'w', name: 'out' }];
  assert.deepEqual(playing({ web, bridge: [{ id: 'b', name: 'vmpk out' }] }), ['web:w']);
  assert.deepEqual(playing({ web, bridge: [{ id: 'b', name: 'layout' }] }), ['web:w', 'bridge:b']);
});

test('names in any script are told apart', () => {
  assert.notEqual(normalName('ピアノ'), normalName('鍵盤'));
});

test('the wanted keyboard alone plays, by whichever source has it', () => {
  const other = { id: 'x', name: 'Seaboard' };
  const wanted = 'keystation midi 1';

  assert.deepEqual(playing({ web: [other, WEB], bridge: [BRIDGED], wanted }), ['web:k#1']);
  assert.deepEqual(playing({ web: [other], bridge: [BRIDGED], wanted }),
    ['bridge:Keystation MIDI 1']);
  assert.deepEqual(playing({ web: [other], wanted }), []);
});

test('two keyboards of one model play both', () => {
  const web = [WEB, { ...WEB, id: 'k#2' }];
  const bridge = [BRIDGED, { ...BRIDGED, id: 'Keystation MIDI 1 #2' }];
  assert.deepEqual(playing({ web, bridge }), ['web:k#1', 'web:k#2']);
});

test('loopback and the server\'s own ports are no keyboards', () => {
  const web = [{ id: '1', name: 'Midi Through Port-0' }, { id: '2', name: 'rubato-bridge in' }];
  assert.deepEqual(route({ web, bridge: [], wanted: null }), []);
});

test('a source that takes over silences the other', () => {
  const bridged = route({ web: [], bridge: [BRIDGED], wanted: null });
  const both = route({ web: [WEB], bridge: [BRIDGED], wanted: null });

  assert.deepEqual(silenced(bridged, both), ['bridge:Keystation MIDI 1']);
  assert.deepEqual(silenced(both, bridged), ['web:k#1']);
  assert.deepEqual(silenced(both, both), []);
});

test('the bridge calls a keyboard what Web MIDI calls it', () => {
  const { names } = JSON.parse(
    readFileSync(new URL('../../vectors/ports.json', import.meta.url), 'utf8'),
  );
  // Chromium names an ALSA port by the port's own name, as the vectors of that API do.
  for (const { name } of names.filter((/** @type {any} */ one) => one.name))
    assert.deepEqual(playing({ web: [{ id: 'w', name }], bridge: [{ id: 'b', name }] }), ['web:w']);
});
