// The settings of voices: who answers and who reads, what becomes of the words, and a button that lets one hear it.

import {languageName, text} from '../adapters/texts.js';
import {ENGINES, privacyOf, wishFor} from '../core/voices.js';
import {make} from './dom.js';
import {choiceField, flagField, noteOf} from './fields.js';
import {write} from './keyed.js';

/**
 * @import {Voice} from '../core/voices.js'
 * @import {Choice, Field} from './fields.js'
 * @import {Setting} from '../core/settings.js'
 * @import {Hands} from './settings_view.js'
 */

/** What each setting is for. @type {Record<string, import('./voice_room.js').Purpose>} */
const PURPOSES = {answer_voice: 'answer', reading_voice: 'reading'};

/** @param {Voice} voice @returns {string} Whose it is stands last, so that a name is found by its first letters. */
export const voiceName = ({engine, local, name, lang}) =>
  text(`settings_voice_of_${engine}${local ? '' : '_away'}`, [name, lang && languageName(lang)]);

/** @param {Voice} voice @returns {Choice} */
const choiceOf = (voice) => ({value: wishFor(voice), name: voiceName(voice)});

/** @param {string} value @param {readonly Voice[]} voices @returns {Choice[]} What is chosen and not there now stays chosen. */
function voiceChoices(value, voices) {
  const all = [
    {value: '', name: text('settings_voice_unasked')},
    ...ENGINES.map((engine) => ({value: engine, name: text(`settings_voice_by_${engine}`)})),
    ...ENGINES.flatMap((engine) => voices.filter((voice) => voice.engine === engine).map(choiceOf)),
  ];
  return all.some((choice) => choice.value === value) ? all : [...all, {value, name: text('settings_absent', [value])}];
}

/** A voice, where its words go, and its try. @param {Setting} setting @param {string} id @param {string} label @param {Hands} hands @returns {Field} */
export function voiceField({name}, id, label, {set, voices, tryVoice}) {
  const field = choiceField(id, label, (value) => voiceChoices(value, voices()), (value) => set(name, value));
  const note = noteOf(field);
  const purpose = PURPOSES[name];
  field.element.append(make('button', {type: 'button', id: `try-${purpose}`, onclick: () => tryVoice(purpose)}, text(`settings_try_${purpose}`)));
  return {element: field.element, update: (value) => { field.update(value); write(note, text(privacyOf(value, voices()))); }};
}

/** The language of answers, of those that there are texts in. @param {Setting} setting @param {string} id @param {string} label @param {Hands} hands @returns {Field} */
export function languageField({name}, id, label, {set, textLanguages}) {
  const choices = [{value: '', name: text('settings_answer_language_panel')}, ...textLanguages.map((value) => ({value, name: languageName(value)}))];
  return choiceField(id, label, (value) => choices.some((one) => one.value === value) ? choices
    : [...choices, {value, name: text('settings_absent', [value])}], (value) => set(name, value));
}

/** @param {Setting} setting @param {string} id @param {string} label @param {Hands} hands @returns {Field} */
export function spearconField({name}, id, label, {set}) {
  const field = flagField(id, label, (on) => set(name, on));
  write(noteOf(field), text('settings_spearcons_note'));
  return field;
}
