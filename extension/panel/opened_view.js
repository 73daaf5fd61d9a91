// A session from a file: what it would run and what is in it, shown before anybody agrees to keep it.

import {commandName, text} from '../adapters/texts.js';
import {lengthOfSession} from '../core/opened_session.js';
import {commandsIn} from '../core/session_reveals.js';
import {make} from './dom.js';
import {lengthOf} from './lengths.js';
import {revealedList} from './revealed_view.js';

/**
 * @typedef {NonNullable<ReturnType<typeof import('../core/opened_session.js').openedSession>>} Opened
 * @typedef {Object} Hands
 * @property {(command: string) => boolean} destroys
 * @property {() => void} keep
 * @property {() => void} leave
 */

/** Flaws that are told in words; the others by their code and place. */
const TOLD = new Set(['plain', 'newer', 'header', 'unread', 'too-late', 'truncated']);

/** @param {Opened['flaws'][number]} flaw */
const flawText = ({offset, code, facts}) => TOLD.has(code)
  ? text(`flaw_${code.replace('-', '_')}`, Object.values(facts).map(String))
  : text('flaw_other', [code, String(offset)]);

/** @param {HTMLElement} place @param {Opened} opened @param {Hands} hands */
export function showOpened(place, {session, flaws}, {destroys, keep, leave}) {
  const commands = commandsIn(session, destroys);
  const heading = make('h3', {id: 'opened-title', tabIndex: -1}, text('sessions_opened', [session.header.title]));
  const parts = [
    heading,
    make('p', {className: 'note'}, text('sessions_opened_hint', [lengthOf(lengthOfSession(session)), String(session.tracks.length)])),
    ...(flaws.length ? [make('ul', {className: 'revealed'}, ...flaws.map((flaw) => make('li', {}, flawText(flaw))))] : []),
    make('h4', {}, text('sessions_commands', [String(commands.length)])),
    make('ul', {className: 'revealed'}, ...commands.map(({command, count, destroys: bad}) => make('li', {},
      text(bad ? 'sessions_command_destroys' : 'sessions_command', [commandName(command) || command, String(count)])))),
    ...revealedList(session),
    make('p', {className: 'row'},
      make('button', {type: 'button', className: 'primary', onclick: keep}, text('sessions_keep')),
      make('button', {type: 'button', onclick: leave}, text('sessions_leave'))),
  ];
  place.hidden = false;
  place.replaceChildren(...parts);
  heading.focus();
}
