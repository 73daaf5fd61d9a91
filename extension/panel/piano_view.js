// The on-screen piano: 25 real buttons, what was played, and which keys lead on to what.

import {text} from '../adapters/texts.js';
import {byId, make} from './dom.js';
import {mark} from './keyed.js';
import {leadText, noteName} from './lead_texts.js';

/** @typedef {import('../core/next_keys.js').NextKey} NextKey */

const BLACK = new Set([1, 3, 6, 8, 10]);
const KEYS = 25;
const WHITE_WIDTH = 100 / 15;
const TOUCH_VELOCITY = 80;

/** @param {number} key */
const isBlack = (key) => BLACK.has(key % 12);

/** @param {number} key How many white keys lie left of it. */
const whitesBefore = (key) => Array.from({length: key}, (_, k) => k).filter((k) => !isBlack(k)).length;

/** @param {number} key */
const place = (key) => isBlack(key)
  ? `left:${whitesBefore(key) * WHITE_WIDTH - WHITE_WIDTH * 0.32}%;width:${WHITE_WIDTH * 0.64}%`
  : `left:${whitesBefore(key) * WHITE_WIDTH}%;width:${WHITE_WIDTH}%`;

/** @returns {HTMLElement} The key that Tab comes to. */
export const currentKey = () => byId('keys').querySelector('[tabindex="0"]');

/**
 * Draws the piano once; the returned function shows where the player is.
 * @param {(key: number, velocity: number) => void} play
 * @returns {(played: readonly number[], next: readonly NextKey[]) => void}
 */
export function pianoView(play) {
  const keys = Array.from({length: KEYS}, (_, key) => pianoKey(key, play));
  const names = keys.map((_, key) => keyName(key));
  byId('keys').append(...keys);
  keys.forEach((button, key) => {
    button.style.cssText = place(key);
    mark(button, 'aria-label', names[key]);
    // A name that changes under the focus would be read in the middle of playing: it changes when the focus comes or goes.
    for (const type of ['focusin', 'focusout']) button.addEventListener(type, () => mark(button, 'aria-label', names[key]));
  });
  rove(keys);
  return (played, next) => show(keys, names, played, next);
}

/** @param {number} key @param {(key: number, velocity: number) => void} play */
function pianoKey(key, play) {
  return make('button', {
    type: 'button', className: `key ${isBlack(key) ? 'black' : 'white'}`, tabIndex: key === 12 ? 0 : -1, 'data-key': key,
    // The press, not the release, plays; a click without one is the keyboard's or a screen reader's.
    onpointerdown: (/** @type {PointerEvent} */ event) => { event.preventDefault(); if (event.button === 0) play(key, TOUCH_VELOCITY); },
    onclick: (/** @type {MouseEvent} */ event) => { if (event.detail === 0) play(key, TOUCH_VELOCITY); },
  }, make('span', {className: 'lead'}), make('span', {className: 'number'}, String(key)));
}

/** @param {HTMLButtonElement[]} keys Arrow keys, Home and End move among them; one is in the tab order. */
function rove(keys) {
  byId('keys').addEventListener('focusin', (/** @type {FocusEvent} */ event) => {
    for (const key of keys) key.tabIndex = key === event.target ? 0 : -1;
  });
  byId('keys').addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    const at = keys.indexOf(/** @type {any} */ (document.activeElement));
    const to = {ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: KEYS - 1}[event.key];
    if (to === undefined || !keys[to]) return;
    event.preventDefault();
    keys[to].focus();
  });
}

/** @param {number} key @param {NextKey} [lead] */
const keyName = (key, lead) => {
  const name = text('panel_key', [noteName(key), String(key)]);
  return lead ? `${name}: ${leadText(lead)}` : name;
};

/** @param {HTMLButtonElement[]} keys @param {string[]} names @param {readonly number[]} played @param {readonly NextKey[]} next */
function show(keys, names, played, next) {
  const leads = new Map(next.map((each) => [each.key, each]));
  byId('keys').classList.toggle('all-lead', next.length === KEYS);
  keys.forEach((button, key) => {
    const lead = leads.get(key);
    button.classList.toggle('played', played.includes(key));
    button.classList.toggle('leads', Boolean(lead));
    button.classList.toggle('ends', Boolean(lead?.ends));
    // That more may follow shows in the mark's shape; there is no room for the dots.
    mark(/** @type {Element} */ (button.firstElementChild), 'data-lead', lead?.label.replace('…', '') ?? '');
    names[key] = keyName(key, lead);
    if (button !== document.activeElement) mark(button, 'aria-label', names[key]);
  });
}
