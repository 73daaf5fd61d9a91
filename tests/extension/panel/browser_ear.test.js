// The browser's ear, over a fake recognition.

import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';

import {BrowserEar} from '../../../extension/panel/browser_ear.js';
import {ENGLISH} from '../tongues.js';

/** @typedef {import('../../../extension/core/ears.js').There} There */
/** @type {any[]} */
let log;
/** @type {{ask: import('../../../extension/adapters/recognition.js').Ask, hears: import('../../../extension/adapters/recognition.js').Hears, end: string}[]} */
let begun;
/** @type {{there: There, refuses: any, waits: [() => void, number][], forms: any[]}} */
let world;

beforeEach(() => {
  [log, begun] = [[], []];
  world = {there: {onDevice: 'available', service: true}, refuses: null, waits: [], forms: [{phrase: 'next tab'}, {phrase: 'click on', value: 'text', names: ['Help']}]};
});

const made = (onDevice = true) => new BrowserEar({
  onDevice, language: () => 'en-GB', tongue: () => ENGLISH, called: (language) => `called ${language}`, refuses: () => world.refuses, there: async () => world.there,
  recognise: (ask, hears) => {
    const one = {ask, hears, end: ''};
    begun.push(one);
    return {stop: () => { one.end = 'stop'; }, abort: () => { one.end = 'abort'; }};
  },
  forms: async () => world.forms,
  after: (act, ms) => { world.waits.push([act, ms]); },
  hears: {
    began: () => undefined,
    heard: ({said, mode}) => log.push(['heard', said, mode]),
    unsure: ({said}) => log.push(['unsure', said]),
    text: ({said}) => log.push(['text', said]),
    ended: () => log.push(['ended']),
    tell: ({key}) => log.push(['tell', key]),
    show: (state) => log.push(['show', state]),
    level: () => undefined,
  },
});

/** @param {string} text */
const says = (text) => begun.at(-1)?.hears.said([{text, sure: 0.9}]);

/** As a recognition ends: what waits then is begun. */
const ends = () => {
  begun.at(-1)?.hears.ended();
  for (const [act] of world.waits.splice(0)) act();
};

test('it listens in the chosen language, on the device, with what may be said as its context', async () => {
  assert.deepEqual(await made().start('open'), {ok: true});

  assert.deepEqual(begun[0].ask, {language: 'en-GB', onDevice: true, phrases: ['next tab', 'click on', 'Help']});
});

test('what it understood is matched to what may be said', async () => {
  await made().start('open');
  says('Next tab');
  says('lovely weather');

  assert.deepEqual(log.slice(1), [['heard', 'next tab', 'open'], ['unsure', 'lovely weather']]);
});

test('whenever it ends by itself it is begun anew', async () => {
  await made().start('open');
  for (let n = 0; n < 5; n += 1) ends();
  says('next tab');

  assert.deepEqual([begun.length, log.at(-1)], [6, ['heard', 'next tab', 'open']]);
});

test('begun in vain it waits longer and longer, and briefly again once something was heard', async () => {
  await made().start('open');
  const waits = [];
  for (let n = 0; n < 9; n += 1) {
    begun.at(-1)?.hears.ended();
    const [act, ms] = /** @type {[() => void, number]} */ (world.waits.pop());
    waits.push(ms);
    if (n === 6) begun.at(-1)?.hears.began();
    act();
    if (n === 7) says('next tab');
  }

  assert.deepEqual(waits, [100, 200, 400, 800, 1600, 3200, 5000, 100, 100]);
});

test('what is held is one utterance, told when it is let go', async () => {
  const ear = made();
  await ear.start('talk');
  says('click on');
  says('help');
  await ear.stop();
  assert.equal(log.some(([what]) => what === 'heard'), false);
  begun[0].hears.ended();

  assert.deepEqual([begun[0].end, log.at(-1), begun.length], ['stop', ['heard', 'click on Help', 'talk'], 1]);
});

test('stopped it is not begun anew', async () => {
  const ear = made();
  await ear.start('open');
  await ear.stop();
  ends();

  assert.deepEqual([begun.length, ear.mode], [1, null]);
});

test('for text only what is exactly a command is one', async () => {
  await made().start('dictate');
  says('Dear Anna, next time');
  says('next tap');
  says('next tab');

  assert.deepEqual(log.slice(1), [['text', 'Dear Anna, next time'], ['text', 'next tap'], ['heard', 'next tab', 'dictate']]);
});

for (const onDevice of /** @type {const} */ (['downloadable', 'downloading', 'unavailable'])) {
  test(`a language that is ${onDevice} on the device does not go to a service`, async () => {
    world.there = {onDevice, service: true};
    const outcome = await made().start('open');

    assert.deepEqual([!outcome.ok && outcome.why, begun], [{key: `why_ear_${onDevice}`, args: ['called en-GB']}, []]);
  });
}

test('without any recognition it says so', async () => {
  world.there = {onDevice: 'unavailable', service: false};
  const outcome = await made(false).start('open');

  assert.equal(!outcome.ok && outcome.why.key, 'why_ear_none');
});

test('a service that nobody allowed gets no sound', async () => {
  world.refuses = {key: 'why_cloud_unasked', args: []};
  const outcome = await made(false).start('open');

  assert.deepEqual([!outcome.ok && outcome.why.key, begun], ['why_cloud_unasked', []]);
});

test('a network that fails is said once, tried again, and shown to be well when somebody speaks', async () => {
  await made(false).start('open');
  for (let n = 0; n < 3; n += 1) {
    begun.at(-1)?.hears.failed('network', '');
    ends();
  }
  says('next tab');

  assert.deepEqual(log.filter(([what]) => what === 'tell'), [['tell', 'why_ear_network']]);
  assert.deepEqual([begun.length, log.at(-2), log.at(-1)], [4, ['show', 'ready'], ['heard', 'next tab', 'open']]);
});

test('what cannot become better ends it, with the reason', async () => {
  for (const reason of ['not-allowed', 'service-not-allowed', 'language-not-supported']) {
    const ear = made();
    await ear.start('open');
    begun.at(-1)?.hears.failed(reason, '');
    ends();
    assert.deepEqual([ear.mode, log.at(-1)], [null, ['ended']]);
  }
});

test('silence is no failure', async () => {
  await made().start('open');
  begun[0].hears.failed('no-speech', '');
  begun[0].hears.failed('aborted', '');

  assert.deepEqual(log, [['show', 'ready']]);
});

test('an ear that takes no context hears without', async () => {
  await made().start('open');
  begun[0].hears.failed('phrases-not-supported', '');
  ends();

  assert.deepEqual(begun.map(({ask}) => ask.phrases.length), [3, 0]);
});
