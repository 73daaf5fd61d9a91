// Help: every command with its line, what to say and its keys on a picture of the 25.

import {commandHelp, commandName, text} from '../adapters/texts.js';
import {findCommands, waysTo} from '../core/help_search.js';
import {make} from './dom.js';
import {keyPicture} from './key_picture.js';
import {write} from './keyed.js';

/**
 * @typedef {{name: string, phrases: string[], misheard: string[], group: string, destructive: boolean, value: string}} Command
 * @typedef {import('../core/help_search.js').Word} Word
 */

/**
 * The help room: a filter and the commands by group.
 * @param {HTMLElement} room
 * @param {() => readonly Command[]} commands As they are said now.
 * @param {() => readonly Word[]} words Of the lexicon in use.
 * @param {() => string} server Its address, which has the rest of the help: settings, boards, what to do when something is wrong.
 * @returns {{show: (command: string | null) => void, refresh: () => void}} show: all commands, or one, opened and in view.
 */
export function helpView(room, commands, words, server) {
  const filter = make('input', {type: 'search', id: 'help-filter', 'aria-describedby': 'help-hint', autocomplete: 'off', spellcheck: false,
    oninput: () => { fill(); write(count, text('panel_help_found', [String(list.querySelectorAll('details').length)])); }});
  const count = make('p', {className: 'hint', role: 'status'});
  const list = make('div', {className: 'help-list'});
  const more = make('a', {href: `${server()}/help`, target: '_blank', rel: 'noreferrer'}, text('panel_help_more'));
  // The address may be another by now.
  more.addEventListener('click', () => { more.href = `${server()}/help`; });
  room.replaceChildren(make('p', {className: 'field'}, make('label', {for: 'help-filter'}, text('panel_help_filter')), filter),
    make('p', {className: 'hint', id: 'help-hint'}, text('panel_help_hint')), count, list, make('p', {}, more));

  const fill = () => {
    const found = findCommands(filter.value, commands(), words(), ({name}) => commandHelp(name));
    const groups = [...new Set(found.map(({group}) => group))];
    list.replaceChildren(...groups.map((group) => make('section', {},
      make('h3', {}, text(`panel_group_${group}`)),
      make('ul', {}, ...found.filter((command) => command.group === group).map((command) => entry(command, words()))))));
  };
  fill();
  return {
    refresh: fill,
    show: (command) => {
      filter.value = '';
      write(count, '');
      fill();
      if (command) open(list, command);
    },
  };
}

/** @param {HTMLElement} list @param {string} command */
function open(list, command) {
  const details = /** @type {HTMLDetailsElement | null} */ (list.querySelector(`[data-command="${command}"] details`));
  if (!details) return;
  details.open = true;
  draw(details);
  details.scrollIntoView({block: 'start'});
}

/** @param {Command} command @param {readonly Word[]} words */
function entry(command, words) {
  const ways = waysTo(command.name, words);
  const item = make('li', {'data-command': command.name},
    make('details', {'data-ways': JSON.stringify(ways), ontoggle: (/** @type {Event} */ event) => draw(/** @type {any} */ (event.currentTarget))},
      make('summary', {}, make('b', {}, commandName(command.name)), ' ', make('kbd', {}, (ways[0] ?? []).join(' '))),
      make('p', {}, commandHelp(command.name)),
      make('p', {className: 'hint'}, text('panel_help_says', [command.phrases.join(' · ')]))));
  if (command.value !== 'none') item.firstChild.append(make('p', {className: 'hint'}, text('panel_help_value', [text(`panel_kind_${command.value}`)])));
  return item;
}

/** @param {HTMLDetailsElement} details Pictures are drawn when first looked at. */
function draw(details) {
  if (!details.open || details.querySelector('svg')) return;
  const ways = /** @type {number[][]} */ (JSON.parse(details.dataset.ways ?? '[]'));
  for (const keys of ways) details.append(make('p', {className: 'way'}, make('kbd', {}, keys.join(' ')), keyPicture(keys)));
  if (!ways.length) details.append(make('p', {className: 'hint'}, text('panel_help_no_keys')));
}
