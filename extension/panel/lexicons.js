// The lexicon in use: the languages of the settings compiled; the last good one stays when some do not go together.

import {loadCommands, loadLanguages, loadSounds} from '../adapters/shipped.js';
import {compileLexicon} from '../core/compiler.js';
import {ownCommands, ownLanguage} from '../core/own.js';
import {defaults} from '../core/settings.js';
import {checkSounds} from '../core/sound_checks.js';

/** @typedef {import('../core/settings.js').Settings} Settings */
/** @import {Message} from '../handlers/ports.js' */

const SHIPPED = Object.freeze(['base', 'swift', 'numbers-decimal', 'numbers-binary']);

/**
 * @returns {Promise<{commands: any[], languages: Map<string, any>, sounds: import('../core/role_sounds.js').RoleSound[], unsound: Message | null}>} Everything that ships;
 *   without sounds where they can't be played, and why.
 */
export async function loadShipped() {
  const [commands, languages, {sounds, timbres}] = await Promise.all([loadCommands(), loadLanguages(SHIPPED), loadSounds()]);
  const [wrong] = checkSounds(sounds, timbres);
  const unsound = wrong ? {key: 'panel_sounds_wrong', args: [wrong.message, wrong.fix]} : null;
  return {commands, languages: new Map(languages.map((language) => [language.name, language])), sounds: wrong ? [] : sounds, unsound};
}

/**
 * @param {{commands: any[], languages: Map<string, any>}} shipped
 * @param {Settings} settings
 * @param {readonly import('../core/own.js').Own[]} [own] Words of one's own.
 * @returns {{lexicon: any, problem: Message | null}} No lexicon where the languages do not go together, and why.
 */
export function lexiconOf({commands, languages}, settings, own = []) {
  const names = [.../** @type {string[]} */ (settings.languages), `numbers-${settings.numbers}`];
  const {lexicon, problems} = compileLexicon([...commands, ...ownCommands(own)], [...names.map((name) => languages.get(name)), ownLanguage(own)],
    /** @type {any} */ ({profile: settings.profile, pedal: settings.pedal}));
  const problem = problems[0] ? {key: 'why_languages_conflict', args: [problems[0].message]} : null;
  return {lexicon, problem};
}

/**
 * The lexicon to begin with: where the languages that are set do not go together, that of the defaults, and why.
 * @param {{commands: any[], languages: Map<string, any>}} shipped
 * @param {Settings} settings
 * @param {readonly import('../core/own.js').Own[]} [own]
 * @returns {{lexicon: any, problem: Message | null}}
 */
export function firstLexicon(shipped, settings, own = []) {
  const {lexicon, problem} = lexiconOf(shipped, settings, own);
  const {languages} = defaults();
  return {lexicon: lexicon ?? lexiconOf(shipped, {...settings, languages}, own).lexicon, problem};
}

/** Settings that make another lexicon when they change. */
export const makesLexicon = (/** @type {Settings} */ now, /** @type {Settings} */ before) =>
  ['languages', 'numbers', 'profile', 'pedal'].some((name) => JSON.stringify(now[name]) !== JSON.stringify(before[name]));
