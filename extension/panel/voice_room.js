// The voice room: who answers, reads, tells the tour and tries a voice, composed of all that can speak.

import {browserMouth} from '../adapters/browser_voice.js';
import {chromeMouth} from '../adapters/chrome_voice.js';
import {makeDetector} from '../adapters/text_language.js';
import {answersIn, text} from '../adapters/texts.js';
import {VoiceOut} from '../adapters/voice_out.js';
import {readWish, whoSpeaks} from '../core/voices.js';
import {sampleIn} from '../core/voice_sample.js';
import {Reader} from '../engine/reader.js';
import {Speaker} from '../engine/speaker.js';
import {Spearcons} from '../engine/spearcons.js';
import {serverMouth, wholeSaying} from './server_mouth.js';

/**
 * @import {Manner} from '../engine/speaker.js'
 * @import {Message} from '../core/settings.js'
 * @typedef {'answer' | 'reading'} Purpose
 * @typedef {Object} Wiring
 * @property {import('./keep.js').Keep} keep
 * @property {import('../adapters/sound_out.js').SoundOut} sound
 * @property {import('./voices_there.js').VoicesThere} voices
 * @property {(message: Message, role: string) => void} tell
 * @property {(message: Message, role: string) => void} tellNext Tells it, and cuts no words off.
 * @typedef {Object} VoiceRoom
 * @property {import('../handlers/reading_port.js').SpeechPort} reader
 * @property {(words: string) => void} answer Says it in place of the answer before.
 * @property {(words: string) => void} answerNext Says it after that.
 * @property {(purpose: Purpose, settings: import('../core/settings.js').Settings) => Promise<void>} tryOut Says a sentence the way
 *   it is set there: another panel's settings may not have come here yet.
 * @property {(names: readonly string[], at: number) => void} moved One has come to an item of a list.
 * @property {() => boolean} hush Whether an answer was being said.
 */

/** @param {number} ms @returns {Promise<void>} */
const after = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

/** @param {Wiring} wiring @returns {VoiceRoom} */
export function openVoiceRoom({keep, sound, voices, tell, tellNext}) {
  const out = new VoiceOut(sound.air);
  const reach = () => voices.reach();
  // What cannot sound yet is left to the browser: it would all sound at once later.
  const there = () => voices.all.filter(({engine}) => engine !== 'server' || sound.state === 'running');
  const speaker = new Speaker({
    mouths: {
      server: serverMouth(reach, out), chrome: chromeMouth(chrome, after),
      browser: browserMouth(speechSynthesis, SpeechSynthesisUtterance, after),
    },
    voices: there,
    detect: makeDetector(chrome),
    sounding: (on) => sound.duck(on),
    lost: (who, why) => { if (voices.lose(who)) tellNext(lossOf(who, why, there()), 'failed'); },
  });
  const manner = (/** @type {Purpose} */ purpose) => mannerOf(keep.settings, purpose);
  const reader = new Reader(speaker, () => manner('reading'));
  const spearcons = new Spearcons({
    on: () => Boolean(keep.settings.spearcons) && there().some(({engine}) => engine === 'server'),
    speak: (name) => wholeSaying(reach, sayingOf(name, manner('answer'), there())),
    play: (samples) => out.name(samples), hush: () => out.hushName(), after,
  });
  const answers = answerer(speaker, spearcons, () => manner('answer'));
  const volume = () => out.setVolume(Number(keep.settings.voice_volume) / 100);
  volume();
  keep.listen((now, before) => {
    volume();
    if (MAKES_NAMES.some((name) => now[name] !== before[name])) spearcons.forget();
  });
  return {
    reader, ...answers,
    tryOut: async (purpose, settings) => {
      const wanted = {...mannerOf(settings, purpose), strict: true};
      out.setVolume(wanted.volume);
      const lang = languageOf(wanted, voices.all);
      const words = lang.split('-')[0] === answersIn().split('-')[0] ? text('settings_try_sentence') : sampleIn(lang);
      const end = await speaker.answer({text: words, lang}, wanted);
      if (end?.how === 'failed') tell(end.why.key === 'why_no_voice' ? absent(wanted) : end.why, 'failed');
    },
    moved: (names, at) => void spearcons.moved(names, at),
    hush: () => { answers.drop(); spearcons.hush(); return speaker.hush(); },
  };
}

/** Settings by which names sound otherwise. */
const MAKES_NAMES = ['answer_voice', 'answer_language', 'voice_pitch'];

/** @param {import('../core/settings.js').Settings} settings @param {Purpose} purpose @returns {Manner} */
const mannerOf = (settings, purpose) => ({
  voice: String(settings[`${purpose}_voice`]), lang: answersIn(), pace: Number(purpose === 'answer' ? settings.answer_pace : settings.rate),
  pitch: Number(settings.voice_pitch), volume: Number(settings.voice_volume) / 100,
});

/** What a voice that is chosen is tried in: its own language. @param {Manner} manner @param {readonly import('../core/voices.js').Voice[]} voices */
const languageOf = ({voice, lang}, voices) => {
  const {engine, id} = readWish(voice);
  return voices.find((each) => each.engine === engine && each.id === id)?.lang || lang;
};

/** A name as the server's voice says it. @param {string} name @param {Manner} manner @param {readonly import('../core/voices.js').Voice[]} voices */
const sayingOf = (name, {voice, lang, pitch}, voices) => {
  const speaks = whoSpeaks(voice, lang, voices.filter(({engine}) => engine === 'server'));
  return {text: name, lang, voice: speaks?.engine === 'server' ? speaks.id : '', pace: 100, pitch, volume: 1};
};

/** A voice has failed: why, and who speaks instead. @param {import('../core/voices.js').Speaks} who @param {Message} why @param {readonly import('../core/voices.js').Voice[]} left @returns {Message} */
const lossOf = ({engine}, why, left) => left.length ? {key: `say_voice_lost_${engine}`, args: [text(why.key, why.args)]} : why;

/** @param {Manner} manner @returns {Message} */
const absent = ({voice}) => {
  const {engine, id} = readWish(voice);
  return engine ? {key: id ? 'why_voice_absent' : `why_voices_absent_${engine}`, args: [id]} : {key: 'why_no_voice', args: []};
};

/**
 * Answers wait for the name that sounds, and for no longer.
 * @param {Speaker} speaker @param {Spearcons} spearcons @param {() => Manner} manner
 */
function answerer(speaker, spearcons, manner) {
  let turn = 0;
  /** @param {(words: {text: string, lang: string}, manner: Manner) => void} say */
  const when = (say) => (/** @type {string} */ words) => {
    const mine = turn += 1;
    const now = () => { if (mine === turn) say({text: words, lang: answersIn()}, manner()); };
    if (spearcons.sounding) void spearcons.sounding.then(now);
    else now();
  };
  return {
    answer: when((words, how) => void speaker.answer(words, how)),
    answerNext: (/** @type {string} */ words) => void speaker.answerNext({text: words, lang: answersIn()}, manner()),
    drop: () => { turn += 1; },
  };
}
