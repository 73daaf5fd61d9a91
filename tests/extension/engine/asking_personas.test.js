// Personas of answers: who was chosen goes along, and whoever's turn it is speaks from the next sentence on.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {BEGUN, asked, ended, makeWorld, said, settled} from './asking_world.js';

/** An answer of three sentences, the first of which is being said, by whose voice each is said. */
const spoken = async () => {
  const world = makeWorld();
  Object.assign(world, {inView: 'https://clara.test/', personas: {'https://clara.test/': 'clara', 'https://robert.test/': 'robert', Robert: 'robert'}});
  world.mouth = world.mouths.server;
  for (const engine of /** @type {const} */ (['server', 'browser'])) world.there.add(engine);
  const reply = world.ask();
  await world.stream.tell({...BEGUN, told: {...BEGUN.told, persona: 'Clara', voice: 'server-en'}});
  assert.equal((await reply).ok, true);
  await world.stream.tell(said('One. Two. Three.'));
  await world.stream.tell(ended('One. Two. Three.'));
  await world.stream.tell('end');
  world.mouth.begin();
  await settled();
  return world;
};

/** @param {Awaited<ReturnType<typeof spoken>>} world */
const heard = ({mouth}) => mouth.said.filter(({stopped}) => !stopped).map(({saying}) => saying.text);

test('who was chosen answers, whatever page is in front', async () => {
  const world = makeWorld();
  Object.assign(world, {persona: 'Robert', inView: 'https://clara.test/'});
  const reply = world.ask();
  await world.stream.tell(BEGUN);
  await reply;
  assert.equal(world.bodies[0].persona, 'Robert');
});

test('another page in front lets its persona speak from the next sentence on', async () => {
  const world = await spoken();
  /** @type {string[]} */
  const cast = [];
  const recast = world.speech.recast.bind(world.speech);
  world.speech.recast = (to, voice) => { cast.push(voice); recast(to, voice); };
  world.inView = 'https://robert.test/';
  await world.asking.turned();
  world.inView = 'https://nobody.test/';
  await world.asking.turned();
  await world.asking.turned();
  world.persona = 'Robert';
  await world.asking.turned();
  assert.deepEqual(cast, ['server:robert', '', 'server:robert']);
  assert.deepEqual(heard(world).slice(0, 1), ['One.']);
});

test('what was given ahead is taken back and said by the new voice; what is being said is not', async () => {
  const world = await spoken();
  assert.deepEqual(heard(world), ['One.', 'Two.']);
  world.speech.recast(world.speech.place().sentences, '');
  await settled();
  const {server, browser} = world.mouths;
  assert.deepEqual([server.said.map(({saying, stopped}) => [saying.text, stopped]), browser.texts()], [[['One.', false], ['Two.', true]], []]);
  server.end({how: 'said'}, server.said[0]);
  await settled();
  assert.deepEqual(browser.texts(), ['Two.']);
});

test('who cannot be asked for, and what is no answer, change nothing', async () => {
  const world = await asked();
  await world.stream.tell(said('One. Two.'));
  world.paired = false;
  world.inView = 'https://robert.test/';
  await world.asking.turned();
  world.paired = true;
  void world.speech.read([{text: 'A page.', lang: 'en', paragraph: 0}], {rate: 100, begun: () => undefined, ended: () => undefined});
  world.speech.recast = () => assert.fail('nobody reads an answer');
  await world.asking.turned();
});
