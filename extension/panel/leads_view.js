// The list of what can follow: each key that leads on, and to what.

import {byId, make} from './dom.js';
import {redraw, write} from './keyed.js';
import {leadText, noteName} from './lead_texts.js';

/** @typedef {import('../core/next_keys.js').NextKey} NextKey */

const FOLDED = 'leads-folded';

/** @returns {(next: readonly NextKey[]) => void} Shows the keys that lead on. */
export function leadsView() {
  const details = byId('leads');
  details.open = !localStorage.getItem(FOLDED);
  /** @type {readonly NextKey[]} */
  let latest = [];
  const draw = () => { if (details.open) show(latest); };
  details.addEventListener('toggle', () => {
    if (details.open) localStorage.removeItem(FOLDED);
    else localStorage.setItem(FOLDED, 'yes');
    draw();
  });
  return (next) => { latest = next; draw(); };
}

/** @param {readonly NextKey[]} next */
function show(next) {
  const list = byId('leads-list');
  list.classList.toggle('short', next.some(({label}) => label));
  redraw(list, next, {key: ({key}) => String(key), create: row, update: fill});
}

const row = () => make('li', {}, make('b'), make('span'), make('span'));

/** @param {HTMLElement} element @param {NextKey} lead */
function fill(element, lead) {
  const [number, note, leads] = element.children;
  write(number, String(lead.key));
  write(note, noteName(lead.key));
  write(leads, leadText(lead));
  leads.className = lead.ends ? 'end' : '';
}
