// A conversation in the panel, over asking as it is, an ear and voices that the test plays.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Conversation} from '../../../extension/engine/conversation.js';
import {BEGUN, ended, makeStream, makeWorld, said, settled} from './asking_world.js';

/** @import {Telling} from '../../../extension/engine/asking.js' */

/** A conversation that has begun. @param {Telling} [telling] */
const talking = async (telling = 'voice') => {
  const world = makeWorld(telling);
  const heard = {on: false, deaf: /** @type {any} */ (null)};
  const talk = new Conversation({
    asking: world.asking,
    hear: async (on) => {
      const was = heard.on;
      if (heard.deaf) return heard.deaf;
      heard.on = on;
      // As the ear's room tells it.
      if (was && !on) talk.left();
      return {ok: true, value: was};
    },
    earcon: (role) => world.log.push(`~ ${role}`),
    tell: ({key}, role) => world.log.push(`${role}: ${key}`),
    heard: (question) => world.log.push(`heard ${question}`),
    show: (state) => world.log.push(state),
  });
  world.turns.sentence = () => talk.sentence();
  world.turns.said = () => talk.said();
  world.turns.mute = () => talk.mute();
  const since = () => world.log.splice(0).join(', ');
  return {
    world, talk, heard, since,
    /** The server has taken it. @param {string} id @param {object} [more] */
    begun: async (id, more = {}) => {
      await world.stream.tell({...BEGUN, told: {...BEGUN.told, id, ...more}});
      await settled();
    },
    /** It has been answered, and said. @param {string} text */
    answered: async (text) => {
      await world.stream.tell(ended(text));
      await world.stream.tell('end');
      world.stream = makeStream();
      for (let n = world.speech.place().at; n < world.speech.place().sentences.length; n += 1) await world.goOn();
    },
  };
};

test('a turn is announced, asked, said while it is written, and the next one follows it', async () => {
  const {world, talk, since, begun, answered} = await talking();
  assert.deepEqual(await talk.converse(true), {ok: true, value: false});
  assert.equal(since(), 'opening, listening');
  talk.began();
  talk.text('where was he born', 'en');
  await begun('q1');
  await world.stream.tell(said('In Eisenach. He'));
  assert.equal(since(), 'hearing, heard where was he born, thinking, ~ loading, speaking');
  assert.deepEqual(world.mouth.texts(), ['In Eisenach.']);
  world.mouth.begin();
  await answered('In Eisenach. He died.');
  assert.equal(since(), 'listening, ~ listening');
  talk.text('and who taught him', '');
  await begun('q2');
  assert.deepEqual(world.bodies.map(({question, after}) => [question, after]), [['where was he born', ''], ['and who taught him', 'q1']]);
});

test('a conversation that begins anew follows nothing', async () => {
  const {world, talk, begun, answered} = await talking();
  await talk.converse(true);
  talk.text('one', '');
  await begun('q1');
  await answered('Yes.');
  await talk.converse(false);
  await talk.converse(true);
  talk.text('two', '');
  await settled();
  assert.equal(world.bodies[1].after, '');
});

for (const [how, act, next] of /** @type {[string, 'began' | 'interrupt', string][]} */ ([
  ['who speaks', 'began', 'hearing'], ['a key', 'interrupt', 'listening, ~ listening'],
])) {
  test(`${how} silences voice and model at once, and what came is kept`, async () => {
    const {world, talk, since, begun} = await talking();
    await talk.converse(true);
    talk.text('tell me all', '');
    await begun('q1');
    await world.stream.tell(said('It began long ago. It'));
    world.mouth.begin();
    since();
    talk[act]();
    assert.deepEqual([since(), world.speech.state(), world.signals[0].aborted], [next, 'paused', true]);
    await settled();
    assert.deepEqual([world.answers[0].state, world.answers[0].text, since()], ['stopped', 'It began long ago. It', '']);
  });
}

test('an answer that is cut off before it is taken is no failure', async () => {
  const {talk, since} = await talking();
  await talk.converse(true);
  talk.text('one', '');
  talk.began();
  await settled();
  assert.equal(since(), 'opening, listening, heard one, thinking, ~ loading, hearing');
});

test('why nobody answers is told, and it listens', async () => {
  const {world, talk, since} = await talking();
  await talk.converse(true);
  world.paired = false;
  since();
  talk.text('one', '');
  await settled();
  assert.equal(since(), 'heard one, thinking, ~ loading, failed: why_asking_unpaired, listening, ~ listening');
});

test('a model that vanishes in mid-sentence: why is told, what came is kept, and it listens', async () => {
  const {world, talk, since, begun} = await talking();
  await talk.converse(true);
  talk.text('one', '');
  await begun('q1');
  await world.stream.tell(said('It began long ago. It'));
  world.mouth.begin();
  since();
  await world.stream.tell({name: 'failed', told: {detail: 'The model is gone.'}});
  await world.stream.tell('end');
  await world.goOn();
  await world.goOn();
  assert.equal(since(), 'failed: why_answer_failed The model is gone., listening, ~ listening');
  assert.deepEqual([world.answers[0].state, world.answers[0].text], ['failed', 'It began long ago. It']);
});

test('voices that vanish in mid-sentence: that is told, the answer comes all the same, and it listens', async () => {
  const {world, talk, since, begun} = await talking();
  await talk.converse(true);
  talk.text('one', '');
  await begun('q1');
  await world.stream.tell(said('It began. It'));
  world.mouth.begin();
  since();
  world.there.clear();
  world.mouth.end({how: 'failed', why: {key: 'why_no_voice', args: []}});
  await settled();
  await world.stream.tell(ended('It began. It went on.'));
  await world.stream.tell('end');
  assert.equal(since(), 'failed: why_no_voice, thinking, ~ loading, listening, ~ listening');
  assert.equal(world.answers[0].text, 'It began. It went on.');
});

test('a voice that vanishes when all is written does not keep it from listening', async () => {
  const {world, talk, since, begun} = await talking();
  await talk.converse(true);
  talk.text('one', '');
  await begun('q1');
  await world.stream.tell(ended('It began. It went on.'));
  await world.stream.tell('end');
  world.mouth.begin();
  since();
  world.there.clear();
  world.mouth.end({how: 'failed', why: {key: 'why_no_voice', args: []}});
  await settled();
  assert.equal(since(), 'failed: why_no_voice, listening, ~ listening');
});

test('what a screen reader reads is over when it is written, and is announced', async () => {
  const {world, talk, since, begun} = await talking('screen-reader');
  await talk.converse(true);
  since();
  talk.text('one', '');
  await begun('q1');
  await world.stream.tell(ended('Yes. So.'));
  await world.stream.tell('end');
  assert.equal(since(), 'heard one, thinking, ~ loading, reads Yes., reads So., speaking, listening, ~ listening');
});

test('noise alone asks nothing, for however long', async () => {
  const {world, talk, since} = await talking();
  await talk.converse(true);
  since();
  for (let n = 0; n < 3; n += 1) {
    talk.began();
    talk.nothing();
  }
  assert.equal(since(), 'hearing, listening, ~ listening, hearing, listening, ~ listening, hearing, listening, ~ listening');
  assert.deepEqual(world.bodies, []);
});

test('an ear that is taken away ends it, and says so', async () => {
  const {world, talk, since, begun} = await talking();
  await talk.converse(true);
  talk.text('one', '');
  await begun('q1');
  since();
  talk.left();
  assert.deepEqual([since(), world.signals[0].aborted, talk.on], ['off, cancelled: say_converse_off', true, false]);
});

test('its own word ends it, which says so itself; where nothing hears, none begins', async () => {
  const {talk, heard, since} = await talking();
  await talk.converse(true);
  since();
  assert.deepEqual([await talk.converse(false), heard.on, since()], [{ok: true, value: true}, false, 'off']);
  heard.deaf = {ok: false, why: {key: 'why_hearing_away', args: []}};
  assert.deepEqual([await talk.converse(true), talk.on], [heard.deaf, false]);
});

test('what is asked by a command meanwhile is a turn, too', async () => {
  const {world, talk, since, begun} = await talking();
  await talk.converse(true);
  since();
  const asked = talk.ask({question: 'When?'}, (answer) => { world.over.push(answer); });
  await begun('q1');
  assert.deepEqual([(await asked).ok, since()], [true, 'thinking, ~ loading']);
  await world.stream.tell(said('In 1685. So'));
  assert.equal(since(), 'speaking');
});

test('a persona goes on by itself as often as it may, in the language it was spoken to', async () => {
  const {world, talk, since, begun, answered} = await talking();
  await talk.converse(true);
  talk.text('erzähl mir etwas', 'de');
  await begun('q1', {goes_on: 1});
  since();
  await answered('Es war einmal.');
  await begun('q2', {goes_on: 1});
  assert.deepEqual([world.bodies[1].question, world.bodies[1].after], ['Sprich weiter.', 'q1']);
  await answered('Und so weiter.');
  await settled();
  assert.deepEqual([world.bodies.length, since()], [2, 'speaking, listening, ~ listening, thinking, ~ loading, speaking, listening, ~ listening']);
});
