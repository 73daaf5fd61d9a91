// Chrome's voices: how a saying is given to chrome.tts, and what its events mean.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {chromeMouth, chromeVoices} from '../../../extension/adapters/chrome_voice.js';
import {makeDetector} from '../../../extension/adapters/text_language.js';

const never = () => new Promise(() => undefined);
const turn = () => new Promise((resolve) => { setImmediate(resolve); });

const ESPEAK = {voiceName: 'espeak', lang: 'en', eventTypes: ['start', 'word', 'end']};

/** @param {any} [after] @param {() => Promise<void>} [speak] */
const mouthOf = (after = never, speak = async () => undefined) => {
  const voices = /** @type {object[]} */ ([ESPEAK]);
  const log = /** @type {string[]} */ ([]);
  const spoken = /** @type {any[]} */ ([]);
  const tts = {
    speak: (/** @type {string} */ text, /** @type {any} */ options) => { spoken.push({text, ...options}); return speak(); },
    stop: () => { log.push('stop'); },
    getVoices: async () => voices,
  };
  const mouth = chromeMouth(/** @type {any} */ ({tts}), after);
  const say = (/** @type {object} */ more = {}) => mouth.say({text: 'one two', lang: 'en', voice: '', pace: 100, pitch: 100, volume: 1, ...more},
    {begun: () => { log.push('begun'); }, over: (end) => { log.push(end.how === 'failed' ? `${end.why.key} ${end.why.args}` : end.how); }});
  return {log, voices, say, last: () => spoken.at(-1), tell: (/** @type {object} */ event) => spoken.at(-1).onEvent(event)};
};

test('pace, pitch, volume, language and voice are what they are set to', () => {
  const {say, last} = mouthOf();
  say({voice: 'espeak', pace: 140, pitch: 80, volume: 0.5});
  const {onEvent, ...options} = last();
  assert.deepEqual(options, {text: 'one two', voiceName: 'espeak', lang: 'en', rate: 1.4, pitch: 0.8, volume: 0.5});
});

test('its beginning, its word and its end are told', () => {
  const {say, tell, log} = mouthOf();
  const one = say();
  tell({type: 'start', charIndex: 0});
  tell({type: 'word', charIndex: 4});
  assert.equal(one.letter(), 4);
  tell({type: 'end', charIndex: 7});
  assert.deepEqual(log, ['begun', 'said']);
});

test('interrupted and cancelled are cut off, an error has failed with its reason', () => {
  const {say, tell, log} = mouthOf();
  for (const event of [{type: 'interrupted'}, {type: 'cancelled'}, {type: 'error', errorMessage: 'no audio'}]) {
    say();
    tell(event);
  }
  assert.deepEqual(log, ['cut', 'cut', 'why_chrome_voice_said no audio']);
});

test('one that is refused, and one that stays silent, have failed', async () => {
  const refused = mouthOf(never, async () => { throw new Error('no voice'); });
  refused.say();
  await turn();
  assert.deepEqual(refused.log, ['why_chrome_voice_said no voice']);
  const silent = mouthOf(async () => undefined);
  silent.say({voice: 'espeak'});
  for (let turns = 0; turns < 3; turns += 1) await turn();
  assert.deepEqual(silent.log, ['stop', 'why_chrome_voice ']);
});

test('a voice that tells its end alone sounds as soon as it is given its words', async () => {
  const {say, tell, log, voices} = mouthOf();
  voices.push({voiceName: 'plain', lang: 'en', eventTypes: ['end']});
  say({voice: 'plain'});
  await turn();
  assert.deepEqual(log, ['begun']);
  tell({type: 'end'});
  assert.deepEqual(log, ['begun', 'said']);
});

test('a voice whose extension is removed as it speaks has failed, and holds nobody up', async () => {
  let look = () => undefined;
  const {say, tell, log, voices} = mouthOf(() => new Promise((resolve) => { look = /** @type {any} */ (resolve); }));
  say({voice: 'espeak'});
  tell({type: 'start'});
  look();
  await turn();
  voices.pop();
  look();
  await turn();
  assert.deepEqual(log, ['begun', 'stop', 'why_chrome_voice_gone espeak']);
});

test('after it was stopped nothing is told of it any more', () => {
  const {say, tell, log} = mouthOf();
  const one = say();
  one.stop();
  one.stop();
  tell({type: 'start'});
  tell({type: 'interrupted'});
  assert.deepEqual(log, ['stop']);
});

test('voices are told that tell when they have ended, with those whose words leave the machine', async () => {
  const getVoices = async () => [
    {voiceName: 'espeak', lang: 'en', eventTypes: ['start', 'end']}, {voiceName: 'cloud', lang: 'de', remote: true, extensionId: 'abc', eventTypes: ['end']},
    {voiceName: 'mute', eventTypes: ['start']}, {eventTypes: ['end']},
  ];
  assert.deepEqual(await chromeVoices(/** @type {any} */ ({tts: {getVoices}})), [
    {engine: 'chrome', id: 'espeak', name: 'espeak', lang: 'en', local: true, maker: ''},
    {engine: 'chrome', id: 'cloud', name: 'cloud', lang: 'de', local: false, maker: 'abc'},
  ]);
});

test('a language is what the browser is sure of', async () => {
  const detector = (/** @type {any} */ found) => makeDetector(/** @type {any} */ ({i18n: {detectLanguage: async () => found}}))('Hallo');
  assert.equal(await detector({isReliable: true, languages: [{language: 'de', percentage: 90}]}), 'de');
  assert.equal(await detector({isReliable: false, languages: [{language: 'de', percentage: 90}]}), '');
  assert.equal(await detector({isReliable: true, languages: []}), '');
  assert.equal(await detector({isReliable: true, languages: [{language: 'und', percentage: 90}]}), '');
});
