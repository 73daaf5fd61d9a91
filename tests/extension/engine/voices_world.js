// Voices in memory: mouths that say what they are told until a test ends it, and a speaker over them.
import {Speaker} from '../../../extension/engine/speaker.js';

/** @import {End, Hears, Saying} from '../../../extension/engine/mouth.js' */
/** @import {EngineName, Voice} from '../../../extension/core/voices.js' */

/** @typedef {{saying: Saying, hears: Hears, stopped: boolean, letter: number}} Said */

/** @param {boolean} ahead */
export const fakeMouth = (ahead) => {
  /** @type {Said[]} */
  const said = [];
  const last = () => /** @type {Said} */ (said.at(-1));
  return {
    ahead, said, last,
    /** @param {Saying} saying @param {Hears} hears */
    say: (saying, hears) => {
      const one = {saying, hears, stopped: false, letter: 0};
      said.push(one);
      return {stop: () => { one.stopped = true; }, letter: () => one.letter};
    },
    texts: () => said.map(({saying}) => saying.text),
    begin: (which = last()) => { if (!which.stopped) which.hears.begun(); },
    /** @param {End} [end] @param {Said} [which] */
    end: (end = {how: 'said'}, which = last()) => { if (!which.stopped) which.hears.over(end); },
  };
};

/** @param {EngineName} engine @param {string} id @param {string} lang @returns {Voice} */
export const voice = (engine, id, lang) => ({engine, id, name: id, lang, local: true});

/** @param {EngineName[]} [there] engines that have an English voice and a German one */
export const makeVoices = (there = ['server', 'browser']) => {
  const world = {
    log: /** @type {string[]} */ ([]),
    there: new Set(there),
    mouths: {server: fakeMouth(true), chrome: fakeMouth(false), browser: fakeMouth(false)},
    detected: async (/** @type {string} */ text) => (text.includes('und') ? 'de' : ''),
    speaker: /** @type {Speaker} */ (/** @type {unknown} */ (null)),
  };
  world.speaker = new Speaker({
    mouths: world.mouths,
    voices: () => [...world.there].flatMap((engine) => [voice(engine, `${engine}-en`, 'en-US'), voice(engine, `${engine}-de`, 'de-DE')]),
    detect: (text) => world.detected(text),
    sounding: (on) => { world.log.push(on ? 'sounds' : 'silent'); },
    lost: ({engine}, {key}) => { world.there.delete(engine); world.log.push(`lost ${engine} ${key}`); },
  });
  return world;
};

export const MANNER = {voice: '', lang: 'en', pace: 100, pitch: 100, volume: 1};
/** @param {string} text @param {string} [lang] */
export const words = (text, lang = 'en') => ({text, lang});
/** @type {End} */
export const GONE = {how: 'failed', why: {key: 'why_server_voice_gone', args: []}};
