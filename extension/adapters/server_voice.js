// The companion server's voices: which there are, and what they say, as it comes.

/**
 * @import {Voice} from '../core/voices.js'
 * @import {Saying} from '../engine/mouth.js'
 * @import {Message} from '../core/settings.js'
 */
import {pcmReader} from '../core/pcm.js';

/** A server and the token that it gave us. @typedef {{server: string, token: string}} Reach */

/** A server that sends nothing for so long is taken for gone. */
const PATIENCE_MS = 5000;

/** What the server says of a voice or a language that it has not, or no longer. */
const UNKNOWN = new Set([400, 422]);

/** The voice could not speak, and why, to be told. */
export class VoiceLost extends Error {
  /** @param {Message} why */
  constructor(why) {
    super(why.key);
    this.why = why;
  }
}

/**
 * Asks the server; where it knows no such voice or language, it may choose.
 * @param {Reach} reach @param {Saying} saying @param {AbortSignal} signal
 */
async function ask(reach, saying, signal) {
  const post = (/** @type {object} */ body) =>
    fetch(`${reach.server}/v1/audio/speech`, {method: 'POST', headers: headers(reach), body: JSON.stringify(body), signal});
  const reply = await post({...plainRequest(saying), ...wanted(saying)});
  return UNKNOWN.has(reply.status) ? post(plainRequest(saying)) : reply;
}

/** @param {Reach} reach */
const headers = ({token}) => ({authorization: `Bearer ${token}`, 'content-type': 'application/json'});

/**
 * @param {Reach} reach
 * @returns {Promise<Voice[]>} none where no server answers, or one that has no voices
 */
export async function serverVoices(reach) {
  try {
    const reply = await fetch(`${reach.server}/v1/audio/voices`, {headers: headers(reach)});
    if (!reply.ok) return [];
    const {voices} = await reply.json();
    return voices.map((/** @type {any} */ {id, name, language, engine, default: first}) =>
      ({engine: 'server', id: String(id), name: `${name ?? id} (${engine})`, lang: String(language ?? '').replace(/_/g, '-'), local: true, first: first === true}));
  } catch {
    return [];
  }
}

/**
 * Has something said; gives its samples, 24,000 a second, as they come.
 * @param {Reach} reach
 * @param {Saying} saying
 * @param {AbortSignal} signal calls it off
 * @returns {AsyncGenerator<Float32Array, void>} nothing where there is nothing to speak
 * @throws {VoiceLost} where the server refuses, breaks off or falls silent
 */
export async function* serverSpeech(reach, saying, signal) {
  const gaveUp = new AbortController();
  const waiting = patience(gaveUp);
  try {
    const reply = await ask(reach, saying, AbortSignal.any([signal, gaveUp.signal]));
    if (!reply.ok || !reply.body) throw new VoiceLost({key: 'why_server_voice_refused', args: [String(reply.status)]});
    const [reader, samplesOf] = [reply.body.getReader(), pcmReader()];
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      waiting.again();
      yield samplesOf(piece.value);
    }
  } catch (error) {
    throw error instanceof VoiceLost ? error : new VoiceLost({key: 'why_server_voice_gone', args: [reach.server]});
  } finally {
    waiting.over();
  }
}

/** Gives up where nothing has come for a while. @param {AbortController} gaveUp */
const patience = (gaveUp) => {
  const wait = () => setTimeout(() => gaveUp.abort(), PATIENCE_MS);
  let timer = wait();
  return {
    again: () => { clearTimeout(timer); timer = wait(); },
    over: () => clearTimeout(timer),
  };
};

/** @param {Saying} saying The volume is ours, so that it changes at once. */
const plainRequest = ({text, pace, pitch}) => ({input: text, response_format: 'pcm', speed: pace / 100, pitch: pitch / 100});

/** Pages name languages that are none. @param {Saying} saying */
const wanted = ({lang, voice}) => ({...(voice && {voice}), ...(TAG.test(lang) && {language: lang})});

/** A language, with its script and land. */
const TAG = /^[a-z]{2,3}([-_][a-z0-9]{2,8})*$/i;
