// The reader: sentence by sentence, stopping and going on, from any place, at any pace, by any engine.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Reader} from '../../../extension/engine/reader.js';
import {GONE, MANNER, makeVoices, words} from './voices_world.js';

/** @import {EngineName} from '../../../extension/core/voices.js' */

/** @param {string[]} texts */
const sentences = (...texts) => texts.map((text) => ({text, lang: 'en', paragraph: 0}));

/** @param {EngineName} engine that alone is there */
const readerOf = (engine) => {
  const world = makeVoices([engine]);
  const log = /** @type {(number | string)[]} */ ([]);
  const how = {rate: 100, begun: (/** @type {number} */ at) => { log.push(at); }, ended: () => { log.push('end'); }};
  const reader = new Reader(world.speaker, () => ({...MANNER, voice: engine}));
  return {...world, world, reader, how, log, mouth: world.mouths[engine]};
};

/** One that has begun to read. @param {EngineName} engine @param {string[]} texts */
const reading = async (engine, ...texts) => {
  const all = readerOf(engine);
  const began = all.reader.read(sentences(...texts), all.how);
  all.mouth.begin();
  assert.equal(await began, true);
  return all;
};

/** The engines that take one sentence at a time, and the one that takes the next, too. @type {EngineName[]} */
const ENGINES = ['server', 'chrome', 'browser'];

/** Ends the sentence that sounds, and begins the next. @param {ReturnType<typeof readerOf>['mouth']} mouth */
const goOn = (mouth) => {
  const at = mouth.said.findIndex((one) => !one.stopped && !(/** @type {any} */ (one).over));
  /** @type {any} */ (mouth.said[at]).over = true;
  mouth.end({how: 'said'}, mouth.said[at]);
  if (mouth.said[at + 1]) mouth.begin(mouth.said[at + 1]);
};

for (const engine of ENGINES) {
  test(`${engine}: reading goes on by itself to the end`, async () => {
    const {reader, mouth, log} = await reading(engine, 'one', 'two', 'three');
    goOn(mouth);
    assert.deepEqual([reader.state(), reader.place().at], ['speaking', 1]);
    goOn(mouth);
    goOn(mouth);
    assert.deepEqual([reader.state(), log, reader.place().at, mouth.texts()], ['idle', [0, 1, 2, 'end'], 3, ['one', 'two', 'three']]);
  });

  test(`${engine}: a pause keeps the place, and the sentence is said again from its beginning`, async () => {
    const {reader, mouth} = await reading(engine, 'one', 'two', 'three');
    goOn(mouth);
    reader.pause();
    assert.deepEqual([reader.state(), reader.place().at, mouth.said.every(({stopped}, at) => stopped || at === 0)], ['paused', 1, true]);
    const before = mouth.said.length;
    reader.resume();
    assert.deepEqual([mouth.texts().slice(before), reader.state()], [['two'], 'speaking']);
  });

  test(`${engine}: it reads on from another sentence, while speaking, paused or at the end`, async () => {
    const {reader, mouth, log} = await reading(engine, 'one', 'two', 'three');
    const gone = reader.go(2);
    mouth.begin();
    assert.equal(await gone, true);
    reader.pause();
    const back = reader.go(1);
    mouth.begin([...mouth.said].reverse().find(({saying}) => saying.text === 'two'));
    assert.deepEqual([await back, reader.state(), log], [true, 'speaking', [0, 2, 1]]);
  });

  test(`${engine}: the pace holds from the sentence on that is being said`, async () => {
    const {reader, mouth} = await reading(engine, 'one', 'two');
    reader.rate(140);
    assert.deepEqual([mouth.last().saying.text, mouth.last().saying.pace], ['one', 140]);
    reader.pause();
    const before = mouth.said.length;
    reader.rate(60);
    assert.equal(mouth.said.length, before);
  });

  test(`${engine}: it waits for an answer and says the sentence again`, async () => {
    const {reader, mouth, speaker} = await reading(engine, 'one', 'two');
    void speaker.answer(words('an answer'), {...MANNER, voice: engine});
    assert.deepEqual([reader.state(), mouth.last().saying.text, mouth.said[0].stopped], ['speaking', 'an answer', true]);
    mouth.end();
    assert.deepEqual([mouth.last().saying.text, mouth.last().stopped], ['one', false]);
  });
}

test('the next sentence is given while one is said, where the engine takes it, and no more', async () => {
  const {mouth} = await reading('server', 'one', 'two', 'three');
  assert.deepEqual(mouth.texts(), ['one', 'two']);
  goOn(mouth);
  assert.deepEqual(mouth.texts(), ['one', 'two', 'three']);
  const one = await reading('browser', 'one', 'two');
  assert.deepEqual(one.mouth.texts(), ['one']);
});

test('what was paused while an answer is said stays silent after it', async () => {
  const {reader, mouth, speaker} = await reading('browser', 'one', 'two');
  void speaker.answer(words('stopped'), {...MANNER, voice: 'browser'});
  reader.pause();
  mouth.end();
  assert.deepEqual([mouth.texts(), reader.state()], [['one', 'stopped'], 'paused']);
});

test('what is to go on while an answer is said waits for its end', async () => {
  const {reader, mouth, speaker} = await reading('browser', 'one', 'two');
  reader.pause();
  void speaker.answer(words('an answer'), {...MANNER, voice: 'browser'});
  reader.resume();
  assert.equal(mouth.last().saying.text, 'an answer');
  mouth.end();
  assert.equal(mouth.last().saying.text, 'one');
});

test('to read on cuts an answer off', async () => {
  const {reader, mouth, speaker} = await reading('browser', 'one', 'two');
  const answer = speaker.answer(words('an answer'), {...MANNER, voice: 'browser'});
  void reader.go(1);
  assert.deepEqual([await answer, mouth.texts()], [null, ['one', 'an answer', 'two']]);
});

test('a server that goes in the middle of a sentence has it said again by the browser, and all after it', async () => {
  const {world, reader, mouth, mouths, log} = await reading('server', 'one', 'two', 'three');
  world.there.add('browser');
  mouth.end(GONE, mouth.said[0]);
  assert.deepEqual([mouths.browser.texts(), mouth.said[1].stopped], [['one'], true]);
  mouths.browser.begin();
  mouths.browser.end();
  mouths.browser.begin();
  assert.deepEqual([mouths.browser.texts(), log, reader.state()], [['one', 'two'], [0, 0, 1], 'speaking']);
});

test('a server that goes while it makes the next sentence lets the present one end', async () => {
  const {world, mouth, mouths} = await reading('server', 'one', 'two');
  world.there.add('browser');
  mouth.end({how: 'said'}, mouth.said[0]);
  mouth.end(GONE, mouth.said[1]);
  assert.deepEqual(mouths.browser.texts(), ['two']);
});

test('a text that begins while the server goes is begun by the browser', async () => {
  const {world, reader, how, mouth, mouths} = readerOf('server');
  world.there.add('browser');
  const began = reader.read(sentences('one'), how);
  mouth.end(GONE);
  mouths.browser.begin();
  assert.equal(await began, true);
});

test('a voice that is lost with what it was given ahead: the sentence that sounded is said again', async () => {
  const {reader, mouth} = await reading('server', 'one', 'two', 'three');
  const [one, two] = mouth.said;
  const before = mouth.said.length;

  mouth.end({how: 'cut'}, two);
  mouth.end({how: 'cut'}, one);

  assert.deepEqual([mouth.texts().slice(before), reader.place().at, reader.state()], [['one'], 0, 'speaking']);
});

test('words of somebody else cut a sentence off, and it is said again after them', async () => {
  const {mouth, reader} = await reading('browser', 'one', 'two');
  mouth.end({how: 'cut'});
  assert.deepEqual([mouth.texts(), reader.state()], [['one', 'one'], 'speaking']);
});

test('without a voice it is told so', async () => {
  const {reader, how, mouth} = readerOf('browser');
  const began = reader.read(sentences('one'), how);
  mouth.end({how: 'failed', why: {key: 'why_no_voice', args: []}});
  assert.deepEqual([await began, reader.state()], [false, 'idle']);
});

test('what no voice goes on with is told, and is taken up at its sentence', async () => {
  const {reader, how, mouth, log} = readerOf('browser');
  const began = reader.read(sentences('one', 'two'), {...how, failed: () => { log.push('failed'); }});
  mouth.begin();
  mouth.end();
  mouth.begin();
  mouth.end({how: 'failed', why: {key: 'why_no_voice', args: []}});
  assert.deepEqual([await began, reader.state(), log.at(-1)], [true, 'paused', 'failed']);
  reader.resume();
  assert.deepEqual(mouth.texts(), ['one', 'two', 'two']);
});

test('a text that is replaced or stopped before it began is told so', async () => {
  const {reader, how, mouth} = readerOf('browser');
  const [old, next] = [reader.read(sentences('old', 'older'), how), reader.read(sentences('new'), how)];
  assert.deepEqual([await old, mouth.texts(), mouth.said[0].stopped], [false, ['old', 'new'], true]);
  reader.pause();
  assert.deepEqual([await next, reader.state()], [false, 'paused']);
});

test('it tells the letter the voice is at, and keeps it when it stops', async () => {
  const {reader, mouth} = await reading('browser', 'one two', 'three');
  mouth.last().letter = 4;
  assert.equal(reader.place().letter, 4);
  reader.pause();
  assert.equal(reader.place().letter, 4);
  reader.resume();
  mouth.begin();
  assert.equal(reader.place().letter, 0);
});

test('what has come to its end is neither paused nor resumed', async () => {
  const {reader, mouth} = await reading('browser', 'one');
  mouth.end();
  reader.pause();
  reader.resume();
  assert.deepEqual([mouth.texts(), reader.state()], [['one'], 'idle']);
});

test('a language is told by the whole paragraph', async () => {
  const {world, reader, how, mouth} = readerOf('server');
  const asked = /** @type {string[]} */ ([]);
  world.detected = async (text) => { asked.push(text); return 'de'; };
  void reader.read([{text: 'Ja.', lang: '', paragraph: 0}, {text: 'Und nein.', lang: '', paragraph: 0}, {text: 'No.', lang: 'en', paragraph: 1}], how);
  await new Promise((resolve) => { setImmediate(resolve); });
  assert.deepEqual([asked, mouth.last().saying.lang], [['Ja. Und nein.'], 'de']);
});

test('a text that is still being written is read as it comes, and ends when it is told to be over', async () => {
  const {reader, how, mouth, log} = readerOf('browser');
  const text = sentences();
  const began = reader.read(text, {...how, open: true});
  assert.deepEqual([reader.state(), mouth.texts()], ['speaking', []]);
  assert.equal(reader.add(text, sentences('one', 'two'), false), true);
  mouth.begin();
  assert.equal(await began, true);
  mouth.end();
  mouth.begin();
  mouth.end();
  assert.deepEqual([mouth.texts(), reader.state(), log], [['one', 'two'], 'speaking', [0, 1]]);
  reader.add(text, sentences('three'), true);
  mouth.begin();
  mouth.end();
  assert.deepEqual([mouth.texts(), reader.state(), log], [['one', 'two', 'three'], 'idle', [0, 1, 2, 'end']]);
  assert.equal(reader.add(text, sentences('four'), true), false);
});

test('what comes while a sentence is said is given ahead, where the engine takes it', async () => {
  const {reader, how, mouth} = readerOf('server');
  const text = sentences('one');
  void reader.read(text, {...how, open: true});
  mouth.begin();
  reader.add(text, sentences('two', 'three'), true);
  assert.deepEqual(mouth.texts(), ['one', 'two']);
});

test('an answer between, a pause and the end of what is read hold while it waits for more', async () => {
  const {reader, how, mouth, speaker, log} = readerOf('browser');
  const text = sentences();
  void reader.read(text, {...how, open: true});
  void speaker.answer(words('an answer'), {...MANNER, voice: 'browser'});
  reader.add(text, sentences('one'), false);
  assert.deepEqual(mouth.texts(), ['an answer']);
  mouth.end();
  assert.deepEqual(mouth.texts(), ['an answer', 'one']);
  mouth.begin();
  reader.pause();
  reader.add(text, sentences(), true);
  assert.deepEqual([reader.state(), mouth.texts()], ['paused', ['an answer', 'one']]);
  reader.resume();
  mouth.begin();
  mouth.end();
  assert.deepEqual([reader.state(), log], ['idle', [0, 0, 'end']]);
});

test('nothing is added to a text that another has replaced', async () => {
  const {reader, how, mouth} = readerOf('browser');
  const text = sentences('one');
  void reader.read(text, {...how, open: true});
  void reader.read(sentences('another'), how);
  assert.equal(reader.add(text, sentences('two'), true), false);
  assert.deepEqual(mouth.texts(), ['one', 'another']);
});

test('a text may have a voice of its own, as long as it is read', async () => {
  const {speaker, mouths} = makeVoices(['server', 'browser']);
  const reader = new Reader(speaker, () => ({...MANNER, voice: 'browser:browser-en'}));
  const how = {rate: 100, begun: () => undefined, ended: () => undefined};
  void reader.read(sentences('One.'), {...how, voice: 'server:server-en'});
  void reader.read(sentences('Two.'), how);
  await new Promise((resolve) => { setImmediate(resolve); });
  assert.deepEqual([mouths.server.texts(), mouths.browser.texts()], [['One.'], ['Two.']]);
});
