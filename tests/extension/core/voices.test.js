// Voices: the language picks, a choice holds where it can, and nothing is sent away unasked.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fit, privacyOf, readWish, whoSpeaks, wishFor} from '../../../extension/core/voices.js';

/** @typedef {import('../../../extension/core/voices.js').Voice} Voice */

/** @param {Voice['engine']} engine @param {string} id @param {string} lang @param {Partial<Voice>} [more] @returns {Voice} */
const voice = (engine, id, lang, more = {}) => ({engine, id, name: id, lang, local: true, ...more});
const SERVER = [voice('server', 'amy', 'en-US', {first: true}), voice('server', 'thorsten', 'de-DE')];
const BROWSER = [
  voice('browser', 'cloud', 'en-US', {local: false, first: true}), voice('browser', 'daniel', 'en-GB'),
  voice('browser', 'anna', 'de-DE'), voice('browser', 'nuage', 'fr-FR', {local: false}),
];
const CHROME = [voice('chrome', 'espeak', 'en')];
const ALL = [...SERVER, ...CHROME, ...BROWSER];

test('unasked the server speaks, by the language; without it the browser', () => {
  assert.deepEqual(whoSpeaks('', 'de', ALL), {engine: 'server', id: '', lang: 'de'});
  assert.deepEqual(whoSpeaks('', 'de', BROWSER), {engine: 'browser', id: 'anna', lang: 'de'});
});

test('where the server does not speak a language, the browser does', () => {
  const swedish = voice('browser', 'alva', 'sv-SE');
  assert.deepEqual(whoSpeaks('', 'sv', [...ALL, swedish]), {engine: 'browser', id: 'alva', lang: 'sv'});
});

test('the land decides among voices of a language, then which is first', () => {
  const voices = [voice('browser', 'us', 'en_US'), voice('browser', 'gb', 'en-GB'), voice('browser', 'gb2', 'en-GB', {first: true})];
  assert.equal(whoSpeaks('', 'en-GB', voices)?.id, 'gb2');
  assert.equal(whoSpeaks('', 'en-US', voices)?.id, 'us');
  assert.equal(whoSpeaks('', 'en', voices)?.id, 'gb2');
});

test('a voice that was chosen speaks its language, and in another one of its engine does', () => {
  assert.deepEqual(whoSpeaks('browser:daniel', 'en-US', ALL), {engine: 'browser', id: 'daniel', lang: 'en-US'});
  assert.deepEqual(whoSpeaks('browser:daniel', 'de', ALL), {engine: 'browser', id: 'anna', lang: 'de'});
  assert.deepEqual(whoSpeaks('server:amy', 'en', ALL), {engine: 'server', id: 'amy', lang: 'en'});
});

test('a text of unknown language is spoken by the voice that was chosen, in its own', () => {
  assert.deepEqual(whoSpeaks('browser:anna', '', ALL), {engine: 'browser', id: 'anna', lang: 'de-DE'});
});

test('an engine that was chosen speaks before the others, and they where it is gone', () => {
  assert.equal(whoSpeaks('chrome', 'en', ALL)?.engine, 'chrome');
  assert.equal(whoSpeaks('chrome', 'en', [...SERVER, ...BROWSER])?.engine, 'server');
  assert.equal(whoSpeaks('server:amy', 'en', BROWSER)?.id, 'daniel');
});

test('a voice that sends words away speaks only where it was chosen', () => {
  assert.equal(whoSpeaks('', 'en-US', BROWSER)?.id, 'daniel');
  assert.equal(whoSpeaks('', 'fr', BROWSER)?.id, 'daniel');
  assert.equal(whoSpeaks('', 'fr', BROWSER.filter(({local}) => !local)), null);
  assert.equal(whoSpeaks('browser', 'fr', BROWSER)?.id, 'daniel');
  assert.equal(whoSpeaks('browser:nuage', 'fr', BROWSER)?.id, 'nuage');
});

test('a language that nobody speaks is spoken by what was chosen, else by whom there is', () => {
  assert.deepEqual(whoSpeaks('browser:daniel', 'xh', BROWSER), {engine: 'browser', id: 'daniel', lang: 'xh'});
  assert.deepEqual(whoSpeaks('', 'xh', ALL), {engine: 'server', id: '', lang: 'xh'});
});

test('a browser that names no voices decides by itself', () => {
  assert.deepEqual(whoSpeaks('', 'de', []), {engine: 'browser', id: '', lang: 'de'});
  assert.deepEqual(whoSpeaks('nonsense:x', 'de', []), {engine: 'browser', id: '', lang: 'de'});
});

test('a setting names a voice and is read back', () => {
  for (const each of ALL) assert.deepEqual(readWish(wishFor(each)), {engine: each.engine, id: each.id});
  assert.deepEqual(readWish('browser:urn:moz-tts:x'), {engine: 'browser', id: 'urn:moz-tts:x'});
  assert.deepEqual(readWish('chrome'), {engine: 'chrome', id: ''});
  assert.deepEqual(readWish(''), {engine: null, id: ''});
});

test('what becomes of the words is told for each choice', () => {
  assert.equal(privacyOf('', ALL), 'settings_voice_stays_unasked');
  assert.equal(privacyOf('server:amy', ALL), 'settings_voice_stays_server');
  assert.equal(privacyOf('chrome', ALL), 'settings_voice_stays_chrome');
  assert.equal(privacyOf('browser:cloud', ALL), 'settings_voice_goes_away');
});

test('languages fit by their first part, and best by all of them', () => {
  assert.deepEqual([fit('en-US', 'en'), fit('en-US', 'en-us'), fit('en_US', 'en-GB'), fit('de', 'en'), fit('', '')], [2, 2, 1, 0, 0]);
});
