// A steady microphone, over a fake device and a clock that is set by hand.

import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';

import {SteadyMicrophone} from '../../../extension/panel/steady_microphone.js';

const NOISE = new Int16Array(320).fill(300).buffer;
const NOTHING = new Int16Array(320).buffer;
/** @type {any[]} */
let log;
/** @type {{hears: import('../../../extension/adapters/microphone.js').Hears, open: boolean}[]} Every device that was opened. */
let devices;
/** @type {{now: number, ticks: Map<number, () => void>, refusal: Error | null}} */
let world;

beforeEach(() => { [log, devices, world] = [[], [], {now: 0, ticks: new Map(), refusal: null}]; });

const made = () => new SteadyMicrophone({
  open: async (hears) => {
    if (world.refusal) throw world.refusal;
    const device = {hears, open: true};
    devices.push(device);
    await new Promise(setImmediate);
    return async () => { device.open = false; };
  },
  every: (ms, act) => { world.ticks.set(ms, act); return () => { if (world.ticks.get(ms) === act) world.ticks.delete(ms); }; },
  now: () => world.now,
  sound: (piece) => log.push(['sound', piece]),
  level: (level) => { if (level) log.push(['level', level.word]); },
  trouble: (why) => log.push(['trouble', why?.key]),
  renewed: () => log.push(['renewed']),
});

const turn = () => new Promise(setImmediate);

/** @param {number} ms @param {ArrayBuffer | null} sound What comes meanwhile. */
async function pass(ms, sound) {
  if (sound) for (let at = 0; at < ms; at += 20) devices.at(-1)?.hears.piece(sound);
  world.now += ms;
  world.ticks.get(200)?.();
  world.ticks.get(1000)?.();
  for (let n = 0; n < 4; n += 1) await turn();
  log = log.filter(([what]) => what !== 'sound');
}

test('while sound comes it stays as it is, and its level is told when it changes', async () => {
  await made().open();
  for (let n = 0; n < 20; n += 1) await pass(1000, NOISE);

  assert.deepEqual([devices.length, log], [1, [['level', 'quiet']]]);
});

test('timers that come late are no trouble while sound comes', async () => {
  await made().open();
  await pass(60_000, NOISE);

  assert.equal(devices.length, 1);
});

test('after a sleep it is opened anew at once', async () => {
  await made().open();
  await pass(1000, NOISE);
  await pass(3_600_000, null);

  assert.deepEqual([devices.map(({open}) => open), log.at(-1)], [[false, true], ['renewed']]);
});

test('where no sound comes it is opened anew, then it is said, and tried again more and more rarely', async () => {
  await made().open();
  for (let n = 0; n < 100; n += 1) await pass(1000, null);
  assert.equal(devices.length, 1 + 6);
  assert.deepEqual(log.filter(([what]) => what === 'trouble'), [['trouble', 'why_microphone_stalled']]);
  await pass(1000, NOISE);

  assert.deepEqual(log.filter(([what]) => what === 'trouble').at(-1), ['trouble', undefined]);
});

test('exact silence for five seconds is said once, and that there is sound again', async () => {
  await made().open();
  for (let n = 0; n < 12; n += 1) await pass(1000, NOTHING);
  await pass(1000, NOISE);

  assert.deepEqual(log.filter(([what]) => what === 'trouble'), [['trouble', 'why_microphone_silent'], ['trouble', undefined]]);
});

test('one that is muted is said to be that, and not to be silent', async () => {
  await made().open();
  devices[0].hears.muted(true);
  for (let n = 0; n < 12; n += 1) await pass(1000, NOTHING);
  devices[0].hears.muted(false);

  assert.deepEqual(log.filter(([what]) => what === 'trouble'), [['trouble', 'why_microphone_muted'], ['trouble', undefined]]);
});

test('let go and opened again while the device opens, one is open, and closed in the end', async () => {
  const microphone = made();
  const first = microphone.open();
  const letGo = microphone.close();
  const second = microphone.open();
  assert.deepEqual([await first, await second], [false, true]);
  await letGo;
  assert.deepEqual(devices.map(({open}) => open), [false, true]);
  await microphone.close();

  assert.deepEqual(devices.map(({open}) => open), [false, false]);
});

test('what an old device still tells changes nothing', async () => {
  const microphone = made();
  await microphone.open();
  await microphone.close();
  devices[0].hears.piece(NOISE);
  devices[0].hears.lost();
  await turn();

  assert.deepEqual([devices.length, log], [1, []]);
});

test('a device that went and cannot be had again is waited for', async () => {
  const microphone = made();
  await microphone.open();
  world.refusal = Object.assign(new Error('no'), {name: 'NotReadableError'});
  devices[0].hears.lost();
  await turn();
  await turn();
  world.refusal = null;
  await microphone.retry();

  assert.deepEqual(log, [['trouble', 'why_microphone_lost'], ['trouble', 'why_microphone_busy'], ['renewed']]);
  await microphone.retry();
  assert.equal(devices.length, 2);
});
