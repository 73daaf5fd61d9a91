// The room of names and words: each with its keys, spoken form and commands to change, and ways to run, play anew and remove it; a new one; all as a file.

import {say, text} from '../adapters/texts.js';
import {calledOf} from '../core/own.js';
import {played, whatOf} from '../handlers/owned.js';
import {make} from './dom.js';
import {redraw, write} from './keyed.js';
import {macroView, newWordView} from './macro_view.js';
import {onEnter} from './rooms_view.js';

/**
 * @typedef {import('../core/own.js').Own} Own
 * @typedef {Object} Hands
 * @property {() => readonly Own[]} all
 * @property {() => import('../core/macro_text.js').Grammar} grammar What words are written in.
 * @property {(says: string, does: string) => void} makeWord
 * @property {(id: string, command: string, value?: string | number) => void} act Does a command about one of them; `own.run` runs it.
 * @property {() => void} exportFile
 * @property {(file: File) => Promise<string>} importFile Settles with what came of it.
 */

/** @param {HTMLElement} room @param {Hands} hands @returns {() => void} Draws what there is now. */
export function namesView(room, hands) {
  const count = make('p', {className: 'hint', id: 'names-count', tabIndex: -1});
  const list = make('ul', {className: 'names', 'aria-labelledby': 'names-count'});
  const said = make('p', {className: 'said', role: 'status', id: 'names-said'});
  const chooser = make('input', {id: 'names-import', type: 'file', accept: 'application/json,.json', onchange: async () => {
    if (!chooser.files[0]) return;
    write(said, '');
    write(said, await hands.importFile(chooser.files[0]));
    chooser.value = '';
  }});
  const fresh = newWordView(hands.makeWord, hands.grammar);
  room.replaceChildren(count, list, fresh.form, make('fieldset', {}, make('legend', {}, text('panel_names_file')),
    make('p', {className: 'row'}, make('button', {type: 'button', id: 'names-export', onclick: hands.exportFile}, text('panel_names_export'))),
    make('p', {className: 'field'}, make('label', {for: 'names-import'}, text('panel_names_import')), chooser), said));
  const draw = () => {
    const all = hands.all();
    write(count, all.length ? text('panel_names_count', [String(all.length)]) : text('panel_names_none'));
    redraw(list, all, {
      key: ({id}) => id, create: () => entry(hands), update: (item, own) => fill(item, own, hands.grammar()), fallback: () => count,
    });
    fresh.made(all);
  };
  onEnter('names', draw);
  draw();
  return draw;
}

/** What can be done with each, and how the button is called. */
const BUTTONS = /** @type {const} */ ([['own.run', 'panel_names_run'], ['name.keys', 'panel_names_keys'], ['name.remove', 'panel_names_remove']]);

/** What a word's commands are changed in, by its item. @type {WeakMap<HTMLElement, (own: Own) => void>} */
const MACROS = new WeakMap();

/** @param {Hands} hands @returns {HTMLElement} */
function entry({act, grammar}) {
  const item = make('li', {});
  const idOf = () => String(item.dataset.item);
  const field = make('input', {type: 'text', autocomplete: 'off', spellcheck: false});
  const form = make('form', {onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    if (field.value.trim()) act(idOf(), 'name.call', field.value.trim());
  }}, field, make('button', {type: 'submit'}, text('panel_names_call')));
  const macro = macroView((command, value) => act(idOf(), command, value), grammar);
  MACROS.set(item, macro.fill);
  item.append(make('p', {}, make('b', {}), ' ', make('kbd', {}), ' ', make('span', {className: 'detail'})), form, macro.part,
    make('p', {className: 'row'}, ...BUTTONS.map(([command, key]) => make('button', {type: 'button', 'data-command': command,
      onclick: () => act(idOf(), command)}, text(key)))));
  return item;
}

/** @param {HTMLElement} item @param {Own} own @param {import('../core/macro_text.js').Grammar} grammar */
function fill(item, own, grammar) {
  const [name, keys, detail] = /** @type {any} */ (item.firstElementChild).children;
  const field = /** @type {HTMLInputElement} */ (item.querySelector('input'));
  write(name, calledOf(own));
  write(keys, played(own.keys));
  write(detail, say(whatOf(own, grammar)));
  MACROS.get(item)?.(own);
  // What is being typed stays.
  if (document.activeElement !== field) field.value = own.says[0] ?? '';
  field.setAttribute('aria-label', text('panel_names_field', [calledOf(own)]));
  for (const button of item.querySelectorAll('[data-command]')) {
    button.setAttribute('aria-label', text('panel_names_button', [button.textContent ?? '', calledOf(own)]));
  }
}
