// The settings room: a form drawn from the settings table; pairing, export and import.

import {DEFAULT_CHOICES} from '../core/earcons.js';
import {SETTINGS, checkSetting} from '../core/settings.js';
import {say, text} from '../adapters/texts.js';
import {make} from './dom.js';

/**
 * @typedef {import('../core/settings.js').Setting} Setting
 * @typedef {import('../core/settings.js').Settings} Settings
 * @typedef {Object} Hands
 * @property {() => Settings} current The settings as they are now, which may be newer than the form.
 * @property {(name: string, value: any) => Promise<void>} set
 * @property {readonly string[]} roles Earcons that have a setting of their own.
 * @property {() => string[]} devices Names of the keyboards in sight.
 * @property {() => Promise<{id: string, name: string}[]>} outputs Sound devices.
 * @property {() => void} learn Learns the lowest note from the next key that is played.
 * @property {(code: string) => Promise<string>} pair Settles with what to say.
 * @property {() => Promise<void>} unpair
 * @property {() => void} exportFile
 * @property {(file: File) => Promise<string>} importFile
 */

const GROUPS = [...new Set(SETTINGS.map(({group}) => group))];
const OWN_CHOICES = new Set(['profile', 'numbers', 'pedal', 'speech', 'theme']);

/** @param {Setting} setting @param {string} choice */
const choiceText = (setting, choice) => OWN_CHOICES.has(setting.name)
  ? text(`settings_${setting.name}_${choice.replace(/-/g, '_')}`)
  : choice === 'any' ? text('settings_any') : choice;

/**
 * Draws the form anew for these settings.
 * @param {HTMLElement} room
 * @param {Settings} settings
 * @param {Hands} hands
 */
export function showSettings(room, settings, hands) {
  const said = make('p', {className: 'said', role: 'status'});
  const set = async (/** @type {string} */ name, /** @type {unknown} */ value) => {
    const checked = checkSetting(name, value);
    said.textContent = checked.ok ? '' : say(checked.why);
    if (checked.ok) await hands.set(name, checked.value);
  };
  room.replaceChildren(said, ...GROUPS.map((group) => make('fieldset', {},
    make('legend', {}, text(`settings_group_${group}`)),
    ...SETTINGS.filter((setting) => setting.group === group).map((setting) => field(setting, settings[setting.name], set, hands)),
    ...(EXTRAS[group]?.(hands, said) ?? []))), fileField(hands, said));
}

/** @param {Setting} setting @param {any} value @param {(name: string, value: unknown) => void} set @param {Hands} hands */
function field(setting, value, set, hands) {
  const id = `setting-${setting.name}`;
  const label = text(`settings_${setting.name}`);
  if (setting.kind === 'set') return group(label, setting.choices ?? [], (choice) => flag(`${id}-${choice}`, choice, value.includes(choice),
    (on) => set(setting.name, toggled(/** @type {string[]} */ (hands.current()[setting.name]), choice, on))));
  if (setting.kind === 'roles') return group(label, hands.roles, (role) => labelled(`${id}-${role}`, text(`settings_sound_role_${role}`),
    select(`${id}-${role}`, setting.choices ?? [], value[role] ?? DEFAULT_CHOICES[/** @type {keyof typeof DEFAULT_CHOICES} */ (role)], (answer) => text(`settings_answer_${answer}`),
      (answer) => set(setting.name, {.../** @type {any} */ (hands.current()[setting.name]), [role]: answer}))));
  if (setting.kind === 'flag') return flag(id, label, value, (on) => set(setting.name, on));
  return labelled(id, label, INPUTS[setting.kind](setting, id, value, set, hands));
}

/** @param {readonly string[]} members @param {string} member @param {boolean} on */
const toggled = (members, member, on) => on ? [...members, member] : members.filter((each) => each !== member);

/** @type {Record<string, (setting: Setting, id: string, value: any, set: (name: string, value: unknown) => void, hands: Hands) => HTMLElement>} */
const INPUTS = {
  choice: (setting, id, value, set) => select(id, setting.choices ?? [], value, (choice) => choiceText(setting, choice), (choice) => set(setting.name, choice)),
  range: (setting, id, value, set) => make('input', {id, type: 'number', min: setting.min, max: setting.max, step: setting.step, value,
    onchange: (/** @type {any} */ event) => set(setting.name, event.target.valueAsNumber)}),
  text: (setting, id, value, set, hands) => setting.name === 'device'
    ? select(id, ['', ...new Set([...hands.devices(), ...(value ? [value] : [])])], value, (name) => name || text('settings_any'), (name) => set(setting.name, name))
    : setting.name === 'output' ? outputs(id, value, set, hands)
      : make('input', {id, type: 'text', value, spellcheck: false, onchange: (/** @type {any} */ event) => set(setting.name, event.target.value.trim())}),
};

/** @param {string} id @param {string} value @param {(name: string, value: unknown) => void} set @param {Hands} hands */
function outputs(id, value, set, hands) {
  const chooser = select(id, [''], '', () => text('settings_output_default'), (device) => set('output', device));
  hands.outputs().then((devices) => chooser.append(...devices.map(({id: device, name}) =>
    make('option', {value: device, selected: device === value}, name))));
  return chooser;
}

/** @param {string} id @param {string} label @param {HTMLElement} input */
const labelled = (id, label, input) => make('p', {className: 'field'}, make('label', {for: id}, label), input);

/** @param {string} id @param {string} label @param {boolean} checked @param {(on: boolean) => void} change */
const flag = (id, label, checked, change) => make('p', {className: 'field flag'},
  make('input', {id, type: 'checkbox', checked, onchange: (/** @type {any} */ event) => change(event.target.checked)}), make('label', {for: id}, label));

/** @param {string} label @param {readonly string[]} names @param {(name: string) => HTMLElement} each */
const group = (label, names, each) => make('div', {role: 'group', 'aria-label': label, className: 'set'}, make('p', {'aria-hidden': 'true'}, label), ...names.map(each));

/** @param {string} id @param {readonly string[]} choices @param {string} value @param {(choice: string) => string} name @param {(choice: string) => void} change */
const select = (id, choices, value, name, change) => make('select', {id, onchange: (/** @type {any} */ event) => change(event.target.value)},
  ...choices.map((choice) => make('option', {value: choice, selected: choice === value}, name(choice))));

/** @type {Record<string, (hands: Hands, said: HTMLElement) => HTMLElement[]>} What a group offers besides its settings. */
const EXTRAS = {
  keyboard: (hands) => [make('button', {type: 'button', id: 'learn', onclick: hands.learn}, text('settings_learn_lowest'))],
  server: (hands, said) => {
    const code = make('input', {id: 'pair-code', type: 'text', autocomplete: 'off', spellcheck: false});
    return [labelled('pair-code', text('settings_pair_code'), code),
      make('p', {className: 'row'},
        make('button', {type: 'button', id: 'pair', onclick: async () => { said.textContent = await hands.pair(code.value); }}, text('settings_pair')),
        make('button', {type: 'button', id: 'unpair', onclick: hands.unpair}, text('settings_unpair')))];
  },
};

/** @param {Hands} hands @param {HTMLElement} said */
function fileField(hands, said) {
  const chooser = make('input', {id: 'import', type: 'file', accept: 'application/json,.json',
    onchange: async () => { if (chooser.files[0]) said.textContent = await hands.importFile(chooser.files[0]); }});
  return make('fieldset', {}, make('legend', {}, text('settings_group_file')),
    make('button', {type: 'button', id: 'export', onclick: hands.exportFile}, text('settings_export')),
    labelled('import', text('settings_import'), chooser));
}
