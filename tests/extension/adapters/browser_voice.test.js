// The browser's voices: how a saying is given to them, and how its end is told.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {browserMouth, browserVoices} from '../../../extension/adapters/browser_voice.js';

const VOICES = [
  {voiceURI: 'urn:daniel', name: 'Daniel', lang: 'en-GB', localService: true, default: true},
  {voiceURI: 'cloud', name: 'Cloud', lang: 'de-DE', localService: false, default: false},
];
const never = () => new Promise(() => undefined);

class Utterance {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.lang = '';
    this.rate = this.pitch = this.volume = 1;
    this.voice = /** @type {any} */ (undefined);
    const unheard = /** @type {(event?: any) => void} */ (() => undefined);
    this.onstart = this.onend = this.onerror = this.onboundary = unheard;
  }
}

/** A mouth over a synthesis that says what it is told, and the log of what is heard of it. @param {any} [after] */
const mouthOf = (after = never) => {
  const log = /** @type {string[]} */ ([]);
  const spoken = /** @type {Utterance[]} */ ([]);
  const synth = {getVoices: () => VOICES, speak: (/** @type {Utterance} */ one) => { spoken.push(one); }, cancel: () => { log.push('cancel'); }};
  const mouth = browserMouth(/** @type {any} */ (synth), /** @type {any} */ (Utterance), after);
  const say = (/** @type {object} */ more = {}) => mouth.say({text: 'one two', lang: 'en', voice: '', pace: 100, pitch: 100, volume: 1, ...more},
    {begun: () => { log.push('begun'); }, over: (end) => { log.push(end.how === 'failed' ? end.why.key : end.how); }});
  return {log, spoken, say, last: () => /** @type {Utterance} */ (spoken.at(-1))};
};

test('pace, pitch, volume, language and voice are what they are set to', () => {
  const {say, last} = mouthOf();
  say({lang: 'en_us', voice: 'urn:daniel', pace: 140, pitch: 80, volume: 0.5});
  const {rate, pitch, volume, voice} = last();
  assert.deepEqual([rate, pitch, volume, voice.name], [1.4, 0.8, 0.5, 'Daniel']);
});

test('a bad language is none, since some voices fall silent at it', () => {
  const {say, spoken} = mouthOf();
  for (const lang of ['de-AT', 'no_such lang']) say({lang});
  assert.deepEqual(spoken.map(({lang}) => lang), ['de-AT', '']);
});

test('its beginning and its end are told', () => {
  const {say, last, log} = mouthOf();
  say();
  last().onstart();
  last().onend();
  assert.deepEqual(log, ['begun', 'said']);
});

test('words of somebody else cut it off, and what is no voice fails', () => {
  const {say, last, log} = mouthOf();
  for (const error of ['interrupted', 'canceled', 'synthesis-unavailable']) {
    say();
    last().onerror({error});
  }
  assert.deepEqual(log, ['cut', 'cut', 'why_no_voice']);
});

test('after it was stopped nothing is told of it any more', () => {
  const {say, last, log} = mouthOf();
  const one = say();
  one.stop();
  one.stop();
  last().onstart();
  last().onerror({error: 'canceled'});
  assert.deepEqual(log, ['cancel']);
});

test('a browser that stays silent has no voice', async () => {
  const {say, log} = mouthOf(async () => undefined);
  say();
  await new Promise((resolve) => { setImmediate(resolve); });
  assert.deepEqual(log, ['cancel', 'why_no_voice']);
});

test('one that has begun in time may speak for as long as it likes', async () => {
  const {say, last, log} = mouthOf(async () => undefined);
  say();
  last().onstart();
  await new Promise((resolve) => { setImmediate(resolve); });
  assert.deepEqual(log, ['begun']);
});

test('it tells which word it says', () => {
  const {say, last} = mouthOf();
  const one = say();
  last().onboundary({name: 'word', charIndex: 4});
  last().onboundary({name: 'sentence', charIndex: 0});
  assert.equal(one.letter(), 4);
});

test('its voices are told, with those whose words leave the machine', () => {
  assert.deepEqual(browserVoices(/** @type {any} */ ({getVoices: () => VOICES})), [
    {engine: 'browser', id: 'urn:daniel', name: 'Daniel', lang: 'en-GB', local: true, first: true},
    {engine: 'browser', id: 'cloud', name: 'Cloud', lang: 'de-DE', local: false, first: false},
  ]);
});
