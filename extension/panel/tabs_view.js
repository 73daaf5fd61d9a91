// The tabs room: channels (windows) with their tabs, numbered as the keys and the voice name them.

import {text} from '../adapters/texts.js';
import {make} from './dom.js';

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
  room.replaceChildren(...channels.map((channel, at) => make('section', {},
    make('h3', {}, text(channel.current ? 'panel_channel_current' : 'panel_channel', [String(at + 1)])),
    make('ol', {className: 'tab-list'}, ...tabs.filter((tab) => tab.windowId === channel.id)
      .sort((a, b) => a.index - b.index)
      .map((tab) => make('li', {}, tabButton(tab, activate)))))));
}

/** @param {Tab} tab @param {(id: number) => void} activate */
function tabButton(tab, activate) {
  const marks = [tab.pinned && 'pinned', tab.muted && 'muted', tab.playing && 'playing'].filter(Boolean)
    .map((mark) => text(`panel_tab_${mark}`));
  const button = make('button', {type: 'button', 'aria-current': String(tab.active), onclick: () => activate(tab.id)},
    make('span', {className: 'number'}, String(tab.index + 1)), make('span', {className: 'title'}, tab.title || tab.url));
  if (marks.length) button.append(make('span', {className: 'detail'}, marks.join(', ')));
  return button;
}
