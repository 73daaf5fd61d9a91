// The speaker: one voice at a time, the right one, and another where it fails.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {GONE, MANNER, makeVoices, words} from './voices_world.js';

const turn = () => new Promise((resolve) => { setImmediate(resolve); });

test('an answer is said by the voice of its language, in the manner that is asked for', () => {
  const {speaker, mouths} = makeVoices();
  void speaker.answer(words('Hallo', 'de'), {...MANNER, voice: 'browser', pace: 140, pitch: 80, volume: 0.5});
  assert.deepEqual(mouths.browser.last().saying, {text: 'Hallo', lang: 'de', voice: 'browser-de', pace: 140, pitch: 80, volume: 0.5});
});

test('a new answer replaces the one before at once', async () => {
  const {speaker, mouths: {server}} = makeVoices();
  const first = speaker.answer(words('one'), MANNER);
  const second = speaker.answer(words('two'), MANNER);
  assert.deepEqual([server.texts(), server.said[0].stopped, await first], [['one', 'two'], true, null]);
  server.end();
  assert.deepEqual(await second, {how: 'said'});
});

test('what is to come next waits for the answer before it', async () => {
  const {speaker, mouths: {server}} = makeVoices();
  void speaker.answer(words('one'), MANNER);
  void speaker.answerNext(words('two'), MANNER);
  assert.deepEqual(server.texts(), ['one']);
  server.end();
  assert.deepEqual([server.texts(), server.said[0].stopped], [['one', 'two'], false]);
  server.end();
  assert.equal(speaker.answering, false);
});

test('what is hushed falls silent, with all that waited', async () => {
  const {speaker, mouths: {server}} = makeVoices();
  const both = [speaker.answer(words('one'), MANNER), speaker.answerNext(words('two'), MANNER)];
  speaker.hush();
  assert.deepEqual([await Promise.all(both), server.texts(), server.last().stopped], [[null, null], ['one'], true]);
});

test('reading waits for an answer, and goes on after the last', () => {
  const {speaker, mouths: {server}, log} = makeVoices();
  speaker.reading = {wait: () => { log.push('wait'); }, again: () => { log.push('again'); }};
  void speaker.answer(words('one'), MANNER);
  void speaker.answerNext(words('two'), MANNER);
  server.end();
  assert.deepEqual(log, ['wait']);
  server.end();
  assert.deepEqual(log, ['wait', 'again']);
});

test('it is told once that speech sounds, and once that it no longer does', () => {
  const {speaker, mouths: {server}, log} = makeVoices();
  for (const text of ['one', 'two']) speaker.read(words(text), MANNER, {begun: () => undefined, over: () => undefined});
  server.begin(server.said[0]);
  assert.deepEqual(log, ['sounds']);
  server.end({how: 'said'}, server.said[0]);
  server.begin(server.said[1]);
  server.end({how: 'said'}, server.said[1]);
  assert.deepEqual(log, ['sounds', 'silent', 'sounds', 'silent']);
});

test('what is stopped no longer sounds', () => {
  const {speaker, mouths: {server}, log} = makeVoices();
  void speaker.answer(words('one'), MANNER);
  server.begin();
  speaker.hush();
  assert.deepEqual(log, ['sounds', 'silent']);
});

test('an answer whose server goes is said by the browser, and the loss is told once', async () => {
  const {speaker, mouths: {server, browser}, log} = makeVoices();
  const said = speaker.answer(words('one'), MANNER);
  server.begin();
  server.end(GONE);
  assert.deepEqual([browser.texts(), log.filter((each) => each.startsWith('lost'))], [['one'], ['lost server why_server_voice_gone']]);
  browser.end();
  assert.deepEqual(await said, {how: 'said'});
  void speaker.answer(words('two'), MANNER);
  assert.deepEqual([server.texts(), browser.texts()], [['one'], ['one', 'two']]);
});

test('what is read is cut where its server goes, to be said again', () => {
  const {speaker, mouths: {server}} = makeVoices();
  /** @type {any[]} */
  const ends = [];
  speaker.read(words('one'), MANNER, {begun: () => undefined, over: (end) => ends.push(end.how)});
  server.end(GONE);
  assert.deepEqual(ends, ['cut']);
});

test('where the browser fails, too, nobody else is tried', async () => {
  const {speaker, mouths: {browser}, log} = makeVoices(['browser']);
  const said = speaker.answer(words('one'), MANNER);
  browser.end({how: 'failed', why: {key: 'why_no_voice', args: []}});
  assert.deepEqual([(await said)?.how, browser.texts(), log], ['failed', ['one'], []]);
});

test('a voice that is tried is heard itself or not at all', async () => {
  const {speaker, mouths} = makeVoices(['browser']);
  const absent = await speaker.answer(words('one'), {...MANNER, voice: 'server:server-en', strict: true});
  assert.deepEqual([absent?.how, mouths.browser.texts()], ['failed', []]);
  const gone = speaker.answer(words('two'), {...MANNER, voice: 'browser:other', strict: true});
  assert.equal((await gone)?.how, 'failed');
  void speaker.answer(words('three'), {...MANNER, voice: 'browser:browser-de', lang: 'de', strict: true});
  assert.deepEqual(mouths.browser.texts(), []);
});

test('a voice that fails while it is tried is not replaced, and is no loss', async () => {
  const {speaker, mouths} = makeVoices();
  const tried = speaker.answer(words('one'), {...MANNER, voice: 'server', strict: true});
  mouths.server.end(GONE);
  assert.deepEqual([(await tried)?.how, mouths.browser.texts()], ['failed', []]);
});

test('a text that does not say its language has it found out, from what stands about it', async () => {
  const {speaker, mouths: {server}} = makeVoices();
  const hears = {begun: () => undefined, over: () => undefined};
  speaker.read({text: 'Ja.', lang: '', context: 'Ja. Hier und dort.'}, MANNER, hears);
  speaker.read({text: 'Hm.', lang: ''}, MANNER, hears);
  await turn();
  assert.deepEqual(server.said.map(({saying}) => saying.lang), ['de', 'en']);
});

test('where the language cannot be found out, it is said all the same', async () => {
  const world = makeVoices();
  world.detected = async () => { throw new Error('no detector'); };
  world.speaker.read({text: 'one', lang: ''}, MANNER, {begun: () => undefined, over: () => undefined});
  await turn();
  assert.deepEqual(world.mouths.server.texts(), ['one']);
});

test('what is stopped while its language is found out is never said', async () => {
  const {speaker, mouths: {server}} = makeVoices();
  speaker.read({text: 'one', lang: ''}, MANNER, {begun: () => undefined, over: () => undefined}).stop();
  await turn();
  assert.deepEqual(server.texts(), []);
});
