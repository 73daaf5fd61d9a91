// MIDI in, on a fake Web MIDI: permissions, plugging, a port in use, times.

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { openMidi } from '../../../extension/adapters/midi_in.js';
import '../fakes/midi_access.js';

/** The fake. @type {any} */
let midi;
/** The global object it was given to. @type {any} */
let world;
/** @type {any[]} */
let states;
/** @type {any[]} */
let messages;
/** @type {any[]} */
let ports;

beforeEach(() => {
  world = { navigator: {} };
  midi = /** @type {any} */ (globalThis).installFakeMidi(world);
  [states, messages, ports] = [[], [], []];
});

const open = () => openMidi({
  onState: (state, detail) => states.push(detail ? [state, detail] : state),
  onPorts: (now) => { ports = now; },
  onMessage: (port, bytes, time) => messages.push([port, [...bytes], time]),
}, world.navigator);

/** Lets all promises that are settled be heard. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('a keyboard that is there is heard, with the times of its events', async () => {
  midi.plug('Keys');
  await open();
  midi.send('Keys', [0x90, 60, 64], 123.5);

  assert.deepEqual(states, ['ready']);
  assert.deepEqual(ports, [{ id: 'Keys', name: 'Keys', manufacturer: 'Fake', open: true }]);
  assert.deepEqual(messages, [['Keys', [0x90, 60, 64], 123.5]]);
});

test('system exclusive is never asked for', async () => {
  await open();
  assert.deepEqual(midi.asked, [{ sysex: false }]);
});

test('a keyboard plugged in later is heard', async () => {
  await open();
  midi.plug('Late');
  midi.send('Late', [0x90, 60, 64], 1);

  assert.equal(messages.length, 1);
});

test('a keyboard unplugged is no longer listed, and replugged it plays on, each note once', async () => {
  midi.plug('Keys');
  await open();
  midi.unplug('Keys');
  const between = ports;
  midi.plug('Keys');
  midi.send('Keys', [0x90, 60, 64], 5);

  assert.deepEqual(between, []);
  assert.deepEqual(ports.map(({ id }) => id), ['Keys']);
  assert.equal(messages.length, 1);
});

test('a keyboard replugged under another id plays on', async () => {
  midi.plug({ id: '1', name: 'Keys' });
  await open();
  midi.unplug('Keys');
  midi.plug({ id: '2', name: 'Keys' });
  midi.send('Keys', [0x90, 60, 64], 5);

  assert.deepEqual(ports.map(({ id, name }) => [id, name]), [['2', 'Keys']]);
  assert.deepEqual(messages, [['2', [0x90, 60, 64], 5]]);
});

test('two keyboards are told apart by their ids', async () => {
  midi.plug({ id: '1', name: 'One' });
  midi.plug({ id: '2', name: 'Two' });
  await open();
  midi.send('One', [0x90, 60, 1], 1);
  midi.send('Two', [0x90, 60, 2], 2);

  assert.deepEqual(messages.map(([port]) => port), ['1', '2']);
});

test('a keyboard that another program holds is listed as not open, and opens once it is free', async () => {
  midi.plug({ name: 'Held', held: true });
  await open();
  await settled();
  const held = ports;
  midi.plug({ name: 'Held', held: false });
  await settled();

  assert.deepEqual(held.map((port) => port.open), [false]);
  assert.deepEqual(ports.map((port) => port.open), [true]);
});

test('a permission not given yet is said and nothing is asked', async () => {
  midi.permission.state = 'prompt';
  await open();

  assert.deepEqual(states, ['prompt']);
  assert.deepEqual(midi.asked, []);
});

test('a permission given later begins to hear', async () => {
  midi.permission.state = 'prompt';
  midi.plug('Keys');
  await open();
  midi.permission.become('granted');
  await settled();
  midi.send('Keys', [0x90, 60, 64], 1);

  assert.deepEqual(states, ['prompt', 'ready']);
  assert.equal(messages.length, 1);
});

test('a permission taken away ends hearing and takes the ports', async () => {
  midi.plug('Keys');
  await open();
  midi.permission.become('denied');
  midi.send('Keys', [0x90, 60, 64], 1);
  midi.plug('Other');

  assert.deepEqual(states, ['ready', 'denied']);
  assert.deepEqual([ports, messages], [[], []]);
});

test('a permission taken away while the browser still thinks counts', async () => {
  const opened = open();
  await Promise.resolve();
  midi.permission.become('denied');
  await opened;
  await settled();

  assert.equal(states.at(-1), 'denied');
});

test('a system without MIDI is said with its reason', async () => {
  midi.error = new DOMException('Platform dependent initialization failed', 'InvalidStateError');
  await open();

  assert.deepEqual(states, [['failed', 'Platform dependent initialization failed']]);
});

test('a browser without Web MIDI is said', async () => {
  world.navigator = {};
  await open();

  assert.deepEqual(states, ['unsupported']);
});
