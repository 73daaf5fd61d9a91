// The tour room: one step at a time, with its keys drawn, heard on request, done by playing.

import {BEGIN, STEPS, isOver, played, shortestWay, skipped} from '../core/tour.js';
import {commandName, text} from '../adapters/texts.js';
import {make} from './dom.js';
import {keyNames, keyPicture} from './key_picture.js';
import {write} from './keyed.js';

/**
 * @typedef {import('../core/tour.js').Tour} Tour
 * @typedef {Object} Hands
 * @property {() => readonly {keys: readonly number[], commands: readonly string[]}[]} words Of the lexicon in use.
 * @property {(keys: readonly number[]) => void} hear Sounds the keys one after another.
 * @property {(message: string) => void} tell Reads out what the step says.
 * @property {() => void} sounds Begins the tour of the sounds, whose stops are then the list on offer.
 */

/** After as many tries without luck the step says how keys are played. */
const TRIES = 2;

/**
 * @param {HTMLElement} room
 * @param {Hands} hands
 * @returns {{begin: () => void, done: (command: string, ok: boolean) => void, refresh: () => void}}
 */
export function tourView(room, hands) {
  /** @type {Tour | null} */
  let tour = null;
  const parts = {
    title: make('h3', {}, ''), words: make('p', {}, ''), picture: make('div'), hint: make('p', {className: 'note', hidden: true}),
    hear: button('tour_hear', () => hands.hear(wayOf(tour, hands))), skip: button('tour_skip', () => leadOn(skip)),
    begin: button('tour_begin', () => leadOn(begin), 'primary'),
  };
  room.replaceChildren(parts.title, parts.words, parts.picture, parts.hint, make('p', {className: 'row'}, parts.begin, parts.hear, parts.skip),
    make('h3', {}, text('tour_sounds_title')), make('p', {}, text('tour_sounds_words')), make('p', {className: 'row'}, button('tour_sounds', hands.sounds)));

  const to = (/** @type {Tour} */ next) => {
    const news = tourNews(tour, next, hands);
    tour = next;
    draw();
    if (news) hands.tell(news);
  };
  const draw = () => show(parts, tour, hands);
  const begin = () => to(BEGIN);
  const skip = () => { if (tour) to(skipped(tour)); };
  /** A button that goes hands the focus on. @param {() => void} press */
  const leadOn = (press) => {
    press();
    (parts.hear.hidden ? parts.begin : parts.hear).focus();
  };
  draw();
  return {
    begin: () => { tour = null; begin(); },
    done: (command, ok) => { if (tour && !isOver(tour)) to(played(tour, command, ok)); },
    refresh: draw,
  };
}

/** @param {string} key @param {() => void} press @param {string} [className] */
const button = (key, press, className = '') => make('button', {type: 'button', className, onclick: press}, text(key));

/** @param {Tour | null} tour @param {Hands} hands */
const wayOf = (tour, hands) => tour && !isOver(tour) ? shortestWay(hands.words(), STEPS[tour.at].command) : [];

/** @param {Tour | null} tour @param {Hands} hands */
function stepText(tour, hands) {
  if (!tour) return text('tour_intro');
  return isOver(tour) ? text('tour_over') : text(STEPS[tour.at].text, [wayOf(tour, hands).join(', ')]);
}

/** @param {Tour | null} tour */
function hintText(tour) {
  if (!tour || isOver(tour)) return '';
  return tour.stuck ? text(STEPS[tour.at].needs) : tour.tries >= TRIES ? text('tour_hint') : '';
}

/** What is read out: a new step with its keys' names, or a new hint. @param {Tour | null} before @param {Tour} after @param {Hands} hands */
function tourNews(before, after, hands) {
  if (before?.at !== after.at) return [stepText(after, hands), keyNames(wayOf(after, hands))].filter(Boolean).join(' ');
  return hintText(after) === hintText(before) ? '' : hintText(after);
}

/** @param {Record<'title' | 'words' | 'picture' | 'hint' | 'hear' | 'skip' | 'begin', any>} parts @param {Tour | null} tour @param {Hands} hands */
function show(parts, tour, hands) {
  const runs = Boolean(tour && !isOver(tour));
  const way = wayOf(tour, hands);
  write(parts.title, tour && runs ? text('tour_step', [String(tour.at + 1), String(STEPS.length), commandName(STEPS[tour.at].command)]) : text('panel_tour'));
  write(parts.words, stepText(tour, hands));
  parts.picture.replaceChildren(...(way.length ? [keyPicture(way)] : []));
  write(parts.hint, hintText(tour));
  parts.hint.hidden = !parts.hint.textContent;
  parts.hear.hidden = parts.skip.hidden = !runs;
  parts.begin.hidden = runs;
  write(parts.begin, text(tour ? 'tour_again' : 'tour_begin'));
}
