// What was played last, what was said about it, and what is pending.

import {commandName, text} from '../adapters/texts.js';
import {byId, make} from './dom.js';
import {mark, write} from './keyed.js';

/** @typedef {import('../engine/view.js').View} View */

/** @param {readonly number[]} keys */
const played = (keys) => keys.join(' ');

/** As many announcements stay in the log; a screen reader has read them when they go. */
const KEPT = 6;

/** @param {View} view */
export function showNow({now, said, arrived}) {
  write(byId('last'), lastText(now));
  write(byId('said'), said.text);
  mark(byId('said'), 'lang', said.lang);
  byId('said').dataset.role = said.role;
  write(byId('pending'), pendingText(now));
  write(byId('arrived'), arrived && text('panel_arrived', [arrived]));
  byId('arrived').hidden = !arrived;
}

/** @param {View['now']} now */
const lastText = ({last}) => !last ? text('panel_nothing_yet')
  : last.keys.length ? text('panel_last', [commandName(last.command), played(last.keys)]) : commandName(last.command);

/** @param {View['now']} now */
function pendingText({state, waiting, keys}) {
  if (state.at === 'off') return text('panel_piano_off');
  if (waiting) return text('panel_waiting', [commandName(waiting.command), text(`panel_kind_${waiting.kind}`), played(keys)]);
  if (state.at === 'frame' && state.dead) return text('panel_dead', [String(state.key)]);
  if (keys.length) return text('panel_pending', [played(keys)]);
  return state.held ? text('panel_held', [String(state.held.value)]) : '';
}

/** The last announcement that this panel has met. */
let met = 0;

/**
 * Reads an announcement out, once.
 * @param {View['said']} said
 */
export function announce(said) {
  if (said.id === met) return;
  met = said.id;
  if (said.aloud) readOut(said.text, said.lang);
}

/** @param {View['said']} said What was said before this panel opened; it is shown, and not read again. */
export const alreadySaid = (said) => { met = said.id; };

/**
 * Puts words into the log that a screen reader reads. Each is an element of its own: so none that comes
 * right after another replaces it, and the same words twice are read twice.
 * @param {string} words
 * @param {string} [lang] The language they are in, where it may be another than the panel's.
 */
export function readOut(words, lang = '') {
  const live = byId('live');
  live.append(make('p', {lang}, words));
  while (live.children.length > KEPT) live.firstElementChild.remove();
}
