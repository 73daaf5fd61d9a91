// The tour room: one step at a time, with its keys drawn, heard on request, done by playing.

import {BEGIN, STEPS, isOver, played, shortestWay, skipped} from '../core/tour.js';
import {commandName, text} from '../adapters/texts.js';
import {make} from './dom.js';
import {keyPicture} from './help_view.js';

/**
 * @typedef {Object} Hands
 * @property {() => readonly {keys: number[], commands: string[]}[]} words Of the lexicon in use.
 * @property {(keys: readonly number[]) => void} hear Sounds the keys one after another.
 * @property {(message: string) => void} tell Announces what the step says.
 */

/**
 * @param {HTMLElement} room
 * @param {Hands} hands
 * @returns {{begin: () => void, done: (command: string, ok: boolean) => void}}
 */
export function tourView(room, hands) {
  let tour = BEGIN;
  let running = false;
  const to = (/** @type {import('../core/tour.js').Tour} */ next) => {
    const moved = next.at !== tour.at;
    tour = next;
    draw();
    if (moved) hands.tell(stepText());
  };
  const stepText = () => isOver(tour) ? text('tour_over') : text(STEPS[tour.at].text, [way().join(', ')]);
  const way = () => shortestWay(hands.words(), STEPS[tour.at].command);
  const draw = () => room.replaceChildren(...(!running ? intro() : isOver(tour) ? [make('p', {}, stepText()), again()] : step()));
  const intro = () => [make('p', {}, text('tour_intro')), again()];
  const again = () => make('button', {type: 'button', className: 'primary', onclick: begin}, text(running ? 'tour_again' : 'tour_begin'));
  const step = () => [
    make('h3', {}, text('tour_step', [String(tour.at + 1), String(STEPS.length), commandName(STEPS[tour.at].command)])),
    make('p', {}, stepText()), keyPicture([...way()]),
    make('p', {className: 'row'},
      make('button', {type: 'button', onclick: () => hands.hear(way())}, text('tour_hear')),
      make('button', {type: 'button', onclick: () => to(skipped(tour))}, text('tour_skip'))),
    ...(tour.tries > 1 ? [make('p', {className: 'hint'}, text('tour_hint'))] : []),
  ];
  const begin = () => {
    [running, tour] = [true, BEGIN];
    draw();
    hands.tell(stepText());
  };
  draw();
  return {begin, done: (command, ok) => { if (running && !isOver(tour)) to(played(tour, command, ok)); }};
}
