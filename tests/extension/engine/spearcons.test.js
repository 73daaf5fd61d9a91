// Spearcons: the name that one has come to, made once, its neighbours beforehand, and never too late.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Spearcons} from '../../../extension/engine/spearcons.js';
import {tone} from '../core/sounds.js';

const NAMES = ['one', 'two', 'three', 'four'];
const turn = () => new Promise((resolve) => { setImmediate(resolve); });

const makeWorld = () => {
  const world = {
    log: /** @type {string[]} */ ([]), on: true, failing: false, late: false,
    sounds: /** @type {((value?: any) => void)[]} */ ([]), spearcons: /** @type {Spearcons} */ (/** @type {unknown} */ (null)),
    spoken: () => world.log.filter((each) => each.startsWith('speak')),
  };
  world.spearcons = new Spearcons({
    on: () => world.on,
    speak: async (name) => {
      world.log.push(`speak ${name}`);
      if (world.late) await new Promise(() => undefined);
      return world.failing ? null : tone(200, 24_000, 0.5);
    },
    play: (samples) => { world.log.push(`play ${samples.length}`); return new Promise((ended) => { world.sounds.push(ended); }); },
    hush: () => { world.log.push('hush'); },
    after: () => world.late ? Promise.resolve() : new Promise(() => undefined),
  });
  return world;
};

test('the name is heard, and its neighbours are made beforehand', async () => {
  const {spearcons, log, sounds} = makeWorld();
  void spearcons.moved(NAMES, 1);
  await turn();
  assert.deepEqual(log, ['hush', 'speak two', 'speak three', 'speak one', 'play 6000']);
  assert.ok(spearcons.sounding);
  sounds[0]();
  await turn();
  assert.equal(spearcons.sounding, null);
});

test('each name is made once', async () => {
  const {spearcons, spoken} = makeWorld();
  for (const at of [1, 2, 1]) {
    void spearcons.moved(NAMES, at);
    await turn();
  }
  assert.deepEqual(spoken(), ['speak two', 'speak three', 'speak one', 'speak four']);
});

test('a list of which nothing is chosen is silent, and its first is made', async () => {
  const {spearcons, log} = makeWorld();
  await spearcons.moved(NAMES, -1);
  assert.deepEqual([log, spearcons.sounding], [['hush', 'speak one'], null]);
});

test('who moves on quickly hears the last name only', async () => {
  const {spearcons, log} = makeWorld();
  void spearcons.moved(NAMES, 0);
  void spearcons.moved(NAMES, 1);
  await turn();
  assert.equal(log.filter((each) => each.startsWith('play')).length, 1);
});

test('one that comes too late is not heard, and its words need not wait', async () => {
  const world = makeWorld();
  world.late = true;
  await world.spearcons.moved(NAMES, 1);
  assert.deepEqual([world.sounds.length, world.spearcons.sounding], [0, null]);
});

test('off, nothing is made or heard', async () => {
  const world = makeWorld();
  world.on = false;
  await world.spearcons.moved(NAMES, 1);
  assert.deepEqual(world.log, ['hush']);
});

test('one that failed is tried again, and one of another voice is made anew', async () => {
  const world = makeWorld();
  world.failing = true;
  await world.spearcons.moved(['one'], 0);
  world.failing = false;
  void world.spearcons.moved(['one'], 0);
  await turn();
  assert.equal(world.spoken().length, 2);
  world.spearcons.forget();
  void world.spearcons.moved(['one'], 0);
  await turn();
  assert.equal(world.spoken().length, 3);
});

test('what is hushed waits for nothing', async () => {
  const {spearcons} = makeWorld();
  void spearcons.moved(NAMES, 1);
  spearcons.hush();
  assert.equal(spearcons.sounding, null);
});
