// The words of one's own, composed: their room, and what each panel does when they change.

import {nameOwn, text} from '../adapters/texts.js';
import {calledOf, ownCommands} from '../core/own.js';
import {byId, make} from './dom.js';
import {download} from './file.js';
import {namesView} from './names_view.js';

/** @typedef {import('./own_words.js').OwnWords} OwnWords */

/** A word is a few hundred bytes: nobody has more of them than this holds. */
const LARGEST_FILE = 5_000_000;

/**
 * @param {OwnWords} own
 * @param {(action: any) => void} act
 * @param {() => import('../core/macro_text.js').Grammar} grammar What words are written in.
 * @returns {() => void} Draws them in what is said now.
 */
export function openNames(own, act, grammar) {
  const draw = namesView(byId('room-names'), {
    all: () => own.all(), grammar,
    makeWord: (says, does) => act({act: 'makeOwn', says, does}),
    act: (id, command, value) => act({act: 'own', id, command, value}),
    exportFile: () => download('rubato-words.json', own.exported()),
    importFile: async (file) => {
      const come = file.size > LARGEST_FILE ? null : await own.imported(await file.text());
      return come ? text(come.wrong ? 'panel_names_imported_but' : 'panel_names_imported', [String(come.count), String(come.wrong)]) : text('panel_names_no_file');
    },
  });
  const changed = () => {
    nameOwn(new Map(own.all().map((entry) => [entry.id, calledOf(entry)])));
    draw();
    suggest(own);
  };
  own.listen(changed);
  changed();
  return draw;
}

/** What may be said is suggested where it is typed. @param {OwnWords} own */
function suggest(own) {
  const list = byId('phrases');
  for (const old of list.querySelectorAll('[data-own]')) old.remove();
  const said = ownCommands(own.all().filter(({says}) => says.length)).flatMap(({phrases}) => phrases);
  list.append(...said.map((value) => make('option', {value, 'data-own': ''})));
}
