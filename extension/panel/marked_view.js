// What is to be answered in the recording under way: each question with a button that says it is answered now.

import {text} from '../adapters/texts.js';
import {length} from '../handlers/recording.js';
import {byId, make} from './dom.js';
import {redraw, write} from './keyed.js';

/**
 * @param {(command: string, id?: string) => void} run `id`: the inquiry that it is about.
 * @returns {(recording: import('../engine/view.js').View['recording']) => void}
 */
export function markedView(run) {
  const [section, list] = [byId('marked'), byId('marked-list')];
  byId('marked-read').addEventListener('click', () => run('inquiry.read'));
  /** @type {import('../engine/view.js').View['recording']['marked'] | null} */
  let drawn = null;
  return ({marked}) => {
    if (marked === drawn) return;
    drawn = marked;
    if (!marked.length && section.contains(document.activeElement)) byId('text').focus();
    section.hidden = !marked.length;
    redraw(list, marked, {
      key: ({id}) => id,
      create: () => make('li', {}, make('button', {type: 'button'}), make('span', {className: 'note'})),
      update: (item, {id, question, at}) => update(item, question, at, () => run('inquiry.answered', id)),
    });
  };
}

/** @param {HTMLElement} item @param {string} question @param {number | null} at @param {() => void} answer */
function update(item, question, at, answer) {
  const [button, said] = /** @type {[HTMLButtonElement, HTMLElement]} */ ([item.children[0], item.children[1]]);
  write(button, text('marked_answer', [question]));
  // It keeps the focus where it was pressed, which a disabled one would lose.
  button.setAttribute('aria-disabled', String(at !== null));
  button.onclick = at === null ? answer : null;
  write(said, at === null ? '' : text('marked_answered_at', [length(at)]));
}
