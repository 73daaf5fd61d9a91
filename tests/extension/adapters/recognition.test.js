// The browser's recognition, as its specification has it, faked.

import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {beforeEach, test} from 'node:test';

import {installRecognition, recognise, recognitionFor} from '../../../extension/adapters/recognition.js';

const FAKE = readFileSync(new URL('../fakes/recognition.js', import.meta.url), 'utf8');
/** @type {any} */
const page = globalThis;

beforeEach(() => {
  page.window = globalThis;
  page.eval(FAKE);
});

/** @type {any[]} */
let log;
const hears = {
  began: () => log.push('began'),
  said: (/** @type {any} */ alternatives) => log.push(alternatives),
  failed: (/** @type {string} */ reason) => log.push(reason),
  ended: () => log.push('ended'),
};

test('it asks for the language, the place, our phrases and other guesses, and tells what is final', async () => {
  log = [];
  recognise({language: 'en-GB', onDevice: true, phrases: ['next tab']}, hears);
  const [one] = page.recognitions;
  one.says('next tab', 'text tab');
  one.onresult({resultIndex: 0, results: [Object.assign([{transcript: 'half', confidence: 0}], {isFinal: false})]});
  one.fail('network');
  await Promise.resolve();

  assert.deepEqual([one.lang, one.processLocally, one.continuous, one.interimResults, one.maxAlternatives], ['en-GB', true, true, false, 5]);
  assert.deepEqual(one.phrases.map((/** @type {any} */ {phrase}) => phrase), ['next tab']);
  assert.deepEqual(log, ['began', [{text: 'next tab', sure: 0.9}, {text: 'text tab', sure: 0.8}], 'network', 'ended']);
});

test('each result is told once', () => {
  log = [];
  recognise({language: 'en-GB', onDevice: false, phrases: []}, hears);
  const result = (/** @type {string} */ transcript) => Object.assign([{transcript, confidence: 1}], {isFinal: true});
  page.recognitions[0].onresult({resultIndex: 1, results: [result('one'), result('two')]});

  assert.deepEqual(log, [[{text: 'two', sure: 1}]]);
});

test('what there is for a language is told, and what is missing can be loaded', async () => {
  page.recognition.onDevice = 'downloadable';
  assert.deepEqual(await recognitionFor('de-DE'), {onDevice: 'downloadable', service: true});
  assert.equal(await installRecognition('de-DE'), true);
  assert.deepEqual(await recognitionFor('de-DE'), {onDevice: 'available', service: true});
});

test('an older browser has its service only, and some have nothing', async () => {
  delete page.SpeechRecognition.available;
  assert.deepEqual(await recognitionFor('de-DE'), {onDevice: 'unavailable', service: true});
  delete page.SpeechRecognition;
  assert.deepEqual(await recognitionFor('de-DE'), {onDevice: 'unavailable', service: false});
  assert.equal(await installRecognition('de-DE'), false);
});
