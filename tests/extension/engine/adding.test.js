// Adding to the library: how far it is shown and said, one at a time, stopped.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Adding} from '../../../extension/engine/adding.js';

const WHAT = {title: 'Talk', address: 'https://talk.test/', topics: []};
/** @type {import('../../../extension/handlers/library_port.js').Added} */
const ADDED = {id: 7, title: 'Talk', outcome: 'added', reason: '', passages: 3, put: []};

const makeWorld = () => {
  const world = {
    shown: /** @type {any[]} */ ([]), told: /** @type {string[]} */ ([]),
    /** What the server tells, and how it ends. */
    step: /** @type {(doing: 'fetching' | 'hearing', done: number, total: number) => void} */ (() => undefined),
    end: /** @type {(error?: Error) => void} */ (() => undefined),
    adding: new Adding({show: (adds) => { world.shown.push(adds); }, tell: ({key, args}) => { world.told.push([key, ...args].join(' ')); }}),
    run: (what = WHAT) => world.adding.run(what, (_, signal, told) => new Promise((resolve, reject) => {
      world.step = (doing, done, total) => told({doing, done, total});
      world.end = (error) => (error ? reject(error) : resolve(ADDED));
      signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    })),
  };
  return world;
};

test('what is added is shown until it is there', async () => {
  const world = makeWorld();
  const running = world.run();
  world.step('fetching', 512, 1024);
  world.step('fetching', 600, 0);
  world.end();
  assert.equal(await running, ADDED);
  assert.deepEqual(world.shown, [{title: 'Talk', doing: 'reading', percent: null}, {title: 'Talk', doing: 'fetching', percent: 50}, {title: 'Talk', doing: 'fetching', percent: null}, null]);
  assert.deepEqual(world.told, []);
});

test('what is heard takes long: that is said, and then each quarter', async () => {
  const world = makeWorld();
  const running = world.run();
  for (const done of [0, 10, 26, 30, 55, 100]) world.step('hearing', done, 100);
  world.end();
  await running;
  assert.deepEqual(world.told, ['say_library_hearing Talk', 'say_library_heard Talk 26', 'say_library_heard Talk 55']);
});

test('it is stopped, and a second one waits for nobody', async () => {
  const world = makeWorld();
  const running = world.run();
  await assert.rejects(world.run(), ({why}) => why.key === 'why_adding_already');
  assert.deepEqual([world.adding.halt(), world.shown.length], [true, 1]);
  await assert.rejects(running, ({why}) => why.key === 'why_adding_stopped' && why.args[0] === 'Talk');
  assert.deepEqual([world.adding.halt(), world.shown.at(-1)], [false, null]);
});

test('what the server refuses stays what it says', async () => {
  const world = makeWorld();
  const running = world.run({...WHAT, title: ''});
  assert.equal(world.shown[0].title, 'https://talk.test/');
  const refused = new Error('private');
  world.end(refused);
  await assert.rejects(running, refused);
});
