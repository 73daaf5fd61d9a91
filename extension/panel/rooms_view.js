// The rooms below the piano: tabs, asking, names, sessions, help, tour and settings, as an ARIA tab list.

import {byId} from './dom.js';

export const ROOMS = Object.freeze(['tabs', 'ask', 'names', 'sessions', 'help', 'tour', 'settings']);

/** @type {Map<string, () => void>} What is done when a room opens. */
const entered = new Map();

/** @param {string} room @param {() => void} enter */
export const onEnter = (room, enter) => entered.set(room, enter);

/** @param {string} name Shows one room and hides the others. */
export function enterRoom(name) {
  for (const room of ROOMS) {
    const tab = byId(`tab-${room}`);
    tab.setAttribute('aria-selected', String(room === name));
    tab.tabIndex = room === name ? 0 : -1;
    byId(`room-${room}`).hidden = room !== name;
  }
  entered.get(name)?.();
}

/** @returns {string} The room that is shown. */
export const currentRoom = () => ROOMS.find((room) => !byId(`room-${room}`).hidden) ?? 'tabs';

/** Wires clicks and arrow keys. */
export function roomsView() {
  for (const room of ROOMS) byId(`tab-${room}`).addEventListener('click', () => enterRoom(room));
  byId('rooms').addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    const at = ROOMS.indexOf(currentRoom());
    const to = {ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: ROOMS.length - 1}[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const room = ROOMS[(to + ROOMS.length) % ROOMS.length];
    enterRoom(room);
    byId(`tab-${room}`).focus();
  });
  enterRoom('tabs');
}
