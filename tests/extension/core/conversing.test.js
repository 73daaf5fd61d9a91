// A conversation by voice, over an ear, a voice and a model that the test plays.

import assert from 'node:assert/strict';
import {test} from 'node:test';

import {Conversing} from '../../../extension/core/conversing.js';

/** A conversation in a world that notes what it is told. */
function world(turns = 0) {
  /** @type {string[]} */
  const done = [];
  const speaker = {
    busy: false,
    say: (/** @type {string} */ text) => { speaker.busy = true; done.push(`say ${text}`); },
    stop: () => { if (speaker.busy) done.push('silence'); speaker.busy = false; },
  };
  /** @type {import('../../../extension/core/conversing.js').Told[]} */
  const ears = [];
  /** @type {((answer: string) => void)[]} */
  const answers = [];
  const held = {ears: /** @type {boolean[]} */ ([])};
  const conversing = new Conversing({
    open: async (told, only) => {
      ears.push(told);
      held.ears.push(only);
      return {close: () => done.push('closed'), ...(only && {hold: (/** @type {boolean} */ down) => { done.push(down ? 'hears' : 'hears no more'); }})};
    },
    ask: (text) => { done.push(`ask ${text}`); return new Promise((resolve) => answers.push(resolve)); },
    command: (phrase) => done.push(`command ${phrase}`),
    stop: () => done.push('model stops'),
    speaker,
    show: (state, why) => done.push(why ? `${state}: ${why}` : state),
    goesOn: () => turns,
    goOn: () => { done.push('go on'); return new Promise((resolve) => answers.push(resolve)); },
  });
  return {
    conversing, answers, speaker, held,
    ear: () => /** @type {import('../../../extension/core/conversing.js').Told} */ (ears.at(-1)),
    /** What happened since this was asked last. */
    since: () => done.splice(0).join(', '),
    open: async () => { await conversing.open(); ears.at(-1)?.ready(); },
    /** The voice has said it all. */
    spoken: () => { speaker.busy = false; conversing.said(); },
  };
}

test('a turn is heard, asked, said as it is written, and the next one is listened for', async () => {
  const {conversing, answers, ear, since, open, spoken} = world();
  await open();
  ear().began();
  ear().text('when was Bach born');
  conversing.sentence('In 1685.');
  spoken();
  conversing.sentence('In Eisenach.');
  answers[0]?.('In 1685. In Eisenach.');
  await Promise.resolve();
  spoken();
  assert.equal(since(), 'opening, listening, hearing, thinking, ask when was Bach born, speaking, say In 1685., '
    + 'thinking, speaking, say In Eisenach., listening');
});

test('who speaks to it while it speaks stops voice and model at once, and is heard', async () => {
  const {conversing, answers, ear, since, open} = world();
  await open();
  ear().text('tell me all of it');
  conversing.sentence('It began long ago.');
  since();
  ear().began();
  assert.equal(since(), 'silence, model stops, hearing');
  conversing.sentence('It goes on.');
  answers[0]?.('It began long ago. It goes on.');
  await Promise.resolve();
  assert.equal(since(), '');
  ear().text('shorter');
  assert.equal(since(), 'thinking, ask shorter');
});

test('a key while the answer is written stops the model, and it listens', async () => {
  const {conversing, ear, since, open} = world();
  await open();
  ear().text('go on');
  since();
  conversing.interrupt();
  assert.equal(since(), 'model stops, listening');
  conversing.interrupt();
  assert.equal(since(), '');
});

test('a noise that was no speech leads back to listening', async () => {
  const {ear, since, open} = world();
  await open();
  ear().began();
  ear().nothing();
  assert.equal(since(), 'opening, listening, hearing, listening');
});

test('a known phrase is a command, and no question', async () => {
  const {ear, since, open} = world();
  await open();
  ear().began();
  since();
  ear().command('be quiet');
  assert.equal(since(), 'listening, command be quiet');
});

test('what ends the ear ends the conversation, with the reason', async () => {
  const {conversing, ear, since, open} = world();
  await open();
  ear().text('go on');
  since();
  ear().lost('The microphone was unplugged.');
  assert.equal(since(), 'closed, model stops, off: The microphone was unplugged.');
  assert.equal(conversing.state, 'off');
});

test('what is held opens an ear that hears only then, and silences the answer', async () => {
  const {conversing, held, ear, since} = world();
  conversing.hold(true);
  ear().ready();
  await Promise.resolve();
  conversing.hold(false);
  ear().text('tell me all of it', 'en');
  conversing.sentence('It began long ago.');
  assert.deepEqual(held.ears, [true]);
  assert.equal(since(), 'opening, listening, hearing, hears, hears no more, thinking, ask tell me all of it, speaking, say It began long ago.');
  conversing.hold(true);
  assert.equal(since(), 'silence, model stops, hearing, hears');
  conversing.hold(false);
  ear().nothing();
  assert.equal(since(), 'hears no more, listening');
});

test('let go before it was open, it listens for the next time', async () => {
  const {conversing, ear, since} = world();
  conversing.hold(true);
  conversing.hold(false);
  ear().ready();
  await Promise.resolve();
  assert.equal(since(), 'opening, listening');
});

test('let go while the microphone opens, though the server hears already, it listens', async () => {
  const {conversing, ear, since} = world();
  conversing.hold(true);
  ear().ready();
  conversing.hold(false);
  await Promise.resolve();
  assert.equal(since(), 'opening, listening');
});

test('an open microphone hears what something is held for, and falls silent', async () => {
  const {conversing, held, ear, since, open} = world();
  await open();
  ear().text('tell me all of it');
  since();
  conversing.hold(true);
  conversing.hold(false);
  assert.deepEqual([held.ears, since()], [[false], 'model stops, listening']);
});

test('hours of noise change nothing but its state, and what it does badly is told once', async () => {
  const {conversing, ear, since} = world();
  await conversing.open();
  ear().ready('It knows English only.');
  assert.equal(since(), 'opening, listening: It knows English only.');
  for (let n = 0; n < 10_000; n += 1) {
    ear().began();
    ear().nothing();
  }
  assert.deepEqual([conversing.state, new Set(since().split(', '))], ['listening', new Set(['hearing', 'listening'])]);
});

test('a microphone that may not be used is told', async () => {
  const told = /** @type {string[]} */ ([]);
  const conversing = new Conversing({
    open: () => Promise.reject(new Error('There is no microphone.')), ask: async () => '', command: () => {}, stop: () => {},
    speaker: {busy: false, say: () => {}, stop: () => {}}, show: (state, why) => told.push(`${state} ${why}`), goesOn: () => 0, goOn: async () => '',
  });
  await conversing.open();
  assert.deepEqual(told, ['opening ', 'off There is no microphone.']);
});

test('closed while the microphone opens, it is closed once it is open', async () => {
  const {conversing, since} = world();
  const opening = conversing.open();
  conversing.close();
  await opening;
  assert.equal(since(), 'opening, off, closed');
});

test('it goes on by itself as often as it may, and no more once it was interrupted', async () => {
  const {conversing, answers, ear, since, open, spoken} = world(2);
  const turn = async (/** @type {number} */ number) => {
    conversing.sentence('So.');
    answers[number]?.('So.');
    await Promise.resolve();
    spoken();
    return since();
  };
  await open();
  ear().text('tell me a story');
  since();
  assert.equal(await turn(0), 'speaking, say So., listening, thinking, go on');
  assert.equal(await turn(1), 'speaking, say So., listening, thinking, go on');
  assert.equal(await turn(2), 'speaking, say So., listening');
  ear().text('another');
  assert.equal(await turn(3), 'thinking, ask another, speaking, say So., listening, thinking, go on');
  conversing.interrupt();
  assert.equal(since(), 'model stops, listening');
});

test('where no answer came it does not go on', async () => {
  const {answers, ear, since, open} = world(2);
  await open();
  ear().text('tell me a story');
  since();
  answers[0]?.('');
  await new Promise((resolve) => { setImmediate(resolve); });
  assert.equal(since(), 'listening');
});
