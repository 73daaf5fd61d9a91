// The on-screen piano: 25 real buttons, what was played, and which keys lead on to what.

import {commandName, text} from '../adapters/texts.js';
import {byId, make} from './dom.js';

/** @typedef {import('../core/next_keys.js').NextKey} NextKey */

const NOTES = ['C', 'C♯', 'D', 'E♭', 'E', 'F', 'F♯', 'G', 'A♭', 'A', 'B♭', 'B'];
const BLACK = new Set([1, 3, 6, 8, 10]);
const KEYS = 25;
const WHITE_WIDTH = 100 / 15;
const TOUCH_VELOCITY = 80;

/** @param {number} key @returns {string} Its note's name, "F♯". */
export const noteName = (key) => NOTES[key % 12];

/** @param {number} key */
const isBlack = (key) => BLACK.has(key % 12);

/** @param {number} key How many white keys lie left of it. */
const whitesBefore = (key) => Array.from({length: key}, (_, k) => k).filter((k) => !isBlack(k)).length;

/** @param {NextKey} next What it leads to, for ear and eye. */
export function leadText({commands, more, label, ends}) {
  if (label) return label;
  const names = commands.map(commandName).join(', ');
  return ends || !more ? names : text('panel_lead_more', [names, String(more)]);
}

/** @param {number} key */
const place = (key) => isBlack(key)
  ? `left:${whitesBefore(key) * WHITE_WIDTH - WHITE_WIDTH * 0.3}%;width:${WHITE_WIDTH * 0.6}%`
  : `left:${whitesBefore(key) * WHITE_WIDTH}%;width:${WHITE_WIDTH}%`;

/**
 * Draws the piano once; the returned function shows where the player is.
 * @param {(key: number, velocity: number) => void} play
 * @returns {(played: number[], next: NextKey[]) => void}
 */
export function pianoView(play) {
  const keys = Array.from({length: KEYS}, (_, key) => pianoKey(key, play));
  byId('keys').append(...keys);
  keys.forEach((button, key) => button.style.cssText = place(key));
  rove(keys);
  return (played, next) => show(keys, played, next);
}

/** @param {number} key @param {(key: number, velocity: number) => void} play */
function pianoKey(key, play) {
  return make('button', {
    type: 'button', className: `key ${isBlack(key) ? 'black' : 'white'}`, tabIndex: key === 12 ? 0 : -1, 'data-key': key,
    // The press, not the release, plays; a click without one is the keyboard's or a screen reader's.
    onpointerdown: (/** @type {PointerEvent} */ event) => { event.preventDefault(); play(key, TOUCH_VELOCITY); },
    onclick: (/** @type {MouseEvent} */ event) => { if (event.detail === 0) play(key, TOUCH_VELOCITY); },
  });
}

/** @param {HTMLButtonElement[]} keys Arrow keys, Home and End move among them; one is in the tab order. */
function rove(keys) {
  byId('keys').addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    const at = keys.indexOf(/** @type {any} */ (document.activeElement));
    const to = {ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: KEYS - 1}[event.key];
    if (to === undefined || !keys[to]) return;
    event.preventDefault();
    for (const key of keys) key.tabIndex = key === keys[to] ? 0 : -1;
    keys[to].focus();
  });
}

/** @param {HTMLButtonElement[]} keys @param {number[]} played @param {NextKey[]} next */
function show(keys, played, next) {
  const leads = new Map(next.map((each) => [each.key, each]));
  keys.forEach((button, key) => {
    const lead = leads.get(key);
    button.classList.toggle('played', played.includes(key));
    button.classList.toggle('leads', Boolean(lead));
    button.classList.toggle('ends', Boolean(lead?.ends));
    const name = text('panel_key', [noteName(key), String(key)]);
    button.setAttribute('aria-label', lead ? `${name}: ${leadText(lead)}` : name);
    button.title = lead ? leadText(lead) : name;
  });
  byId('leads-list').replaceChildren(...next.map((lead) => make('li', {},
    make('b', {}, `${lead.key} ${noteName(lead.key)}`), leadText(lead))));
}
