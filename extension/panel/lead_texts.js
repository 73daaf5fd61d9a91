// What a key leads to, in words: for the list of what can follow and for the names of the piano's keys.

import {commandName, text} from '../adapters/texts.js';

/** @typedef {import('../core/next_keys.js').NextKey} NextKey */

/** @param {number} key @returns {string} Its note's name, "F♯"; languages differ, and what is B in one is H in another. */
export const noteName = (key) => text('panel_notes').split(' ')[key % 12];

/** Signs that a picture of a key can hold → words. @type {readonly (readonly [RegExp, string])[]} */
const SIGNS = Object.freeze([
  [/^(.+)…$/, 'panel_lead_digit'],
  [/^↕ (.+)$/, 'panel_lead_row'],
  [/^↔ (.+)$/, 'panel_lead_column'],
  [/^(−)$/, 'panel_lead_minus'],
  [/^(■)$/, 'panel_lead_end'],
  [/^(•)$/, 'panel_lead_name'],
  [/^(▸)$/, 'panel_lead_label'],
  [/^(\d)·(\d)$/, 'panel_lead_cell'],
]);

/** @param {NextKey} next What it leads to, for ear and eye. */
export function leadText({commands, more, label, ends}) {
  if (label) return labelText(label);
  const names = commands.map(commandName).join(', ');
  if (ends) return names;
  return more ? text('panel_lead_more', [names, String(more)]) : text('panel_lead_on', [names]);
}

/** @param {string} label */
function labelText(label) {
  for (const [sign, key] of SIGNS) {
    const found = sign.exec(label);
    if (found) return text(key, found.slice(1));
  }
  return label;
}
