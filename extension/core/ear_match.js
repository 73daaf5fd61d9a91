// Matching: what an ear without a grammar understood → the form that it was, of those that may be said now.

import {fold} from './fold.js';
import {alike, clear, plain, rank} from './fuzzy.js';
import {isValue, normal} from './phrases.js';

/**
 * @typedef {import('./spoken_forms.js').Form} Form
 * @typedef {import('./tongue.js').Tongue} Tongue
 * @typedef {{text: string, sure: number}} Alternative
 * @typedef {{said: string, others: string[], sure: number}} Match sure: 0 where nothing fits.
 */

/** How sure it is that a form was meant whose words are not quite those that were heard. */
const NEAR = 0.7;
/** From here on it is taken for what was said. */
export const ACCEPTED = 0.5;

/**
 * The likeliest form: of all alternatives first the one that fits as it stands, else the nearest.
 * @param {readonly Alternative[]} alternatives The likeliest first.
 * @param {readonly Form[]} forms
 * @param {Tongue} tongue In which it was said.
 * @returns {Match}
 */
export function matched(alternatives, forms, tongue) {
  const longest = [...forms].sort((a, b) => wordsOf(b.phrase).length - wordsOf(a.phrase).length);
  const found = [same, near].flatMap((fits, at) => alternatives.flatMap(({text}) => {
    const said = firstOf(longest, (form) => fitting(form, text, fits, tongue));
    return said === null ? [] : [{said, sure: at ? NEAR : 1}];
  }));
  if (!found.length) return {said: alternatives[0]?.text.trim() ?? '', others: [], sure: 0};
  const [{said, sure}] = found;
  return {said, others: [...new Set(found.map((one) => one.said))].filter((one) => one !== said), sure};
}

/** @param {readonly Form[]} forms @param {(form: Form) => string | null} fits */
function firstOf(forms, fits) {
  for (const form of forms) {
    const said = fits(form);
    if (said !== null) return said;
  }
  return null;
}

/** @param {string} phrase */
const wordsOf = (phrase) => phrase.split(' ').filter(Boolean);

/** @typedef {(word: string, other: string) => boolean} Fits */

/** @type {Fits} */
const same = (word, other) => word === other;
/** @type {Fits} */
const near = (word, other) => same(word, other) || alike(word, other);

/**
 * @param {Form} form @param {string} text @param {Fits} fits @param {Tongue} tongue
 * @returns {string | null} What was said, in the form's own words.
 */
function fitting(form, text, fits, tongue) {
  const heard = wordsOf(normal(text));
  const phrase = wordsOf(form.phrase);
  if (heard.length < phrase.length || !phrase.every((word, at) => fits(fold(heard[at]), fold(word)))) return null;
  const rest = heard.slice(phrase.length).join(' ');
  if (!rest) return form.needed ? null : form.phrase || null;
  const value = valueIn(form, rest, afterWords(text, phrase.length), tongue);
  return value === null ? null : `${form.phrase} ${value}`.trim();
}

/** @param {Form} form @param {string} rest @param {string} raw As it was written. @param {Tongue} tongue @returns {string | null} */
function valueIn({value = 'none', names = [], free}, rest, raw, tongue) {
  if (value === 'text') return nameIn(names, rest) ?? (free ? raw : null);
  if (isValue(value, rest, tongue)) return rest;
  const corrected = rest.split(' ').map((word) => rightly(word, tongue)).join(' ');
  return isValue(value, corrected, tongue) ? corrected : null;
}

/** Numbers as ears without a grammar write them. @param {string} word @param {Tongue} tongue @returns {string} */
function rightly(word, {numbers: {words, misheard = {}}}) {
  const [, number] = Object.entries(misheard).find(([heard]) => fold(heard) === fold(word)) ?? [];
  return number === undefined ? word : Object.keys(words).find((one) => words[one] === number) ?? word;
}

/** @param {readonly string[]} names @param {string} rest @returns {string | null} The name that was meant, as it is written. */
function nameIn(names, rest) {
  const exact = names.find((name) => plain(name) === plain(rest));
  if (exact !== undefined) return exact;
  const hits = rank(rest, names, (name) => [name]);
  return hits.length && clear(hits) ? hits[0].item : null;
}

/** @param {string} text @param {number} words @returns {string} What follows so many words, as it was written. */
const afterWords = (text, words) => text.trim().split(/\s+/).slice(words).join(' ');
