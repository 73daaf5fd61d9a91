// The state of each connection: a button each, told apart by mark and words, never by colour alone.

import {text} from '../adapters/texts.js';
import {byId, make} from './dom.js';
import {mark, write} from './keyed.js';

/** @typedef {import('../engine/view.js').View} View */

const MARKS = {ready: '●', none: '○', prompt: '?', denied: '✕', unsupported: '–', failed: '✕', waiting: '…', off: '○', lost: '✕', unpaired: '–'};
/** Each button and the link that it shows. @type {readonly (readonly [string, keyof View['links']])[]} */
export const LINKS = Object.freeze([['keyboard', 'keyboard'], ['microphone', 'microphone'], ['server', 'bridge'], ['sound', 'sound']]);

/** @param {View['links']} links */
export function showLinks(links) {
  for (const [name, link] of LINKS) showLink(name, links[link]);
  // Sound that is heard needs no sign.
  const {state, detail} = links.sound;
  byId('link-sound').parentElement.hidden = state === 'ready' || !detail;
}

/** @param {string} name @param {import('../engine/view.js').Link} link */
function showLink(name, {state, detail}) {
  const button = byId(`link-${name}`);
  const long = text(`panel_state_${state}`);
  if (!button.firstChild) button.append(text(`panel_link_${name}`), ' ', make('span', {className: 'state'}));
  mark(button, 'data-state', state);
  mark(button, 'data-mark', MARKS[state]);
  write(button.lastChild, state === 'ready' && detail ? detail : text(`panel_short_${state}`));
  mark(button, 'title', name === 'sound' ? detail : detail ? `${long}: ${detail}` : long);
}

/**
 * Puts each connection right where it is pressed; sound begins by the press itself.
 * @param {object} ways
 * @param {() => View['links']} ways.now
 * @param {() => unknown} ways.getStarted
 * @param {(id: string) => void} ways.enterSetting
 * @param {(command: string) => void} ways.run
 * @param {() => void} ways.elsewhere says that the sound is another window's
 */
export function pressLinks({now, getStarted, enterSetting, run, elsewhere}) {
  /** Where it may be opened a press opens it, where it is open it closes it. @type {Record<string, () => void>} */
  const microphone = {off: () => run('microphone.on'), failed: () => run('microphone.on'), ready: () => run('microphone.off')};
  /** @type {Record<string, () => unknown>} */
  const pressed = {
    keyboard: () => now().keyboard.state === 'ready' ? enterSetting('setting-device') : getStarted(),
    microphone: () => (microphone[now().microphone.state] ?? getStarted)(),
    server: () => enterSetting('pair-code'),
    sound: elsewhere,
  };
  for (const [name] of LINKS) byId(`link-${name}`).addEventListener('click', () => void pressed[name]());
}
