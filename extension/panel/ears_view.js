// Ears in the settings: what each sends where, whether it hears the chosen language, and a try of those that are chosen.

import {languageName, text} from '../adapters/texts.js';
import {canHear, EARS} from '../core/ears.js';
import {byId, make} from './dom.js';
import {choiceField} from './fields.js';
import {write} from './keyed.js';

/** @typedef {import('../core/ears.js').There} There */

/**
 * @typedef {Object} Hands
 * @property {(what: 'commands' | 'text') => void} tryEar Listens once, and tells what it heard.
 * @property {() => Promise<string>} installEar Lets the browser load a language; settles with what came of it.
 */

/**
 * The language that is spoken; of those without phrases it is said that they are for text.
 * @param {import('../core/settings.js').Setting} setting @param {string} id @param {string} label @param {import('./settings_view.js').Hands} hands
 * @returns {import('./fields.js').Field}
 */
export function spokenField({name}, id, label, {set, tongues}) {
  const choices = [{value: '', name: text('settings_answer_language_panel')}, ...tongues.choices.map((value) => ({
    value, name: tongues.has(value) ? languageName(value) : text('settings_hearing_text_only', [languageName(value)]),
  }))];
  return choiceField(id, label, (value) => choices.some((one) => one.value === value) ? choices
    : [...choices, {value, name: languageName(value)}], (value) => set(name, value));
}

/** @param {Hands} hands @returns {HTMLElement[]} */
export function earsView({tryEar, installEar}) {
  const said = make('p', {className: 'said', role: 'status'});
  const press = (/** @type {string} */ id, /** @type {string} */ label, /** @type {() => void} */ act) =>
    make('button', {type: 'button', id, onclick: act}, text(label));
  return [
    make('ul', {id: 'ears', className: 'ears', 'aria-label': text('settings_ears')}, ...EARS.map((ear) => make('li', {id: `ear-${ear}`},
      make('b', {}, text(`settings_ear_${ear}`)), ' ', make('span', {}, text(`settings_ear_sends_${ear}`)), ' ', make('span', {className: 'note'})))),
    make('p', {className: 'row'},
      press('try-ear', 'settings_try_ear', () => tryEar('commands')),
      press('try-dictation', 'settings_try_dictation', () => tryEar('text')),
      press('install-ear', 'settings_install_ear', async () => { write(said, text('settings_ear_loading')); write(said, await installEar()); })),
    said,
  ];
}

/** @param {string} language @param {There} there */
export function showEars(language, there) {
  for (const ear of EARS) {
    const can = canHear(ear, language, there);
    write(byId(`ear-${ear}`).lastChild, text(`settings_ear_can_${can}`, [languageName(language)]));
  }
  byId('install-ear').hidden = canHear('browser', language, there) !== 'download';
}
