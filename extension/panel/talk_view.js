// Talking: the button that is held while one speaks, and how loud the microphone is, as a bar and in words.

import {MOST_BARS} from '../core/sound_level.js';
import {text} from '../adapters/texts.js';
import {byId} from './dom.js';
import {mark, write} from './keyed.js';

/** @typedef {(down: boolean) => void} Hold */

/**
 * Wires the button: by pointer, by keys, and as a switch for those who can only press. Whatever takes the hand or the
 * focus away lets go.
 * @param {Hold} hold
 */
export function openTalk(hold) {
  const button = byId('hold');
  let down = false;
  const set = (/** @type {boolean} */ now) => {
    if (now === down) return;
    down = now;
    button.setAttribute('aria-pressed', String(now));
    hold(now);
  };
  button.addEventListener('pointerdown', (/** @type {PointerEvent} */ event) => {
    if (event.button) return;
    button.setPointerCapture(event.pointerId);
    set(true);
  });
  for (const end of ['pointerup', 'pointercancel', 'lostpointercapture', 'blur']) button.addEventListener(end, () => set(false));
  // A long touch opens no menu.
  button.addEventListener('contextmenu', (/** @type {Event} */ event) => event.preventDefault());
  // Neither a pointer nor a key: a screen reader presses, and cannot hold.
  button.addEventListener('click', (/** @type {MouseEvent} */ event) => { if (!event.detail) set(!down); });
  addEventListener('keydown', (event) => { if (holds(event, button)) { event.preventDefault(); if (!event.repeat) set(true); } });
  addEventListener('keyup', (event) => { if (down && KEYS.has(event.key)) { event.preventDefault(); set(false); } });
  for (const end of ['blur', 'pagehide']) addEventListener(end, () => set(false));
  document.addEventListener('visibilitychange', () => { if (document.hidden) set(false); });
}

const KEYS = new Set([' ', 'Enter']);

/**
 * The button's own keys, and Space where nothing has the focus that takes it.
 * @param {KeyboardEvent} event @param {HTMLElement} button
 */
function holds({key, target, ctrlKey, altKey, metaKey}, button) {
  if (ctrlKey || altKey || metaKey) return false;
  return target === button ? KEYS.has(key) : target === document.body && key === ' ';
}

/** @param {import('../engine/view.js').View['level']} level */
export function showLevel(level) {
  const shown = byId('level');
  shown.hidden = !level;
  if (!level) return;
  const meter = byId('level-meter');
  meter.max = MOST_BARS;
  meter.value = level.bars;
  write(byId('level-word'), text(`panel_level_${level.word}`));
  mark(shown, 'data-word', level.word);
}
