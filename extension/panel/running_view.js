// What is replayed or played now, in the sessions room, with a button that ends it.

import {text} from '../adapters/texts.js';
import {make} from './dom.js';
import {write} from './keyed.js';

/**
 * @param {{end: () => void, next: () => void}} hands
 * @returns {{bar: HTMLElement, draw: (now: Pick<import('../engine/view.js').View, 'replay' | 'music'>) => void}}
 */
export function runningView({end, next}) {
  const stop = make('button', {type: 'button', onclick: end, id: 'end-replay'});
  const step = make('button', {type: 'button', onclick: next, id: 'next-step', hidden: true}, text('sessions_next_step'));
  const bar = make('p', {className: 'row running', hidden: true}, stop, step);
  /** @param {HTMLElement} button @param {boolean} shown The focus is not lost with a button that goes. */
  const showing = (button, shown) => {
    if (!shown && document.activeElement === button) bar.parentElement?.focus();
    if (button.hidden === shown) button.hidden = !shown;
  };
  return {bar, draw: ({replay, music}) => {
    showing(step, replay?.held ?? false);
    showing(stop, Boolean(replay || music));
    bar.hidden = stop.hidden;
    if (replay) write(stop, text('sessions_replay_end', [replay.title, String(replay.step), String(replay.of)]));
    else if (music) write(stop, text('sessions_music_end', [music]));
  }};
}
