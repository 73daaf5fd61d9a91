// The recorder: entries on the session's own clock, secrets and private windows left out, written as they come.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Recorder} from '../../../extension/engine/recorder.js';

const WALL = Date.UTC(2026, 10, 20, 20);
const BOX = {role: 'textbox', name: 'Search', path: 'input'};

function world() {
  const made = {
    time: 1000,
    front: /** @type {any} */ ({id: 7, url: 'https://example.org/', title: 'One', secret: false}),
    kept: /** @type {any} */ (null), entries: /** @type {any[]} */ ([]), open: /** @type {any[]} */ ([]),
    told: /** @type {string[]} */ ([]), broken: false, stale: 0,
    recorder: /** @type {Recorder} */ (/** @type {unknown} */ (null)),
    /** Settles when all is written. */
    written: async () => {
      await made.recorder.flush();
      return made.entries.map(({at, type, tab, ...rest}) => [at, type, tab, rest.name ?? rest.command ?? rest.text ?? rest.title ?? rest.bytes]);
    },
  };
  made.recorder = new Recorder({
    now: () => made.time, wall: () => WALL + made.time - 1000, id: () => 'session-1', front: () => made.front,
    facts: () => ({lowest: 48, languages: [{name: 'base', version: 1}], made_by: 'Rubato 0.1.0'}),
    called: (started) => started.toISOString().slice(0, 10),
    changed: ({condition, at}) => { made.told.push(`${condition} ${at}`); },
    stale: () => { made.stale += 1; },
    failed: (error) => { made.told.push(String(error)); },
    store: {
      write: async (kept, entries, open) => {
        if (made.broken) throw new Error('full');
        made.kept = structuredClone(kept);
        made.entries.push(...structuredClone(entries));
        made.open = structuredClone([...open]);
      },
      read: async () => null,
    },
  });
  return made;
}

test('a session begins with a header, and is kept at once', async () => {
  const made = world();
  await made.recorder.start();

  assert.deepEqual(made.kept.header, {rubato: 1, title: '2026-11-20', started: '2026-11-20T20:00:00.000Z', lowest: 48,
    languages: [{name: 'base', version: 1}], made_by: 'Rubato 0.1.0'});
  assert.equal(made.kept.condition, 'recording');
  assert.deepEqual(made.told, ['recording 0']);
  assert.deepEqual(await made.written(), [[0, 'page', 1, 'One']]);
});

test('nothing is told before it begins, nor after it ends', async () => {
  const made = world();
  made.recorder.log({type: 'earcon', name: 'done'});
  await made.recorder.start();
  await made.recorder.stop();
  made.recorder.log({type: 'earcon', name: 'done'});
  made.recorder.begin({type: 'command', command: 'tab.next', ok: false, ms: 0})({type: 'command', command: 'tab.next', ok: true, ms: 0});

  assert.deepEqual(await made.written(), [[0, 'page', 1, 'One']]);
  assert.equal(made.kept.condition, 'off');
});

test('notes stand at the ms when they came, those of no channel nowhere', async () => {
  const made = world();
  await made.recorder.start();
  made.time = 1500;
  made.recorder.midi(new Uint8Array([0x90, 60, 64]), 1493.4);
  made.recorder.midi([0xf8], 1500);
  made.recorder.midi([0xb0, 64, 127], 1600);
  made.recorder.pressed(57);

  assert.deepEqual((await made.written()).slice(1), [
    [493, 'midi', 1, [0x90, 60, 64]], [500, 'midi', 1, [0xb0, 64, 127]],
    [500, 'midi', 1, [0x90, 57, 64]], [600, 'midi', 1, [0x80, 57, 64]],
  ]);
});

test('a command stands where it was asked for, with its page, its element and how long it took', async () => {
  const made = world();
  await made.recorder.start();
  made.time = 2000;
  const ended = made.recorder.begin({type: 'command', command: 'field.type', ok: false, ms: 0});
  made.recorder.meant({...BOX, secret: false});
  made.front = {...made.front, title: 'Two'};
  made.time = 2031;
  ended({type: 'command', command: 'field.type', value: 'harmony', ok: true, ms: 0});
  await made.recorder.flush();

  assert.deepEqual(made.entries.find(({type}) => type === 'command'), {
    at: 1000, type: 'command', tab: 1, command: 'field.type', value: 'harmony', ok: true, ms: 31, target: BOX,
    page: {url: 'https://example.org/', title: 'One'},
  });
});

test('what records a session is no part of it', async () => {
  const made = world();
  await made.recorder.start();
  made.recorder.begin({type: 'command', command: 'session.save', ok: false, ms: 0})({type: 'command', command: 'session.save', ok: true, ms: 0});

  assert.deepEqual(await made.written(), [[0, 'page', 1, 'One']]);
});

test('what goes into a secret field is left out, however it came there', async () => {
  const made = world();
  await made.recorder.start();
  const said = made.recorder.begin({type: 'speech', text: '', by: 'ear'});
  const typed = made.recorder.begin({type: 'command', command: 'field.type', ok: false, ms: 0});
  made.recorder.meant({...BOX, secret: true});
  typed({type: 'command', command: 'field.type', value: 'hunter2', ok: true, ms: 0});
  said({type: 'speech', text: 'type hunter2', by: 'ear'});
  await made.recorder.flush();

  assert.ok(!JSON.stringify([made.entries, made.open, made.kept]).includes('hunter2'));
  assert.equal(made.entries.find(({type}) => type === 'command').command, 'field.type');
});

test('what was to go into a field that nobody could look at is left out', async () => {
  const made = world();
  await made.recorder.start();
  const said = made.recorder.begin({type: 'speech', text: '', by: 'ear'});
  made.recorder.begin({type: 'command', command: 'field.type', ok: false, ms: 0})({type: 'command', command: 'field.type', value: 'hunter2', ok: false, ms: 0});
  said({type: 'speech', text: 'type hunter2', by: 'ear'});
  await made.recorder.flush();

  assert.ok(!JSON.stringify(made.entries).includes('hunter2'));
});

test('nothing of a private window is told, and nothing while one is in front', async () => {
  const made = world();
  await made.recorder.start();
  await made.recorder.flush();
  made.front = {id: 9, url: 'https://secret.example/', title: 'Private', secret: true};
  made.recorder.look();
  made.recorder.midi([0x90, 60, 64], made.time);
  made.recorder.log({type: 'earcon', name: 'done'});
  made.recorder.begin({type: 'speech', text: '', by: 'ear'})({type: 'speech', text: 'a secret', by: 'ear'});

  assert.deepEqual(await made.written(), [[0, 'page', 1, 'One']]);
});

test('each tab is a track, and its page is told when it is another', async () => {
  const made = world();
  await made.recorder.start();
  made.recorder.look();
  made.front = {...made.front, title: 'Loaded'};
  made.recorder.look();
  made.front = {id: 8, url: 'https://example.com/', title: 'Other', secret: false};
  made.recorder.log({type: 'earcon', name: 'done'});
  made.front = {id: 7, url: 'https://example.org/', title: 'Loaded', secret: false};
  made.recorder.look();

  assert.deepEqual(await made.written(), [[0, 'page', 1, 'One'], [0, 'page', 1, 'Loaded'], [0, 'page', 2, 'Other'], [0, 'earcon', 2, 'done']]);
});

test('while it is paused its clock stands still, and it goes on at the same ms', async () => {
  const made = world();
  await made.recorder.start();
  made.time = 6000;
  await made.recorder.pause();
  made.time = 66_000;
  made.recorder.log({type: 'earcon', name: 'lost'});
  await made.recorder.resume();
  made.time = 66_250;
  made.recorder.log({type: 'earcon', name: 'done'});

  assert.deepEqual((await made.written()).filter(([, type]) => type !== 'page'), [
    [5000, 'marker', undefined, 'pause'], [5000, 'marker', undefined, 'resume'], [5250, 'earcon', 1, 'done'],
  ]);
  assert.deepEqual(made.told.filter((one) => one.startsWith('paused')), ['paused 5000']);
});

test('a crash leaves what is under way as it was asked for, without its text', async () => {
  const made = world();
  await made.recorder.start();
  made.recorder.begin({type: 'speech', text: '', by: 'ear'});
  const ended = made.recorder.begin({type: 'command', command: 'address.open', ok: false, ms: 0});
  await made.recorder.flush();
  assert.deepEqual(made.open.map(({command, ok}) => [command, ok]), [['address.open', false]]);

  ended({type: 'command', command: 'address.open', value: 'x', ok: true, ms: 0});
  await made.recorder.flush();
  assert.deepEqual(made.open, []);
});

test('what could not be written is written the next time', async () => {
  const made = world();
  await made.recorder.start();
  made.broken = true;
  made.recorder.log({type: 'earcon', name: 'done'});
  await made.recorder.flush();
  made.broken = false;

  assert.deepEqual(await made.written(), [[0, 'page', 1, 'One'], [0, 'earcon', 1, 'done']]);
  assert.ok(made.told.includes('Error: full'));
});

test('another panel goes on while the clock runs; what was cut off goes on where it ended', async () => {
  const made = world();
  await made.recorder.start();
  made.time = 3000;
  await made.recorder.flush();
  const kept = made.kept;

  const heir = world();
  heir.time = 5000;
  await heir.recorder.goOn(kept, true);
  assert.deepEqual(heir.told, ['recording 4000']);
  heir.recorder.log({type: 'earcon', name: 'done'});
  assert.equal((await heir.written()).at(-1)?.[0], 4000);

  const later = world();
  later.time = 90_000;
  await later.recorder.goOn(kept, false);
  later.recorder.log({type: 'earcon', name: 'done'});
  assert.deepEqual((await later.written()).map(([at, type, tab]) => [at, type, tab]), [[2000, 'marker', undefined], [2000, 'page', 2], [2000, 'earcon', 2]]);
});

test('a value that no file could hold is left out, and its command stays', async () => {
  const made = world();
  await made.recorder.start();
  made.recorder.begin({type: 'command', command: 'x', ok: false, ms: 0})({type: 'command', command: 'x', value: /** @type {any} */ ({deep: [[]]}), ok: true, ms: 0});
  await made.recorder.flush();

  assert.deepEqual([made.entries.at(-1).command, made.entries.at(-1).value], ['x', undefined]);
});
