// What a session reveals, as headed lists: addresses, what was said and typed, names, other texts.

import {text} from '../adapters/texts.js';
import {reveals} from '../core/session_reveals.js';
import {make} from './dom.js';

/** As many of a kind are shown; all of them are counted. */
const SHOWN = 200;

/** @type {readonly (keyof import('../core/session_reveals.js').Revealed)[]} */
const KINDS = ['pages', 'said', 'typed', 'targets', 'media', 'texts'];

/** @param {import('../core/session_log.js').Session} session @returns {HTMLElement[]} */
export function revealedList(session) {
  const found = reveals(session);
  const kinds = KINDS.filter((kind) => found[kind].length);
  if (!kinds.length) return [make('p', {className: 'note'}, text('sessions_reveals_nothing'))];
  return [
    make('p', {className: 'note'}, text('sessions_reveals_hint')),
    ...kinds.flatMap((kind) => [
      make('h4', {}, text(`sessions_${kind}`, [String(found[kind].length)])),
      make('ul', {className: 'revealed'}, ...found[kind].slice(0, SHOWN).map((each) => make('li', {}, each))),
    ]),
  ];
}
