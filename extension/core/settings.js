// The settings table: every setting with its kind, default and range; all checks and the settings page derive from it.

import {LENGTHS} from './answer.js';
import {EARS} from './ears.js';
import {CLASSES, MOST_CLASSES} from './layout.js';
import {isWakeWord} from './wake_word.js';

/**
 * @typedef {string|number|boolean|string[]|Record<string,string>} SettingValue
 * @typedef {Object} Setting
 * @property {string} name `settings_<name>` is its caption in the locales.
 * @property {'choice'|'range'|'text'|'flag'|'set'|'order'|'roles'} kind
 * @property {SettingValue} default
 * @property {string} group Heading it stands under.
 * @property {readonly string[]} [choices] Allowed values of a choice, members of a set or an order, or answers of a role.
 * @property {number} [min]
 * @property {number} [max] Of an order: how many there may be.
 * @property {number} [step]
 * @typedef {{key: string, args: string[]}} Message A text to say: its key in the locales and what to put in.
 * @typedef {{ok: true, value: SettingValue} | {ok: false, why: Message}} Checked
 * @typedef {Record<string, SettingValue>} Settings
 */

/** What an earcon's role may answer with. */
export const ANSWERS = Object.freeze(['off', 'sound', 'speech', 'both']);

const CHANNELS = ['any', ...Array.from({length: 16}, (_, i) => String(i + 1))];

/** @type {readonly Setting[]} */
export const SETTINGS = Object.freeze([
  {name: 'profile', kind: 'choice', default: 'safe', group: 'keys', choices: ['safe', 'fast']},
  {name: 'numbers', kind: 'choice', default: 'decimal', group: 'keys', choices: ['decimal', 'binary']},
  {name: 'languages', kind: 'set', default: ['base', 'swift'], group: 'keys', choices: ['base', 'swift']},
  {name: 'pedal', kind: 'choice', default: 'none', group: 'keys', choices: ['none', 'piano-off', 'talk']},
  {name: 'device', kind: 'text', default: '', group: 'keyboard'},
  {name: 'channel', kind: 'choice', default: 'any', group: 'keyboard', choices: CHANNELS},
  {name: 'lowest_note', kind: 'range', default: 48, group: 'keyboard', min: 0, max: 103, step: 1},
  {name: 'computer_keys', kind: 'flag', default: true, group: 'keyboard'},
  {name: 'volume', kind: 'range', default: 70, group: 'sound', min: 0, max: 100, step: 5},
  {name: 'output', kind: 'text', default: '', group: 'sound'},
  {name: 'roles', kind: 'roles', default: {}, group: 'sound', choices: ANSWERS},
  {name: 'layout', kind: 'order', default: ['heading', 'text', 'link', 'control', 'image'], group: 'sound',
    choices: Object.keys(CLASSES), max: MOST_CLASSES},
  {name: 'arrival', kind: 'choice', default: 'sound', group: 'sound', choices: ['off', 'sound', 'layout', 'where']},
  {name: 'listening', kind: 'choice', default: 'open', group: 'hearing', choices: ['open', 'wake', 'key', 'hold']},
  {name: 'wake_word', kind: 'text', default: 'rubato', group: 'hearing'},
  {name: 'ear', kind: 'choice', default: 'server', group: 'hearing', choices: EARS},
  {name: 'dictation_ear', kind: 'choice', default: 'server', group: 'hearing', choices: EARS},
  {name: 'hearing_language', kind: 'text', default: '', group: 'hearing'},
  {name: 'cloud_hearing', kind: 'flag', default: false, group: 'hearing'},
  {name: 'speech', kind: 'choice', default: 'screen-reader', group: 'voice', choices: ['screen-reader', 'voice', 'off']},
  {name: 'answer_voice', kind: 'text', default: '', group: 'voice'},
  {name: 'answer_language', kind: 'text', default: '', group: 'voice'},
  {name: 'answer_pace', kind: 'range', default: 100, group: 'voice', min: 40, max: 300, step: 20},
  {name: 'reading_voice', kind: 'text', default: '', group: 'voice'},
  {name: 'rate', kind: 'range', default: 100, group: 'voice', min: 40, max: 300, step: 20},
  {name: 'voice_pitch', kind: 'range', default: 100, group: 'voice', min: 50, max: 200, step: 10},
  {name: 'voice_volume', kind: 'range', default: 100, group: 'voice', min: 0, max: 100, step: 5},
  {name: 'spearcons', kind: 'flag', default: false, group: 'voice'},
  {name: 'chat_speech', kind: 'choice', default: 'voice', group: 'chat', choices: ['voice', 'screen-reader', 'off']},
  {name: 'chat_length', kind: 'choice', default: 'usual', group: 'chat', choices: ['usual', ...LENGTHS]},
  {name: 'record_from_start', kind: 'flag', default: false, group: 'sessions'},
  {name: 'replay_pace', kind: 'range', default: 0, group: 'sessions', min: 0, max: 400, step: 10},
  {name: 'theme', kind: 'choice', default: 'system', group: 'panel', choices: ['system', 'light', 'dark']},
  {name: 'lists_by_taste', kind: 'flag', default: false, group: 'panel'},
  {name: 'links_by_taste', kind: 'flag', default: false, group: 'panel'},
  {name: 'server', kind: 'text', default: 'http://127.0.0.1:8000', group: 'server'},
]);

const BY_NAME = new Map(SETTINGS.map((setting) => [setting.name, setting]));
/** As BCP 47 writes them; none: as the panel. */
const LANGUAGE = /^([a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3})?$/;
const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost)(:\d{1,5})?$/;

/** Texts that not anything fits, and one that does. @type {Record<string, {fits: (value: string) => boolean, such: string}>} */
const TEXTS = {
  server: {fits: (value) => LOOPBACK.test(value), such: 'http://127.0.0.1:8000'},
  wake_word: {fits: isWakeWord, such: 'rubato'},
  hearing_language: {fits: (value) => LANGUAGE.test(value), such: 'de-DE'},
};

/** @type {Record<Setting['kind'], (setting: Setting, value: unknown) => boolean>} */
const FITS = {
  choice: (setting, value) => list(setting).includes(/** @type {string} */ (value)),
  range: (setting, value) => Number.isInteger(value)
    && Number(value) >= Number(setting.min) && Number(value) <= Number(setting.max),
  text: (setting, value) => typeof value === 'string' && value.length <= 200 && (TEXTS[setting.name]?.fits(value) ?? true),
  flag: (_, value) => typeof value === 'boolean',
  set: (setting, value) => Array.isArray(value) && new Set(value).size === value.length
    && value.every((name) => typeof name === 'string' && list(setting).includes(name)),
  order: (setting, value) => FITS.set(setting, value) && /** @type {unknown[]} */ (value).length > 0
    && /** @type {unknown[]} */ (value).length <= Number(setting.max),
  roles: (setting, value) => typeof value === 'object' && value !== null && !Array.isArray(value)
    && Object.values(value).every((answer) => list(setting).includes(answer)),
};

/** @param {Setting} setting */
const list = (setting) => setting.choices ?? [];

/** @param {Setting} setting What is allowed, to stand in a message. */
const allowed = (setting) => setting.kind === 'range'
  ? `${setting.min}–${setting.max}`
  : TEXTS[setting.name]?.such ?? list(setting).join(', ');

/**
 * Checks one setting; the answer to a bad one names what is allowed.
 * @param {string} name
 * @param {unknown} value
 * @returns {Checked}
 */
export function checkSetting(name, value) {
  const setting = BY_NAME.get(name);
  if (!setting) return {ok: false, why: {key: 'settings_unknown', args: [name]}};
  if (FITS[setting.kind](setting, value)) return {ok: true, value: /** @type {SettingValue} */ (value)};
  return {ok: false, why: {key: 'settings_refused', args: [name, String(value), allowed(setting)]}};
}

/** @returns {Settings} Every setting at its default. */
export function defaults() {
  return Object.fromEntries(SETTINGS.map((setting) => [setting.name, setting.default]));
}

/**
 * Lays what was stored over the defaults; what does not fit keeps its default and is named.
 * @param {Record<string, unknown>} stored
 * @returns {{settings: Settings, problems: Message[]}}
 */
export function withDefaults(stored) {
  const settings = defaults();
  /** @type {Message[]} */
  const problems = [];
  for (const [name, value] of Object.entries(stored)) {
    const checked = checkSetting(name, value);
    if (checked.ok) settings[name] = checked.value;
    else problems.push(checked.why);
  }
  return {settings, problems};
}

/** @param {Settings} settings @returns {string} The settings as the text of a file. */
export function exportSettings(settings) {
  return `${JSON.stringify({format: 'rubato-settings', version: 1, settings}, null, 2)}\n`;
}

/**
 * Reads an exported file; all of it fits or none of it is taken.
 * @param {string} text
 * @returns {{ok: true, settings: Settings} | {ok: false, why: Message}}
 */
export function importSettings(text) {
  const file = parsed(text);
  if (file?.format !== 'rubato-settings' || typeof file.settings !== 'object' || file.settings === null) {
    return {ok: false, why: {key: 'settings_not_a_file', args: []}};
  }
  const {settings, problems} = withDefaults(file.settings);
  return problems[0] ? {ok: false, why: problems[0]} : {ok: true, settings};
}

/** @param {string} text @returns {any} The value, or null where it is no JSON. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
