// Media takes: each medium runs exactly while the session does, and the session goes on whatever becomes of them.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {MediaTakes} from '../../../extension/engine/media_takes.js';

/** A turn of the promises that wait. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

function world() {
  const made = {
    session: /** @type {any} */ ({condition: 'off', id: '', at: 0, track: 1}),
    wanted: new Set(['microphone']),
    refuse: /** @type {any} */ (null),
    full: false,
    cannot: false,
    did: /** @type {string[]} */ ([]),
    told: /** @type {string[]} */ ([]),
    parts: /** @type {Map<string, any>} */ (new Map()),
    lose: /** @type {any} */ (null),
    piece: /** @type {any} */ (null),
    takes: /** @type {MediaTakes} */ (/** @type {unknown} */ (null)),
    /** The recorder does something, and tells it. @param {object} change */
    become: async (change) => {
      Object.assign(made.session, change);
      made.takes.settle();
      await turn();
    },
    /** A piece of sound comes. @param {number} at @param {string} [sound] */
    come: (at, sound = 'la') => {
      made.session.at = at;
      made.piece(new TextEncoder().encode(sound).buffer);
    },
  };
  let ids = 0;
  made.takes = new MediaTakes({
    session: () => ({...made.session}),
    wanted: (kind) => made.wanted.has(kind),
    open: async (kind, lost) => {
      made.did.push(`open ${kind}`);
      if (made.refuse) return {ok: false, why: {key: made.refuse, args: []}};
      made.lose = lost;
      return {ok: true, value: {
        name: `a ${kind}`, close: () => { made.did.push(`close ${kind}`); },
        take: (piece) => {
          if (made.cannot) throw new Error('no such codec');
          made.did.push(`take ${kind} at ${made.session.at}`);
          made.piece = piece;
          return {mime: 'audio/webm', stop: async () => {
            made.did.push(`stop ${kind} at ${made.session.at}`);
            await turn();
            piece(new TextEncoder().encode('end').buffer);
          }};
        },
      }};
    },
    id: () => `part ${ids += 1}`,
    keep: async (part, data) => {
      if (made.full) throw new Error('full');
      const before = made.parts.get(part.id)?.sound ?? '';
      made.parts.set(part.id, {...part, sound: before + new TextDecoder().decode(data)});
    },
    changed: () => undefined,
    kept: (kinds) => { made.told.push(`kept ${kinds}`); },
    failed: (kind, {key}, ended) => { made.told.push(`${ended ? 'ended' : 'failed'} ${kind} ${key}`); },
  });
  return made;
}

const RECORDING = {condition: 'recording', id: 's', at: 0};

test('nothing is opened that nobody asked for, nor while nothing is recorded', async () => {
  const made = world();
  made.takes.retry();
  await turn();
  made.wanted.clear();
  await made.become(RECORDING);

  assert.deepEqual([made.did, made.told, made.takes.now], [[], [], []]);
});

test('it runs from the ms when it is open, and is kept piece by piece', async () => {
  const made = world();
  await made.become({...RECORDING, at: 120});
  made.come(620, 'do');
  made.come(1120, 're');
  await made.takes.whole();

  assert.deepEqual(made.told, ['kept microphone']);
  assert.deepEqual(made.takes.now, [{kind: 'microphone', state: 'kept', name: 'a microphone', why: null}]);
  assert.deepEqual([...made.parts.values()], [{id: 'part 1', session: 's', kind: 'microphone', name: 'a microphone', mime: 'audio/webm',
    from: 120, to: 1120, tab: 1, sound: 'dore'}]);
});

test('a pause ends the part at its ms and keeps the device, and the next part begins there', async () => {
  const made = world();
  await made.become(RECORDING);
  made.come(500, 'do');
  await made.become({condition: 'paused', at: 800});
  assert.equal(made.takes.now[0].state, 'waiting');
  await made.become({condition: 'recording'});
  made.come(1300, 're');
  await made.become({condition: 'off', at: 1500});
  await made.takes.whole();

  assert.deepEqual(made.did, ['open microphone', 'take microphone at 0', 'stop microphone at 800', 'take microphone at 800',
    'stop microphone at 1500', 'close microphone']);
  assert.deepEqual([...made.parts.values()].map(({from, to, sound}) => [from, to, sound]), [[0, 800, 'doend'], [800, 1500, 'reend']]);
});

test('what cannot be had is said once, and tried again at the next resume and when a device comes', async () => {
  const made = world();
  made.refuse = 'why_media_none';
  await made.become(RECORDING);
  await made.become({at: 10});
  assert.deepEqual(made.told, ['failed microphone why_media_none']);
  assert.deepEqual(made.takes.now, [{kind: 'microphone', state: 'failed', name: '', why: {key: 'why_media_none', args: []}}]);
  made.takes.retry();
  await turn();
  assert.equal(made.told.length, 1);
  await made.become({condition: 'paused'});
  await made.become({condition: 'recording'});
  assert.equal(made.told.length, 2);
  made.refuse = null;
  made.takes.retry();
  await turn();

  assert.deepEqual(made.told.slice(2), ['kept microphone']);
});

test('a device that goes ends its part and is said; it goes on when it comes back, as a part of its own', async () => {
  const made = world();
  await made.become(RECORDING);
  made.come(500);
  made.session.at = 700;
  made.lose({key: 'why_media_lost_microphone', args: []});
  await turn();
  made.session.at = 5000;
  made.takes.retry();
  await turn();
  made.come(5500);
  await made.takes.whole();

  assert.deepEqual(made.told, ['kept microphone', 'ended microphone why_media_lost_microphone', 'kept microphone']);
  assert.deepEqual([...made.parts.values()].map(({from, to}) => [from, to]), [[0, 700], [5000, 5500]]);
});

test('where there is no room it ends and is said, what was kept stays, and the others go on', async () => {
  const made = world();
  await made.become(RECORDING);
  made.come(500, 'do');
  await made.takes.whole();
  made.full = true;
  made.come(1000, 're');
  made.come(1500, 'mi');
  await made.takes.whole();
  await turn();
  made.full = false;
  await made.takes.whole();

  assert.deepEqual(made.told, ['kept microphone', 'ended microphone why_media_no_room']);
  assert.deepEqual([...made.parts.values()].map(({sound}) => sound), ['do']);
  assert.equal(made.session.condition, 'recording');
});

test('what the browser cannot record is said, and the session goes on', async () => {
  const made = world();
  made.cannot = true;
  await made.become(RECORDING);

  assert.deepEqual(made.told, ['ended microphone why_media_failed']);
  assert.deepEqual(made.did.slice(-1), ['close microphone']);
  assert.equal(made.takes.now[0].state, 'failed');
});

test('nothing is kept while a private window is in front, nor what came before that was noticed', async () => {
  const made = world();
  await made.become(RECORDING);
  made.come(500, 'do');
  made.session.track = 0;
  made.come(1000, 'secret');
  await turn();
  assert.equal(made.takes.now[0].state, 'waiting');
  await made.become({track: 1, at: 4000});
  made.come(4500, 're');
  await made.become({track: 0, at: 4700});
  await made.takes.whole();

  assert.deepEqual([...made.parts.values()].map(({from, sound}) => [from, sound]), [[0, 'do'], [4000, 're']]);
});

test('nothing is opened while a private window is in front', async () => {
  const made = world();
  await made.become({...RECORDING, track: 0});
  assert.deepEqual(made.did, []);
  await made.become({track: 1});

  assert.deepEqual(made.did, ['open microphone', 'take microphone at 0']);
});

test('what is turned off in the middle ends, what is turned on begins', async () => {
  const made = world();
  await made.become(RECORDING);
  made.wanted.delete('microphone');
  made.wanted.add('camera');
  made.session.at = 900;
  made.takes.retry();
  await turn();

  assert.deepEqual(made.did.slice(2), ['stop microphone at 900', 'close microphone', 'open camera', 'take camera at 900']);
});

test('what opens only after the session has ended is closed again', async () => {
  const made = world();
  Object.assign(made.session, RECORDING);
  made.takes.settle();
  await made.become({condition: 'off'});

  assert.deepEqual(made.did, ['open microphone', 'close microphone']);
  assert.deepEqual(made.told, []);
});
