// Fields of a form: each has a caption, says beside itself why a value is refused, and can be updated in place.

import {make} from './dom.js';
import {mark, write} from './keyed.js';

/**
 * @typedef {Object} Field
 * @property {HTMLElement} element
 * @property {(value: any) => void} update Shows another value; a field that has the focus keeps it.
 * @typedef {(value: unknown) => Promise<string>} Change Settles with why it is refused, or nothing.
 * @typedef {{value: string, name: string}} Choice
 */

/**
 * @param {string} id
 * @param {string} label
 * @param {HTMLElement & {value: string}} input
 * @param {Change} change
 * @param {() => unknown} [read]
 */
function labelled(id, label, input, change, read = () => input.value) {
  const problem = make('span', {id: `${id}-problem`, className: 'problem', role: 'alert'});
  input.id = id;
  input.addEventListener('change', async () => answer(input, problem, await change(read())));
  return make('p', {className: 'field'}, make('label', {for: id}, label), input, problem);
}

/** @param {HTMLElement} input @param {HTMLElement} problem @param {string} words */
function answer(input, problem, words) {
  write(problem, words);
  mark(input, 'aria-invalid', String(Boolean(words)));
  mark(input, 'aria-describedby', [input.dataset.note, words && problem.id].filter(Boolean).join(' '));
}

/**
 * What is to be known of a field, beside it.
 * @param {Field} field
 * @returns {HTMLElement} The place of the note.
 */
export function noteOf({element}) {
  const input = /** @type {HTMLElement} */ (element.querySelector('input, select'));
  const note = make('span', {id: `${input.id}-note`, className: 'hint'});
  input.dataset.note = note.id;
  mark(input, 'aria-describedby', note.id);
  element.append(note);
  return note;
}

/** @param {any} input @param {string} value A field is not changed under the hand that fills it. */
const setValue = (input, value) => {
  if (input.value === value || input === document.activeElement && input.tagName === 'INPUT') return;
  input.value = value;
};

/** @param {string} id @param {string} label @param {Change} change @param {Record<string, unknown>} [more] @returns {Field} */
export function textField(id, label, change, more = {}) {
  const input = make('input', {type: 'text', spellcheck: false, autocomplete: 'off', ...more});
  return {element: labelled(id, label, input, change, () => input.value.trim()), update: (value) => setValue(input, value)};
}

/** @param {string} id @param {string} label @param {{min?: number, max?: number, step?: number}} range @param {Change} change @returns {Field} */
export function numberField(id, label, {min, max, step}, change) {
  const input = make('input', {type: 'number', min, max, step});
  const read = () => input.value === '' ? '' : input.valueAsNumber;
  return {element: labelled(id, label, input, change, read), update: (value) => setValue(input, String(value))};
}

/**
 * @param {string} id
 * @param {string} label
 * @param {(value: string) => readonly Choice[]} choices Asked anew at each update, the value among them or not.
 * @param {Change} change
 * @returns {Field}
 */
export function choiceField(id, label, choices, change) {
  const input = make('select');
  const update = (/** @type {string} */ value) => {
    fillChoices(input, choices(value));
    input.value = value;
  };
  return {element: labelled(id, label, input, change), update};
}

/** @param {HTMLSelectElement} select @param {readonly Choice[]} choices */
function fillChoices(select, choices) {
  if (JSON.stringify([...select.options].map(({value, text: name}) => ({value, name}))) === JSON.stringify(choices)) return;
  select.replaceChildren(...choices.map(({value, name}) => make('option', {value}, name)));
}

/** @param {string} id @param {string} label @param {Change} change @returns {Field} */
export function flagField(id, label, change) {
  const input = make('input', {id, type: 'checkbox'});
  const problem = make('span', {id: `${id}-problem`, className: 'problem', role: 'alert'});
  input.addEventListener('change', async () => {
    const why = await change(input.checked);
    if (why) input.checked = !input.checked;
    answer(input, problem, why);
  });
  return {element: make('p', {className: 'field flag'}, input, make('label', {for: id}, label), problem), update: (value) => { input.checked = value; }};
}

/** @param {string} label @param {readonly Field[]} fields @returns {HTMLElement} */
export const group = (label, fields) => make('div', {role: 'group', 'aria-label': label, className: 'set'},
  make('p', {'aria-hidden': 'true'}, label), ...fields.map(({element}) => element));
