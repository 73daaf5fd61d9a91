// Hearing, with a fake stream and a fake microphone.

import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';

import {Hearing} from '../../../extension/panel/hearing.js';

const PIECE = new ArrayBuffer(640);
/** @type {any[]} What went to the server. */
let sent;
/** @type {any[]} What was told. */
let log;
/** @type {any} The stream's ears. */
let hears;
/** @type {any} The open microphone: its two ears. */
let device;
/** @type {{forms: any[], refusal: Error | null}} */
let world;

beforeEach(() => { [sent, log, hears, device, world] = [[], [], null, null, {forms: [{phrase: 'next tab'}], refusal: null}]; });

/** Paired with a server that is there. */
function paired() {
  const hearing = new Hearing({
    microphone: async (onPiece, onLost) => {
      if (world.refusal) throw world.refusal;
      device = {onPiece, onLost};
      return async () => { device = null; };
    },
    forms: async () => world.forms,
    heard: ({said}) => log.push(['heard', said]),
    unsure: ({said}) => log.push(['unsure', said]),
    tell: ({key}) => log.push(['tell', key]),
    show: (state) => log.push(['show', state]),
  });
  hearing.connect((given) => {
    hears = given;
    return {send: (message) => { sent.push(message); return true; }, close: () => sent.push('closed')};
  });
  hears.onState('ready', '');
  return hearing;
}

const FORMS = {type: 'forms', id: 1, forms: [{phrase: 'next tab'}]};

test('it says what to listen for, begins, and sends the sound', async () => {
  const hearing = paired();
  assert.deepEqual(await hearing.start('open'), {ok: true});
  device.onPiece(PIECE);

  assert.deepEqual(sent, [FORMS, {type: 'begin', mode: 'open'}, PIECE]);
  assert.deepEqual([hearing.mode, log], ['open', [['show', 'ready']]]);
});

test('stopped it ends the utterance, closes the microphone, and sends no more', async () => {
  const hearing = paired();
  await hearing.start('talk');
  const {onPiece} = device;
  await hearing.stop();
  onPiece(PIECE);

  assert.deepEqual(sent.at(-1), {type: 'end'});
  assert.deepEqual([device, hearing.mode, log.at(-1)], [null, null, ['show', 'off']]);
});

test('what was heard, surely or not, is passed on', () => {
  paired();
  hears.onMessage({type: 'heard', said: 'next tab', others: [], sure: 0.9});
  hears.onMessage({type: 'unsure', said: 'tab', others: [], sure: 0.1});
  hears.onMessage({type: 'problem', reason: 'full'});

  assert.deepEqual(log, [['heard', 'next tab'], ['unsure', 'tab'], ['tell', 'why_hearing_problem']]);
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
  const hearing = paired();
  hears.onGone();
  assert.deepEqual(await hearing.start('open'), {ok: false, why: {key: 'why_hearing_away', args: []}});
  hearing.connect(null);
  assert.deepEqual(await hearing.start('open'), {ok: false, why: {key: 'why_hearing_unpaired', args: []}});
  assert.deepEqual([device, hearing.mode], [null, null]);
});

for (const [name, key] of [['NotAllowedError', 'why_microphone_denied'], ['NotFoundError', 'why_microphone_none'], ['Odd', 'why_microphone_failed']]) {
  test(`${name} of the browser is said for people`, async () => {
    const hearing = paired();
    world.refusal = Object.assign(new Error('no'), {name});
    const outcome = await hearing.start('open');

    assert.equal(!outcome.ok && outcome.why.key, key);
    assert.deepEqual([hearing.mode, sent], [null, []]);
  });
}

test('let go and pressed again while the microphone opens, one is open, and closed in the end', async () => {
  const hearing = paired();
  /** @type {(() => void)[]} */
  const closed = [];
  let open = 0;
  hearing.wiring.microphone = async () => { open += 1; await new Promise(setImmediate); return async () => { open -= 1; closed.push(() => undefined); }; };
  const first = hearing.start('talk');
  const let_go = hearing.stop();
  const second = hearing.start('talk');
  await Promise.all([first, let_go, second]);
  assert.equal(open, 1);
  await hearing.stop();

  assert.deepEqual([open, closed.length], [0, 2]);
});

test('names that cannot be gathered leave no microphone open', async () => {
  const hearing = paired();
  hearing.wiring.forms = async () => { throw new Error('no'); };
  const outcome = await hearing.start('open');
  await new Promise(setImmediate);

  assert.deepEqual([outcome.ok, hearing.mode, device], [false, null, null]);
});

test('a token that was revoked, or what the server cannot take, ends it', async () => {
  for (const end of [() => hears.onState('unpaired', ''), () => hears.onMessage({type: 'problem', reason: 'x'})]) {
    const hearing = paired();
    await hearing.start('open');
    end();
    await new Promise(setImmediate);

    assert.deepEqual([hearing.mode, device], [null, null]);
  }
});

test('a microphone that is unplugged is said, and another is opened', async () => {
  const hearing = paired();
  await hearing.start('open');
  const {onLost} = device;
  device = null;
  await onLost();

  assert.ok(log.some(([, key]) => key === 'why_microphone_lost'));
  assert.deepEqual([hearing.mode, device !== null], ['open', true]);
});
