// The tabs room: channels (windows) with their tabs, numbered as the keys and the voice name them.

import {text} from '../adapters/texts.js';
import {make} from './dom.js';
import {mark, redraw, write} from './keyed.js';

/**
 * @typedef {import('../handlers/ports.js').Tab} Tab
 * @typedef {import('../handlers/ports.js').Channel} Channel
 */

/**
 * @param {HTMLElement} room
 * @param {Channel[]} channels In the order they were made.
 * @param {Tab[]} tabs Of all windows.
 * @param {(id: number) => void} activate
 */
export function showTabs(room, channels, tabs, activate) {
  redraw(room, channels, {
    key: ({id}) => String(id),
    create: () => make('section', {}, make('h3'), make('ol', {className: 'tab-list'})),
    update: (section, channel, at) => {
      write(section.firstChild, text(channel.current ? 'panel_channel_current' : 'panel_channel', [String(at + 1)]));
      showChannel(section.lastChild, tabs.filter(({windowId}) => windowId === channel.id), activate);
    },
    fallback: () => room,
  });
}

/** @param {HTMLElement} list @param {Tab[]} tabs @param {(id: number) => void} activate */
function showChannel(list, tabs, activate) {
  redraw(list, tabs.sort((a, b) => a.index - b.index), {
    key: ({id}) => String(id),
    create: () => entry(activate),
    update: fill,
  });
}

/** @param {(id: number) => void} activate */
function entry(activate) {
  const parts = ['number', 'title', 'detail'].map((className) => make('span', {className}));
  const item = make('li', {}, make('button', {type: 'button', onclick: () => activate(Number(item.dataset.item))}, ...parts));
  return item;
}

/** @param {HTMLElement} element @param {Tab} tab */
function fill(element, tab) {
  const button = /** @type {HTMLElement} */ (element.firstElementChild);
  const [number, title, detail] = button.children;
  const marks = /** @type {const} */ (['pinned', 'muted', 'playing']).filter((each) => tab[each]);
  mark(button, 'aria-current', String(tab.active));
  write(number, String(tab.index + 1));
  write(title, tab.title || tab.url);
  write(detail, marks.map((each) => text(`panel_tab_${each}`)).join(', '));
}
