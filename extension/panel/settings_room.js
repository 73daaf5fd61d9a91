// The settings room: what its form changes, pairing with the server, and the settings as a file.

import {installRecognition, recognitionFor} from '../adapters/recognition.js';
import {pair, totalsOf} from '../adapters/server.js';
import {loadPairing, savePairing} from '../adapters/storage.js';
import {say, text} from '../adapters/texts.js';
import {unasked} from '../core/ears.js';
import {exportSettings, importSettings} from '../core/settings.js';
import {commandsIn} from '../core/tongue.js';
import {wakeWordTaken} from '../core/wake_word.js';
import {showEars} from './ears_view.js';
import {byId} from './dom.js';
import {download} from './file.js';
import {write} from './keyed.js';
import {onEnter} from './rooms_view.js';
import {servedView} from './served_view.js';
import {settingsView} from './settings_view.js';

/**
 * @typedef {import('../core/settings.js').Message} Message
 * @typedef {Object} Wiring
 * @property {import('./keep.js').Keep} keep
 * @property {(action: any) => void} act
 * @property {import('./voices_there.js').VoicesThere} voices
 * @property {import('./served_languages.js').ServedLanguages} served
 * @property {readonly string[]} textLanguages Languages that there are texts in.
 * @property {import('./tongues.js').Tongues} tongues
 * @property {() => readonly string[]} devices Names of the keyboards in sight.
 * @property {() => void} getStarted Opens the page where permissions are given.
 * @property {readonly import('../core/phrases.js').Spoken[]} commands
 */

/** @param {HTMLElement} room @param {Wiring} wiring @returns {() => void} Draws what may have changed: the devices in sight. */
export function openSettings(room, {keep, act, voices, served, textLanguages, tongues, devices, getStarted, commands}) {
  /** @type {{id: string, name: string}[]} */
  let outputs = [];
  const show = settingsView(room, {
    current: () => keep.settings,
    set: async (name, value) => {
      const why = name === 'wake_word' ? wakeWordTaken(value, commandsIn(commands, tongues.heard)) : unasked(name, value, keep.settings);
      return why ? say(why) : change(keep, name, value);
    },
    devices,
    outputs: () => outputs,
    voices: () => voices.all,
    textLanguages,
    tongues,
    tryVoice: (purpose) => act({act: 'tryVoice', purpose, settings: keep.settings}),
    learn: () => act({act: 'learn'}),
    getStarted,
    pair: async (code) => {
      const told = await pairHere(String(keep.settings.server), code);
      void drawTotals();
      return say(told);
    },
    unpair: async () => { await savePairing(null); void drawTotals(); return text('say_unpaired'); },
    tryEar: (what) => act({act: 'try', what}),
    installEar: async () => {
      const done = await installRecognition(tongues.spoken);
      await drawEars();
      return text(done ? 'settings_ear_loaded' : 'settings_ear_not_loaded');
    },
    exportFile: () => download('rubato-settings.json', exportSettings(keep.settings)),
    importFile: (file) => importFile(keep, file),
  });
  servedView(byId('served'), served, say);
  const draw = () => show(keep.settings);
  const drawEars = async () => {
    const language = tongues.spoken;
    showEars(language, await recognitionFor(language));
  };
  const lookForOutputs = async () => { outputs = await soundOutputs(); draw(); };
  const drawTotals = async () => write(byId('server-totals'), await totalsText(String(keep.settings.server)));
  onEnter('settings', () => { lookForOutputs(); drawEars(); drawTotals(); served.look().catch(console.error); });
  voices.listen(draw);
  navigator.mediaDevices?.addEventListener('devicechange', lookForOutputs);
  keep.listen((now, before) => {
    draw();
    if (now.hearing_language !== before.hearing_language) drawEars();
  });
  draw();
  return draw;
}

/** @param {import('./keep.js').Keep} keep @param {string} name @param {any} value @returns {Promise<string>} Why it is refused, or nothing. */
async function change(keep, name, value) {
  const checked = await keep.set(name, value).catch(notStored);
  return checked.ok ? '' : settingText(checked.why);
}

/** @param {unknown} error @returns {{ok: false, why: Message}} */
const notStored = (error) => ({ok: false, why: {key: 'settings_not_stored', args: [error instanceof Error ? error.message : String(error)]}});

/** @param {Message} why @returns {string} The reason, the setting called as the form calls it. */
export function settingText({key, args: [name, ...args]}) {
  return text(key, key === 'settings_refused' ? [text(`settings_${name}`), ...args] : [name ?? '', ...args]);
}

/** @param {import('./keep.js').Keep} keep @param {File} file @returns {Promise<string>} What came of it. */
async function importFile(keep, file) {
  const read = importSettings(await file.text());
  if (!read.ok) return settingText(read.why);
  try {
    await keep.replace(read.settings);
    return text('settings_imported');
  } catch (error) {
    return settingText(notStored(error).why);
  }
}

/** @param {string} server @returns {Promise<string>} What it holds; nothing where we are not paired with it, or it does not tell. */
async function totalsText(server) {
  const pairing = await loadPairing();
  const totals = pairing?.server === server ? await totalsOf(server, pairing.token) : null;
  return totals ? text('settings_server_totals', totals.map(String)) : '';
}

/** Unnamed until the microphone is allowed, as browsers have it. */
async function soundOutputs() {
  const all = await navigator.mediaDevices?.enumerateDevices() ?? [];
  return all.filter(({kind, deviceId}) => kind === 'audiooutput' && deviceId && deviceId !== 'default')
    .map(({deviceId, label}, at) => ({id: deviceId, name: label || text('settings_output_unnamed', [String(at + 1)])}));
}

/** @param {string} server @param {string} code @returns {Promise<Message>} What to say. */
export async function pairHere(server, code) {
  const paired = await pair(server, code, navigator.userAgent.match(/Chrome\/\d+/)?.[0] ?? 'browser');
  if (!paired.ok) return paired.why;
  await savePairing({token: paired.token, server, user: paired.user});
  return {key: 'say_paired', args: [paired.user]};
}
