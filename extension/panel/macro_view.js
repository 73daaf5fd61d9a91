// What a word does, to be read and changed: its commands as they are written, and which of their values are asked for.

import {commandName, text} from '../adapters/texts.js';
import {macroOf} from '../core/macro.js';
import {readMacro, writtenMacro} from '../core/macro_text.js';
import {calledOf} from '../core/own.js';
import {make} from './dom.js';
import {redraw, write} from './keyed.js';

/**
 * @typedef {import('../core/own.js').Own} Own
 * @typedef {import('../core/macro.js').MacroStep} MacroStep
 * @typedef {() => import('../core/macro_text.js').Grammar} Grammar
 * @typedef {{id: string, field: HTMLTextAreaElement, said: HTMLElement}} Field
 */

let fields = 0;

/** A field for commands, and what is wrong with them below it. @returns {Field} */
function doesField() {
  const id = `macro-${fields += 1}`;
  const said = make('p', {className: 'said wrong', role: 'status', id: `${id}-said`});
  const field = make('textarea', {id, rows: 2, spellcheck: false, autocomplete: 'off', 'aria-describedby': `${id}-said`});
  field.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    field.form?.requestSubmit();
  });
  return {id, field, said};
}

/** @param {Field} place @param {Grammar} grammar @returns {string | null} What stands there; null where it is not understood, which is said. */
function checked({field, said}, grammar) {
  const does = field.value.trim();
  const read = readMacro(does, grammar());
  field.setAttribute('aria-invalid', String(!read.ok));
  // Emptied first, so that the same words twice are read twice.
  write(said, '');
  write(said, read.ok ? '' : text(read.why.key, read.why.args));
  return read.ok ? does : null;
}

/**
 * A word that is made here: how it is said, and what it does.
 * @param {(says: string, does: string) => void} makeWord
 * @param {Grammar} grammar
 * @returns {{form: HTMLElement, made: (all: readonly Own[]) => void}} made: what is there now; what was asked for is there.
 */
export function newWordView(makeWord, grammar) {
  const says = make('input', {id: 'word-says', type: 'text', autocomplete: 'off', spellcheck: false, required: true, maxLength: 80});
  const place = doesField();
  place.field.id = 'word-does';
  place.field.setAttribute('aria-describedby', `word-hint ${place.id}-said`);
  const form = make('form', {onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    const does = checked(place, grammar);
    if (does === null) place.field.focus();
    else makeWord(says.value.trim(), does);
  }}, make('fieldset', {}, make('legend', {}, text('panel_macro_new')),
    make('p', {className: 'field'}, make('label', {for: 'word-says'}, text('panel_macro_says')), says),
    make('p', {className: 'field'}, make('label', {for: 'word-does'}, text('panel_macro_does')), place.field), place.said,
    make('p', {className: 'hint', id: 'word-hint'}, text('panel_macro_hint')),
    make('p', {className: 'row'}, make('button', {type: 'submit'}, text('panel_macro_make')))));
  const made = (/** @type {readonly Own[]} */ all) => {
    if (says.value.trim() && all.some((entry) => entry.says.includes(says.value.trim()))) says.value = place.field.value = '';
  };
  return {form, made};
}

/**
 * What one of them does; hidden where that is no commands.
 * @param {(command: string, value: string | number) => void} act
 * @param {Grammar} grammar
 * @returns {{part: HTMLElement, fill: (own: Own) => void}}
 */
export function macroView(act, grammar) {
  const place = doesField();
  const save = make('button', {type: 'submit'}, text('panel_macro_save'));
  const asked = make('ul', {className: 'row asked'});
  const form = make('form', {onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    const does = checked(place, grammar);
    if (does !== null) act('word.steps', does);
  }}, place.field, save);
  const part = make('details', {className: 'macro'}, make('summary', {}, text('panel_macro_does')), form, place.said, asked);
  const fill = (/** @type {Own} */ own) => {
    const macro = macroOf(own.does);
    part.hidden = !macro;
    if (!macro) return;
    if (document.activeElement !== place.field) place.field.value = writtenMacro(macro, grammar());
    const what = text('panel_macro_of', [calledOf(own)]);
    place.field.setAttribute('aria-label', what);
    save.setAttribute('aria-label', text('panel_names_button', [text('panel_macro_save'), what]));
    const values = macro.steps.flatMap((step, at) => step.value === undefined || step.value === null ? [] : [{step, number: at + 1}]);
    asked.hidden = values.length === 0;
    asked.setAttribute('aria-label', text('panel_macro_asked', [calledOf(own)]));
    redraw(asked, values, {key: ({number}) => String(number), create: () => askedButton(act), update: fillAsked, fallback: () => place.field});
  };
  return {part, fill};
}

/** @param {(command: string, value: number) => void} act */
function askedButton(act) {
  const item = make('li', {}, make('button', {type: 'button', onclick: () => act('word.open', Number(item.dataset.item))}));
  return item;
}

/** @param {HTMLElement} item @param {{step: MacroStep, number: number}} value */
function fillAsked(item, {step, number}) {
  const button = /** @type {HTMLElement} */ (item.firstElementChild);
  const shown = typeof step.value === 'string' ? step.value : JSON.stringify(step.value);
  write(button, text('panel_macro_ask', [String(number), commandName(step.command), shown]));
  button.setAttribute('aria-pressed', String(Boolean(step.open)));
}
