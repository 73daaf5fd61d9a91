// The lexicon in use: the languages of the settings compiled; the last good one stays when some do not go together.

import {loadCommands, loadLanguages, loadSounds} from '../adapters/shipped.js';
import {compileLexicon} from '../core/compiler.js';
import {ownCommands, ownLanguage} from '../core/own.js';
import {alsoSaid, languageOf, problemWith} from '../core/served.js';
import {defaults} from '../core/settings.js';
import {checkSounds} from '../core/sound_checks.js';

/** @typedef {import('../core/settings.js').Settings} Settings */
/** @import {Message} from '../handlers/ports.js' */
/** @import {Served} from '../core/served.js' */
/** What languages are made of; `served`: those of people that are played. @typedef {{commands: any[], languages: Map<string, any>, served?: () => readonly Served[]}} Sources */

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
 * @param {Sources} shipped
 * @param {Settings} settings
 * @param {readonly import('../core/own.js').Own[]} [own] Words of one's own.
 * @returns {{lexicon: any, problem: Message | null}} No lexicon where the languages do not go together, and why.
 */
export function lexiconOf(shipped, settings, own = []) {
  const {languages, served = () => []} = shipped;
  const all = [...namesOf(settings).map((name) => languages.get(name)), ...served().map(languageOf), ownLanguage(own)];
  const {lexicon, problems} = compileLexicon(commandsOf(shipped, own), all, optionsOf(settings));
  const problem = problems[0] ? {key: 'why_languages_conflict', args: [problems[0].message]} : null;
  return {lexicon, problem};
}

/** @param {Settings} settings */
const namesOf = (settings) => [.../** @type {string[]} */ (settings.languages), `numbers-${settings.numbers}`];

/** @param {Settings} settings @returns {any} */
const optionsOf = ({profile, pedal}) => ({profile, pedal});

/** The table, with what people's languages say besides, and one's own. @param {Sources} shipped @param {readonly import('../core/own.js').Own[]} [own] @returns {any[]} */
export const commandsOf = ({commands, served = () => []}, own = []) => [...alsoSaid(commands, served()), ...ownCommands(own)];

/**
 * Why one of people's languages cannot be played with the others, as it would be said.
 * @param {Sources} shipped
 * @param {Settings} settings
 * @param {readonly import('../core/own.js').Own[]} own
 * @param {Served} wanted
 * @param {readonly Served[]} others Of people's, played besides.
 * @returns {Message | null}
 */
export function servedProblem({commands, languages}, settings, own, wanted, others) {
  if (languages.has(wanted.name)) return {key: 'why_served_name', args: [wanted.name]};
  const among = [...namesOf(settings).map((name) => languages.get(name)), ...others.map(languageOf), ownLanguage(own)];
  const found = problemWith(wanted, commandsOf({commands, languages, served: () => others}, own), among, optionsOf(settings));
  return found && {key: 'why_served_conflict', args: [`${found.message}; ${found.fix}`]};
}

/**
 * What is active, with versions.
 * @param {Sources} shipped
 * @param {Settings} settings
 * @returns {{name: string, version: number}[]}
 */
export const activeOf = ({languages, served = () => []}, settings) => [...namesOf(settings).map((name) => languages.get(name)).filter(Boolean), ...served()]
  .map(({name, version}) => ({name, version}));

/**
 * The lexicon to begin with: where the languages that are set do not go together, that of the defaults, and why.
 * @param {Sources} shipped
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
