// The settings room: a form drawn once from the settings table and kept current; pairing, export and import.

import {DEFAULT_CHOICES, ROLES} from '../core/earcons.js';
import {placed} from '../core/ranking.js';
import {SETTINGS} from '../core/settings.js';
import {text} from '../adapters/texts.js';
import {make} from './dom.js';
import {earsView, spokenField} from './ears_view.js';
import {choiceField, flagField, group, numberField, textField} from './fields.js';
import {write} from './keyed.js';
import {mediaFields} from './media_fields.js';
import {languageField, spearconField, voiceField} from './voice_fields.js';

/**
 * @typedef {import('../core/settings.js').Setting} Setting
 * @typedef {import('../core/settings.js').Settings} Settings
 * @typedef {import('./fields.js').Field} Field
 * @typedef {Object} Hands
 * @property {() => Settings} current The settings as they are now, which may be newer than the form.
 * @property {(name: string, value: any) => Promise<string>} set Settles with why it is refused, or nothing.
 * @property {() => readonly string[]} devices Names of the keyboards in sight.
 * @property {() => readonly {id: string, name: string}[]} outputs Sound devices.
 * @property {() => readonly import('../core/voices.js').Voice[]} voices Those that are there.
 * @property {readonly string[]} textLanguages Languages that there are texts in.
 * @property {import('./tongues.js').Tongues} tongues
 * @property {(purpose: import('./voice_room.js').Purpose) => void} tryVoice Lets a voice be heard as it is set.
 * @property {() => void} learn Learns the lowest note from the next key that is played.
 * @property {() => void} getStarted Opens the page where permissions are given.
 * @property {(code: string) => Promise<string>} pair Settles with what to say.
 * @property {() => Promise<string>} unpair
 * @property {import('./ears_view.js').Hands['tryEar']} tryEar
 * @property {import('./ears_view.js').Hands['installEar']} installEar
 * @property {() => void} exportFile
 * @property {(file: File) => Promise<string>} importFile
 */

const GROUPS = [...new Set(SETTINGS.map(({group: name}) => name))];
/** Settings whose choices have names of their own; other choices are called what they are. */
const NAMED = new Set(['profile', 'numbers', 'pedal', 'arrival', 'speech', 'listening', 'ear', 'dictation_ear', 'chat_speech', 'chat_length', 'theme']);

/**
 * @param {HTMLElement} room
 * @param {Hands} hands
 * @returns {(settings: Settings) => void} Shows these settings, and the devices there are.
 */
export function settingsView(room, hands) {
  const fields = new Map(SETTINGS.map((setting) => [setting.name, fieldOf(setting, hands)]));
  room.replaceChildren(...GROUPS.map((name) => make('fieldset', {},
    make('legend', {}, text(`settings_group_${name}`)),
    ...SETTINGS.filter((setting) => setting.group === name).map((setting) => /** @type {Field} */ (fields.get(setting.name)).element),
    ...(EXTRAS[name]?.(hands) ?? []))), fileField(hands));
  return (settings) => fields.forEach((field, name) => field.update(settings[name]));
}

/** @param {Setting} setting @param {Hands} hands @returns {Field} */
function fieldOf(setting, hands) {
  const [id, label] = [`setting-${setting.name}`, text(`settings_${setting.name}`)];
  return KINDS[setting.kind](setting, id, label, hands);
}

/** @type {Record<Setting['kind'], (setting: Setting, id: string, label: string, hands: Hands) => Field>} */
const KINDS = {
  choice: (setting, id, label, {set}) => choiceField(id, label, () => choicesOf(setting), (value) => set(setting.name, value)),
  range: (setting, id, label, {set}) => numberField(id, label, setting, (value) => set(setting.name, value)),
  flag: (setting, id, label, hands) => setting.name === 'spearcons' ? spearconField(setting, id, label, hands)
    : flagField(id, label, (on) => hands.set(setting.name, on)),
  text: (setting, id, label, hands) => (TEXTS[setting.name] ?? plain)(setting, id, label, hands),
  set: (setting, id, label, hands) => members(setting, id, label, hands),
  order: (setting, id, label, hands) => order(setting, id, label, hands),
  roles: (setting, id, label, hands) => roles(setting, id, label, hands),
};

/** @param {Setting} setting */
const choicesOf = ({name, choices = []}) => choices.map((value) => ({value, name: CALLED[name]?.(value)
  ?? (NAMED.has(name) ? text(`settings_${name}_${value.replace(/-/g, '_')}`) : value === 'any' ? text('settings_any') : value)}));

/** Choices that are called as elsewhere. @type {Record<string, (value: string) => string>} */
const CALLED = {dictation_ear: (value) => text(`settings_ear_${value}`)};

/** @param {Setting} setting @param {string} id @param {string} label @param {Hands} hands */
const plain = (setting, id, label, {set}) => textField(id, label, (value) => set(setting.name, value));

/** Texts that are chosen among what there is. @type {Record<string, typeof plain>} */
const TEXTS = {
  answer_voice: voiceField,
  reading_voice: voiceField,
  answer_language: languageField,
  hearing_language: spokenField,
  device: (setting, id, label, {set, devices}) => choiceField(id, label, (value) => [{value: '', name: text('settings_any')},
    ...devices().map((name) => ({value: name, name})), ...absent(value, devices())], (value) => set(setting.name, value)),
  output: (setting, id, label, {set, outputs}) => choiceField(id, label, (value) => [{value: '', name: text('settings_output_default')},
    ...outputs().map(({id: device, name}) => ({value: device, name})), ...absent(value, outputs().map(({id: device}) => device))],
  (value) => set(setting.name, value)),
};

/** What is chosen and not there now stays chosen. @param {string} value @param {readonly string[]} present */
const absent = (value, present) => value && !present.includes(value) ? [{value, name: text('settings_absent', [value])}] : [];

/** @param {Setting} setting @param {string} id @param {string} label @param {Hands} hands @returns {Field} */
function members({name, choices = []}, id, label, {set, current}) {
  const now = () => /** @type {string[]} */ (current()[name]);
  const flags = choices.map((choice) => flagField(`${id}-${choice}`, text(`settings_${name}_${choice}`),
    (on) => set(name, on ? [...now(), choice] : now().filter((each) => each !== choice))));
  return {element: group(label, flags), update: (value) => flags.forEach((flag, at) => flag.update(value.includes(choices[at])))};
}

/** A choice for each place; what is chosen twice changes places. @param {Setting} setting @param {string} id @param {string} label @param {Hands} hands @returns {Field} */
function order({name, choices = [], max = 0}, id, label, {set, current}) {
  const now = () => /** @type {string[]} */ (current()[name]);
  const all = [{value: '', name: text('settings_order_nothing')}, ...choices.map((value) => ({value, name: text(`say_class_${value}`)}))];
  const fields = Array.from({length: max}, (_, at) => choiceField(`${id}-${at + 1}`, text('settings_order_place', [String(at + 1)]),
    () => all, (value) => set(name, placed(now(), at, String(value)))));
  return {element: group(label, fields), update: (value) => fields.forEach((field, at) => field.update(value[at] ?? ''))};
}

/** @param {Setting} setting @param {string} id @param {string} label @param {Hands} hands @returns {Field} */
function roles({name, choices = []}, id, label, {set, current}) {
  const answers = choices.map((value) => ({value, name: text(`settings_answer_${value}`)}));
  const fields = ROLES.map((role) => choiceField(`${id}-${role}`, text(`settings_sound_role_${role}`), () => answers,
    (answer) => set(name, {.../** @type {any} */ (current()[name]), [role]: answer})));
  return {element: group(label, fields), update: (value) => fields.forEach((field, at) => field.update(value[ROLES[at]] ?? DEFAULT_CHOICES[ROLES[at]]))};
}

/** A button with a place beside it for what came of it. @param {string} id @param {string} label @param {HTMLElement} said @param {() => Promise<string>} press */
const button = (id, label, said, press) => make('button', {type: 'button', id, onclick: async () => {
  // Emptied first, so that the same words twice are read twice.
  write(said, '');
  write(said, await press());
}}, label);

/** @returns {HTMLElement} Where it is said what came of a press. */
const answerLine = () => make('p', {className: 'said', role: 'status'});

/** @type {Record<string, (hands: Hands) => HTMLElement[]>} What a group offers besides its settings. */
const EXTRAS = {
  keys: () => [make('div', {id: 'served'})],
  keyboard: (hands) => [make('button', {type: 'button', id: 'learn', onclick: hands.learn}, text('settings_learn_lowest'))],
  hearing: (hands) => earsView(hands),
  sessions: (hands) => mediaFields(hands),
  panel: (hands) => [make('button', {type: 'button', id: 'get-started', onclick: hands.getStarted}, text('settings_get_started'))],
  server: (hands) => {
    const said = answerLine();
    const code = textField('pair-code', text('settings_pair_code'), async () => '');
    const input = /** @type {HTMLInputElement} */ (code.element.querySelector('input'));
    const pair = button('pair', text('settings_pair'), said, () => hands.pair(input.value.trim()));
    input.addEventListener('keydown', ({key}) => { if (key === 'Enter') pair.click(); });
    return [code.element, make('p', {className: 'row'}, pair, button('unpair', text('settings_unpair'), said, hands.unpair)), said,
      make('p', {id: 'server-totals'})];
  },
};

/** @param {Hands} hands */
function fileField(hands) {
  const said = answerLine();
  const chooser = make('input', {id: 'import', type: 'file', accept: 'application/json,.json', onchange: async () => {
    if (!chooser.files[0]) return;
    write(said, await hands.importFile(chooser.files[0]));
    // The same file may be chosen again.
    chooser.value = '';
  }});
  return make('fieldset', {}, make('legend', {}, text('settings_group_file')),
    make('button', {type: 'button', id: 'export', onclick: hands.exportFile}, text('settings_export')),
    make('p', {className: 'field'}, make('label', {for: 'import'}, text('settings_import')), chooser), said);
}
