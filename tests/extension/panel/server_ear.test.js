// The server's ear, with a fake stream and a fake microphone.

import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';

import {ServerEar} from '../../../extension/panel/server_ear.js';

const PIECE = new ArrayBuffer(640);
/** @type {any[]} What went to the server. */
let sent;
/** @type {any[]} What was told. */
let log;
/** @type {any} The stream's ears. */
let hears;
/** @type {import('../../../extension/adapters/microphone.js').Hears | null} The open microphone. */
let device;
/** @type {{forms: any[], refusal: Error | null, broken: boolean, lacks: any}} */
let world;

beforeEach(() => { [sent, log, hears, device, world] = [[], [], null, null, {forms: [{phrase: 'next tab'}], refusal: null, broken: false, lacks: null}]; });

/** @type {import('../../../extension/core/ears.js').Hears} */
const told = {
  began: () => log.push(['began']),
  heard: ({said}) => log.push(['heard', said]),
  unsure: ({said}) => log.push(['unsure', said]),
  text: ({said}) => log.push(['text', said]),
  ended: () => log.push(['ended']),
  tell: ({key}) => log.push(['tell', key]),
  show: (state) => log.push(['show', state]),
  level: () => undefined,
};

/** Paired with a server that is there. */
function paired() {
  const ear = new ServerEar({
    microphone: {
      open: async (ears) => {
        if (world.refusal) throw world.refusal;
        device = ears;
        return async () => { device = null; };
      },
      every: () => () => undefined,
      now: () => 0,
    },
    forms: async () => { if (world.broken) throw new Error('no'); return world.forms; },
    language: () => 'de-DE',
    lacks: async () => world.lacks,
    hears: told,
  });
  ear.connect((given) => {
    hears = given;
    return {send: (message) => { sent.push(message); return true; }, close: () => sent.push('closed')};
  });
  hears.onState('ready', '');
  return ear;
}

const open = () => /** @type {import('../../../extension/adapters/microphone.js').Hears} */ (device);

const FORMS = {type: 'forms', id: 1, forms: [{phrase: 'next tab'}]};

test('it says what to listen for, begins, and sends the sound', async () => {
  const ear = paired();
  assert.deepEqual(await ear.start('open'), {ok: true});
  open().piece(PIECE);

  assert.deepEqual(sent, [FORMS, {type: 'begin', mode: 'open'}, PIECE]);
  assert.deepEqual([ear.mode, log], ['open', [['show', 'ready']]]);
});

test('stopped it ends the utterance, closes the microphone, and sends no more', async () => {
  const ear = paired();
  await ear.start('talk');
  const {piece} = open();
  await ear.stop();
  piece(PIECE);

  assert.deepEqual(sent.at(-1), {type: 'end'});
  assert.deepEqual([device, ear.mode, log.at(-1)], [null, null, ['show', 'off']]);
});

test('what was heard, surely or not, is passed on', () => {
  paired();
  hears.onMessage({type: 'heard', said: 'next tab', others: [], sure: 0.9});
  hears.onMessage({type: 'unsure', said: 'tab', others: [], sure: 0.1});
  hears.onMessage({type: 'problem', reason: 'full'});

  assert.deepEqual(log, [['heard', 'next tab'], ['unsure', 'tab'], ['tell', 'why_hearing_problem'], ['ended']]);
});

test('while somebody speaks the names in sight are gathered, and sent where they changed', async () => {
  await paired().start('open');
  hears.onMessage({type: 'began'});
  await Promise.resolve();
  world.forms = [{phrase: 'click on', value: 'text', names: ['Sign in']}];
  hears.onMessage({type: 'began'});
  await new Promise(setImmediate);

  assert.deepEqual(sent.filter(({type}) => type === 'forms'), [FORMS, {type: 'forms', id: 2, forms: world.forms}]);
});

test('a server that comes back is told anew, and listened by', async () => {
  await paired().start('open');
  hears.onGone();
  hears.onState('ready', '');
  await new Promise(setImmediate);

  assert.deepEqual(log.slice(1), [['tell', 'why_hearing_lost'], ['show', 'failed'], ['show', 'ready']]);
  assert.deepEqual(sent.slice(2), [{...FORMS, id: 2}, {type: 'begin', mode: 'open'}]);
});

test('without a server, or while it is away, the reason is given and no microphone opened', async () => {
  const ear = paired();
  hears.onGone();
  assert.deepEqual(await ear.start('open'), {ok: false, why: {key: 'why_hearing_away', args: []}});
  ear.connect(null);
  assert.deepEqual(await ear.start('open'), {ok: false, why: {key: 'why_hearing_unpaired', args: []}});
  assert.deepEqual([device, ear.mode], [null, null]);
});

for (const [name, key] of [['NotAllowedError', 'why_microphone_denied'], ['NotFoundError', 'why_microphone_none'], ['Odd', 'why_microphone_failed']]) {
  test(`${name} of the browser is said for people`, async () => {
    const ear = paired();
    world.refusal = Object.assign(new Error('no'), {name});
    const outcome = await ear.start('open');

    assert.equal(!outcome.ok && outcome.why.key, key);
    assert.deepEqual([ear.mode, sent], [null, []]);
  });
}

test('names that cannot be gathered leave no microphone open', async () => {
  const ear = paired();
  world.broken = true;
  const outcome = await ear.start('open');
  await new Promise(setImmediate);

  assert.deepEqual([outcome.ok, ear.mode, device], [false, null, null]);
});

test('a token that was revoked, or what the server cannot take, ends it', async () => {
  for (const end of [() => hears.onState('unpaired', ''), () => hears.onMessage({type: 'problem', reason: 'x'})]) {
    const ear = paired();
    await ear.start('open');
    end();
    await new Promise(setImmediate);

    assert.deepEqual([ear.mode, device, log.at(-1)], [null, null, ['ended']]);
  }
});

test('a microphone that is unplugged is said, another is opened, and what is said from then on is heard', async () => {
  const ear = paired();
  await ear.start('open');
  open().lost();
  await new Promise(setImmediate);
  open().piece(PIECE);

  assert.deepEqual(log.slice(1), [['tell', 'why_microphone_lost'], ['show', 'failed'], ['tell', 'say_microphone_back'], ['show', 'ready']]);
  assert.deepEqual([ear.mode, sent.slice(-2)], ['open', [{type: 'begin', mode: 'open'}, PIECE]]);
});

test('without any microphone it says so, stays wanted, and goes on when there is one', async () => {
  const ear = paired();
  await ear.start('open');
  world.refusal = Object.assign(new Error('no'), {name: 'NotFoundError'});
  open().lost();
  await new Promise(setImmediate);
  assert.deepEqual([log.at(-2), ear.mode], [['tell', 'why_microphone_none'], 'open']);
  world.refusal = null;
  await ear.retry();
  await new Promise(setImmediate);

  assert.deepEqual(log.slice(-2), [['tell', 'say_microphone_back'], ['show', 'ready']]);
});

test('a permission that is taken back is said, and it goes on when it is given again', async () => {
  const ear = paired();
  await ear.start('open');
  world.refusal = Object.assign(new Error('no'), {name: 'NotAllowedError'});
  open().lost();
  await new Promise(setImmediate);
  assert.deepEqual(log.at(-1), ['show', 'failed']);
  assert.ok(log.some(([, key]) => key === 'why_microphone_denied'));
  world.refusal = null;
  await ear.retry();
  await new Promise(setImmediate);
  assert.deepEqual(log.at(-1), ['show', 'ready']);
});

test('one that the system chose anew is taken up without a word', async () => {
  const ear = paired();
  await ear.start('open');
  open().other();
  await new Promise(setImmediate);

  assert.deepEqual([log, ear.mode], [[['show', 'ready'], ['show', 'ready']], 'open']);
});

test('in another way it ends what was said in the one before, with the same microphone', async () => {
  const ear = paired();
  await ear.start('open');
  const before = device;
  await ear.start('talk');

  assert.deepEqual(sent.slice(2), [{type: 'end'}, {...FORMS, id: 2}, {type: 'begin', mode: 'talk'}]);
  assert.deepEqual([device, ear.mode], [before, 'talk']);
});

test('what it has no model to hear it does not begin with', async () => {
  const ear = paired();
  world.lacks = {key: 'why_ear_language', args: ['German', '']};

  assert.deepEqual([await ear.start('open'), ear.mode, device], [{ok: false, why: world.lacks}, null, null]);
});

test('what it cannot hear is told before that a server is to be paired with', async () => {
  const ear = paired();
  ear.connect(null);
  world.lacks = {key: 'why_ear_language', args: ['German', '']};

  assert.deepEqual(await ear.start('open'), {ok: false, why: world.lacks});
});

test('for text the server is told the language, and what it says of itself is passed on, once', async () => {
  const ear = paired();
  world.lacks = {key: 'why_ear_language', args: []};
  await ear.start('dictate');
  hears.onMessage({type: 'listening', mode: 'dictate', by: 'pocketsphinx', limits: 'It mistakes words.'});
  hears.onMessage({type: 'began'});
  hears.onMessage({type: 'text', said: 'guten Tag', mode: 'dictate'});
  hears.onMessage({type: 'listening', mode: 'dictate', by: 'pocketsphinx', limits: 'It mistakes words.'});

  assert.deepEqual(sent.at(-1), {type: 'begin', mode: 'dictate', language: 'de'});
  assert.deepEqual(log.slice(1), [['tell', 'say_ear_limits'], ['began'], ['text', 'guten Tag']]);
});

test('where nobody can write it down it is said, and it ends', async () => {
  const ear = paired();
  await ear.start('dictate');
  hears.onMessage({type: 'cannot', mode: 'dictate', reason: 'Nobody knows German.'});

  assert.deepEqual([ear.mode, log.slice(1)], [null, [['tell', 'why_hearing_problem'], ['show', 'off'], ['ended']]]);
});

test('sound that was dropped is said', async () => {
  await paired().start('open');
  hears.onDropped();

  assert.deepEqual(log.at(-1), ['tell', 'why_hearing_slow']);
});

test('an utterance that the ear broke down over is told, and it listens on', async () => {
  const ear = paired();
  await ear.start('talk');
  log.length = 0;
  hears.onMessage({type: 'lost', said: '', mode: 'talk', reason: 'It broke down.'});

  assert.deepEqual(log, [['unsure', ''], ['tell', 'why_hearing_broke']]);
  assert.equal(ear.mode, 'talk');
});
