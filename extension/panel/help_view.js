// Help: every command with its line, what to say and its keys on a picture of the 25.

import {commandHelp, commandName, text} from '../adapters/texts.js';
import {make} from './dom.js';
import {noteName} from './piano_view.js';

/**
 * @typedef {{name: string, phrases: string[], group: string, destructive: boolean, value: string}} Command
 * @typedef {{keys: number[], commands: string[]}} Word
 */

const BLACK = new Set([1, 3, 6, 8, 10]);

/**
 * A picture of the 25 keys with those of a word numbered in the order they are played.
 * @param {number[]} keys
 * @returns {SVGElement}
 */
export function keyPicture(keys) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 151 34');
  svg.setAttribute('class', 'key-picture');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', keys.map((key) => text('panel_key', [noteName(key), String(key)])).join(', '));
  let whites = 0;
  const rects = Array.from({length: 25}, (_, key) => {
    const black = BLACK.has(key % 12);
    const x = black ? whites * 10 - 3 : whites * 10;
    if (!black) whites += 1;
    return {key, black, x};
  });
  for (const {key, black, x} of [...rects].sort((a, b) => Number(a.black) - Number(b.black))) {
    svg.append(keyShape(key, black, x, keys));
  }
  return svg;
}

/** @param {number} key @param {boolean} black @param {number} x @param {number[]} keys */
function keyShape(key, black, x, keys) {
  const group = document.createElementNS('http://www.w3.org/2000/svg', 'g');
  const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  const width = black ? 6 : 10;
  const height = black ? 20 : 33;
  for (const [name, value] of Object.entries({x: x + 0.5, y: 0.5, width, height})) rect.setAttribute(name, String(value));
  rect.setAttribute('class', `${black ? 'black' : 'white'}${keys.includes(key) ? ' played' : ''}`);
  group.append(rect);
  const order = keys.flatMap((played, at) => played === key ? [at + 1] : []);
  if (order.length) group.append(orderMark(order, x + 0.5 + width / 2, height - 4));
  return group;
}

/** @param {number[]} order @param {number} x @param {number} y */
function orderMark(order, x, y) {
  const mark = document.createElementNS('http://www.w3.org/2000/svg', 'text');
  mark.setAttribute('x', String(x));
  mark.setAttribute('y', String(y));
  mark.textContent = order.join('·');
  return mark;
}

/**
 * The help room: a filter and the commands by group.
 * @param {HTMLElement} room
 * @param {readonly Command[]} commands
 * @param {() => readonly Word[]} words Of the lexicon in use.
 * @returns {{show: (command: string | null) => void}}
 */
export function helpView(room, commands, words) {
  const filter = make('input', {type: 'search', id: 'help-filter', oninput: () => fill(filter.value)});
  const list = make('div', {className: 'help-list'});
  room.replaceChildren(make('label', {for: 'help-filter'}, text('panel_help_filter')), filter, list);

  /** @param {string} wanted */
  const fill = (wanted) => {
    const found = commands.filter((command) => matches(command, wanted.toLowerCase().trim()));
    const groups = [...new Set(found.map(({group}) => group))];
    list.replaceChildren(...groups.map((group) => make('section', {},
      make('h3', {}, text(`panel_group_${group}`)),
      make('ul', {}, ...found.filter((command) => command.group === group).map((command) => entry(command, words()))))));
    if (!found.length) list.append(make('p', {}, text('panel_help_none')));
  };
  fill('');
  return {show: (command) => { filter.value = command ? commandName(command) : ''; fill(filter.value); }};
}

/** @param {Command} command @param {string} wanted */
const matches = (command, wanted) => !wanted || [command.name, ...command.phrases].some((each) => each.includes(wanted));

/** @param {Command} command @param {readonly Word[]} words */
function entry(command, words) {
  const ways = words.filter((word) => word.commands.includes(command.name)).map(({keys}) => keys);
  const shortest = [...ways].sort((a, b) => a.length - b.length);
  return make('li', {'data-command': command.name},
    make('details', {ontoggle: (/** @type {Event} */ event) => draw(/** @type {any} */ (event.currentTarget), shortest)},
      make('summary', {}, make('b', {}, commandName(command.name)), ' ', make('kbd', {}, (shortest[0] ?? []).join(' '))),
      make('p', {}, commandHelp(command.name)),
      make('p', {className: 'hint'}, text('panel_help_says', [command.phrases.join(' · ')]))));
}

/** @param {HTMLDetailsElement} details @param {number[][]} ways Pictures are drawn when first looked at. */
function draw(details, ways) {
  if (!details.open || details.querySelector('svg')) return;
  for (const keys of ways) details.append(make('p', {}, make('kbd', {}, keys.join(' ')), keyPicture(keys)));
}
