// Asking: answers kept and spoken sentence by sentence as they come, interrupted, stopped, followed and taken back.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {BEGUN, asked, ended, makeStream, makeWorld, said, settled} from './asking_world.js';
import {MANNER, words} from './voices_world.js';

test('a question is taken before its answer is there, and what is asked goes along', async () => {
  const world = await asked();
  assert.deepEqual(world.bodies, [{question: 'When?', after: '', topics: ['Bach'], length: 'short'}]);
  assert.deepEqual(world.answers.map(({id, state}) => [id, state]), [['q1', 'asking']]);
});

test('the page in front goes along, whose persona may answer as it is used to', async () => {
  const world = makeWorld();
  Object.assign(world, {inView: 'https://example.org/bach', length: ''});
  /** @type {(string | undefined)[]} */
  const voices = [];
  const read = world.speech.read.bind(world.speech);
  world.speech.read = (sentences, how) => { voices.push(how.voice); return read(sentences, how); };
  const reply = world.ask();
  await world.stream.tell({...BEGUN, told: {...BEGUN.told, persona: 'Clara', voice: 'en-clara', length: 'sentence'}});
  assert.equal((await reply).ok, true);
  assert.deepEqual(world.bodies, [{question: 'When?', after: '', topics: ['Bach'], length: '', address: 'https://example.org/bach'}]);
  assert.deepEqual(world.answers.map(({persona, way}) => [persona, way.length]), [['Clara', 'sentence']]);
  assert.deepEqual(voices, ['server:en-clara']);
});

test('what is too short to tell its language is taken to be in that of who asked', async () => {
  const world = makeWorld();
  /** @type {(string | undefined)[]} */
  const languages = [];
  const read = world.speech.read.bind(world.speech);
  world.speech.read = (sentences, how) => { languages.push(how.lang); return read(sentences, how); };
  for (const wish of [{language: 'de'}, {}]) {
    world.stream = makeStream();
    const reply = world.ask(wish);
    await world.stream.tell(BEGUN);
    await reply;
  }
  assert.deepEqual(languages, ['de', '']);
});

test('each sentence is spoken as soon as the next begins, and what it is from is told at the end', async () => {
  const world = await asked();
  await world.stream.tell(said('Born in Eisenach [1]. He'));
  assert.deepEqual(world.mouth.texts(), ['Born in Eisenach.']);
  world.mouth.begin();
  await world.stream.tell(said(' died.'));
  await world.stream.tell(ended('Born in Eisenach [1]. He died.', {claims: [{start: 22, end: 30, carried: false}]}));
  await world.stream.tell('end');
  assert.deepEqual([world.over.length, world.log.filter((line) => line.includes('answered'))], [1, []]);
  await world.goOn();
  await world.goOn();
  assert.deepEqual([world.mouth.texts(), world.log.at(-1)], [['Born in Eisenach.', 'He died.'], 'done: say_answered_partly 1 1']);
});

test('a screen reader is given it sentence by sentence, and who only looks is told when it is there', async () => {
  const world = await asked('screen-reader');
  await world.stream.tell(said('One [1]. Two.'));
  await world.stream.tell(ended('One [1]. Two.'));
  await world.stream.tell('end');
  assert.deepEqual([world.log, world.mouth.texts()], [['reads One.', 'reads Two.', 'done: say_answered 1 0'], []]);
  const silent = await asked('off');
  await silent.stream.tell(ended('Nothing is known.', {model: ''}));
  await silent.stream.tell('end');
  assert.deepEqual(silent.log, ['done: say_answered_bare']);
});

test('without a model it is said that sources are quoted', async () => {
  const world = await asked('off');
  await world.stream.tell(ended('A passage [1].', {model: ''}));
  await world.stream.tell('end');
  assert.deepEqual(world.log, ['done: say_quoted 1 0']);
});

test('a key stops the voice and not the model; continue goes on with the sentence', async () => {
  const world = await asked();
  await world.stream.tell(said('One. Two. Three'));
  world.mouth.begin();
  world.asking.interrupt();
  assert.deepEqual([world.speech.state(), world.signals[0].aborted], ['paused', false]);
  await world.stream.tell(ended('One. Two. Three.'));
  await world.stream.tell('end');
  world.speech.resume();
  await settled();
  assert.deepEqual(world.mouth.texts(), ['One.', 'One.']);
  for (const _ of ['One.', 'Two.', 'Three.']) await world.goOn();
  assert.deepEqual([world.mouth.texts().slice(2), world.speech.state()], [['Two.', 'Three.'], 'idle']);
});

test('a key that is played while nothing is spoken yet keeps the answer from nobody', async () => {
  const world = await asked();
  world.asking.interrupt();
  await world.stream.tell(said('One. Two'));
  assert.deepEqual(world.mouth.texts(), ['One.']);
});

test('another text that is read is nobody\'s to interrupt', async () => {
  const world = await asked();
  void world.speech.read([{text: 'a page', lang: 'en', paragraph: 0}], {rate: 100, begun: () => undefined, ended: () => undefined});
  world.mouth.begin();
  world.asking.interrupt();
  assert.equal(world.speech.state(), 'speaking');
});

test('stop ends the model and what came stays; what its key has silenced already counts as stopped, once', async () => {
  const world = await asked();
  await world.stream.tell(said('One. Two'));
  world.mouth.begin();
  assert.equal(world.asking.halt(), true);
  await settled();
  assert.deepEqual([world.signals[0].aborted, world.answers[0].state, world.answers[0].text, world.over.length], [true, 'stopped', 'One. Two', 1]);
  world.asking.interrupt();
  assert.equal(world.asking.halt(), false);
  world.speech.resume();
  await settled();
  world.mouth.begin();
  world.asking.interrupt();
  assert.deepEqual([world.asking.halt(), world.asking.halt()], [true, false]);
  assert.deepEqual(world.log, []);
});

test('one question ends the one before', async () => {
  const world = await asked();
  const [first] = world.signals;
  world.stream = makeStream();
  const reply = world.ask({question: 'And where?'});
  await world.stream.tell({...BEGUN, told: {...BEGUN.told, id: 'q2'}});
  assert.deepEqual([(await reply).ok, first.aborted, world.answers.map(({state}) => state)], [true, true, ['stopped', 'asking']]);
});

test('a question that is stopped before it was taken is none', async () => {
  const world = makeWorld();
  const reply = world.ask();
  world.asking.halt();
  assert.deepEqual([await reply, world.answers], [{ok: false, why: {key: 'why_asking_stopped', args: []}}, []]);
});

test('why it was not taken, or broke off, is told', async () => {
  const world = makeWorld();
  world.paired = false;
  assert.deepEqual(await world.ask(), {ok: false, why: {key: 'why_asking_unpaired', args: []}});
  world.paired = true;
  const refused = world.ask();
  await world.stream.tell(Object.assign(new Error(), {why: {key: 'why_server_says', args: ['No topic is called so.']}}));
  assert.deepEqual(await refused, {ok: false, why: {key: 'why_server_says', args: ['No topic is called so.']}});
  const silent = world.ask();
  await world.stream.tell('end');
  assert.deepEqual(await silent, {ok: false, why: {key: 'why_answer_broken', args: []}});
});

for (const [how, event, why] of /** @type {[string, any, string][]} */ ([
  ['by the server', {name: 'failed', told: {detail: 'The model is gone.'}}, 'The model is gone.'],
  ['by the connection', Object.assign(new Error(), {why: {key: 'why_server_left', args: ['x']}}), 'why_server_left x'],
  ['without a word', 'end', 'why_answer_broken'],
])) {
  test(`an answer that is broken off ${how} says why and keeps what came`, async () => {
    const world = await asked();
    await world.stream.tell(said('One. Two'));
    await world.stream.tell(event);
    await world.stream.tell('end');
    assert.deepEqual([world.answers[0].state, world.answers[0].text, world.log], ['failed', 'One. Two', [`failed: why_answer_failed ${why}`]]);
  });
}

test('without a voice it is said once, and shown all the same', async () => {
  const world = await asked();
  world.there.clear();
  await world.stream.tell(said('One. Two'));
  world.mouth.end({how: 'failed', why: {key: 'why_no_voice', args: []}});
  await world.stream.tell(ended('One. Two.'));
  await world.stream.tell('end');
  assert.deepEqual(world.log, ['failed: why_no_voice', 'done: say_answered_bare']);
});

test('a page goes along with what follows it, and its text is known only to whom it was told', async () => {
  const page = {title: 'Organs', address: 'https://organs.test/', text: 'Pipes.'};
  const world = makeWorld('off');
  const first = world.ask({page});
  await world.stream.tell(BEGUN);
  await first;
  await world.stream.tell('end');
  const [about] = world.answers;
  world.stream = makeStream();
  const further = world.ask({question: 'Why?', after: about});
  await world.stream.tell({...BEGUN, told: {...BEGUN.told, id: 'q2'}});
  await further;
  assert.deepEqual([world.bodies[0].page, world.bodies[1].page, world.bodies[1].after], [page, page, 'q1']);
  const later = makeWorld('off', world.answers);
  assert.deepEqual(await later.ask({after: about}), {ok: false, why: {key: 'why_page_forgotten', args: []}});
});

test('the same question at another length follows what the first one followed, of the same topics', async () => {
  const world = await asked('off');
  world.topics = [];
  const instead = {...world.answers[0], way: {...world.answers[0].way, after: 'q0'}};
  world.stream = makeStream();
  void world.ask({instead, length: 'full'});
  assert.deepEqual(world.bodies[1], {question: 'When?', after: 'q0', instead_of: 'q1', topics: ['Bach'], length: 'full'});
});

test('a question is taken back with its answer, here and there, while it comes, too', async () => {
  const world = await asked();
  await world.stream.tell(said('One. Two'));
  world.mouth.begin();
  await world.asking.forget('q1');
  await settled();
  assert.deepEqual([world.answers, world.log, world.signals[0].aborted, world.speech.state()], [[], ['forget q1'], true, 'paused']);
});

test('what the server keeps is not taken back, and why is said', async () => {
  const world = await asked('off');
  world.forgets = Object.assign(new Error(), {why: {key: 'why_server_gone', args: []}});
  await assert.rejects(world.asking.forget('q1'), ({why}) => why.key === 'why_server_gone');
  assert.equal(world.answers.length, 1);
  world.paired = false;
  await assert.rejects(world.asking.forget('q1'), ({why}) => why.key === 'why_asking_unpaired');
});

test('an engine that takes over shows what was asked, and nobody answers it any more', async () => {
  const world = await asked();
  const later = makeWorld('voice', world.answers);
  assert.equal(later.asking.last?.state, 'stopped');
});

test('ten answers are kept', async () => {
  const world = makeWorld('off');
  for (let n = 0; n < 12; n += 1) {
    world.stream = makeStream();
    const reply = world.ask();
    await world.stream.tell({...BEGUN, told: {...BEGUN.told, id: `q${n}`}});
    await reply;
  }
  assert.deepEqual([world.answers.length, world.answers[0].id], [10, 'q2']);
});

test('what is told to the player between two sentences does not lose the answer', async () => {
  const world = await asked();
  await world.stream.tell(said('One. Two'));
  world.mouth.begin();
  void world.speaker.answer(words('done'), {...MANNER, voice: 'browser'});
  await world.stream.tell(ended('One. Two.'));
  await world.stream.tell('end');
  await world.goOn();
  assert.deepEqual(world.mouth.texts(), ['One.', 'done', 'One.']);
});
