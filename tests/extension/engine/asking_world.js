// What asking is played in: a server whose stream a test feeds, voices, and a log of what is told.

import assert from 'node:assert/strict';
import {Asking} from '../../../extension/engine/asking.js';
import {Reader} from '../../../extension/engine/reader.js';
import {MANNER, makeVoices} from './voices_world.js';

/** @import {Answer} from '../../../extension/core/answer.js' */
/** @import {Telling} from '../../../extension/engine/asking.js' */

/** @param {number} number */
const source = (number) => ({number, title: `Title ${number}`, heading: '', address: '', kind: 'text', text: 'A passage.', line: 1, page: null, from_ms: null, quotes: []});
export const BEGUN = {name: 'begun', told: {id: 'q1', cautions: [], sources: [source(1)]}};
/** @param {string} text */
export const said = (text) => ({name: 'said', told: {text}});
/** @param {string} answer @param {object} [more] */
export const ended = (answer, more = {}) =>
  ({name: 'ended', told: {id: 'q1', answer, state: 'answered', reason: '', model: 'tiny', sources: [source(1)], claims: [], ...more}});

/** A stream that a test feeds, event by event. */
export const makeStream = () => {
  /** @type {any[]} */
  const held = [];
  let wake = () => undefined;
  const tell = (/** @type {any} */ event) => { held.push(event); wake(); return settled(); };
  /** @param {AbortSignal} signal */
  async function* events(signal) {
    for (;;) {
      if (signal.aborted) throw new Error('aborted');
      if (!held.length) await new Promise((resolve) => { wake = () => void resolve(null); signal.addEventListener('abort', () => resolve(null)); });
      const next = held.shift();
      if (next instanceof Error) throw next;
      if (next === 'end') return;
      if (next) yield next;
    }
  }
  return {tell, events};
};

/** Everything that waits for no one has been done. */
export const settled = () => new Promise((resolve) => { setImmediate(resolve); });

/** @param {Telling} [telling] @param {Answer[]} [before] */
export const makeWorld = (telling = 'voice', before = []) => {
  const voices = makeVoices(['browser']);
  const speech = new Reader(voices.speaker, () => ({...MANNER, voice: 'browser'}));
  const world = {
    ...voices, speech, telling, mouth: voices.mouths.browser, stream: makeStream(), paired: true, length: /** @type {import('../../../extension/core/answer.js').Length | ''} */ ('short'), inView: '', persona: '', personas: /** @type {Record<string, string>} */ ({}), forgets: /** @type {Error | null} */ (null),
    log: /** @type {string[]} */ ([]), bodies: /** @type {any[]} */ ([]), signals: /** @type {AbortSignal[]} */ ([]), topics: ['Bach'],
    answers: /** @type {Answer[]} */ ([]), over: /** @type {Answer[]} */ ([]),
    /** A conversation that hears of it. */
    turns: {sentence: () => {}, said: () => false, mute: () => {}},
    asking: /** @type {Asking} */ (/** @type {unknown} */ (null)),
    /** What is being said begins, and ends. */
    goOn: async () => {
      world.mouth.begin();
      world.mouth.end();
      await settled();
    },
    ask: (/** @type {object} */ wish = {}) => world.asking.ask({question: 'When?', ...wish}, (answer) => { world.over.push(answer); }),
  };
  world.asking = new Asking({
    chat: () => world.paired ? {
      ask: (body, signal) => { world.bodies.push(body); world.signals.push(signal); return world.stream.events(signal); },
      personas: async () => Object.entries(world.personas).map(([name, voice]) => ({name, voice, greeting: ''})),
      personaOf: async (address) => {
        const voice = world.personas[address];
        return voice === undefined ? null : {name: address, voice, greeting: ''};
      },
      forget: async (id) => { if (world.forgets) throw world.forgets; world.log.push(`forget ${id}`); },
    } : null,
    speech, telling: () => world.telling, rate: () => 100, length: () => world.length, inView: () => world.inView, persona: () => world.persona, topics: () => world.topics,
    readOut: (text) => { world.log.push(`reads ${text}`); },
    words: ({key, args}) => [key, ...args].join(' '),
    tell: ({key, args}, role) => { world.log.push([`${role}:`, key, ...args].join(' ')); },
    changed: (answers) => { world.answers = answers; },
    sentence: () => world.turns.sentence(), said: () => world.turns.said(), mute: () => world.turns.mute(),
  }, before);
  return world;
};

/** One that has been taken. @param {Telling} [telling] */
export const asked = async (telling) => {
  const world = makeWorld(telling);
  const reply = world.ask();
  await world.stream.tell(BEGUN);
  assert.equal((await reply).ok, true);
  return world;
};
