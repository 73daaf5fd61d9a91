// A picture of the 25 keys with those of a word numbered in the order they are played.

import {text} from '../adapters/texts.js';
import {noteName} from './lead_texts.js';

const BLACK = new Set([1, 3, 6, 8, 10]);
const SVG = 'http://www.w3.org/2000/svg';

/** @param {string} tag @param {Record<string, string | number>} attributes @returns {SVGElement} */
function draw(tag, attributes) {
  const element = /** @type {SVGElement} */ (document.createElementNS(SVG, tag));
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

/** @param {readonly number[]} keys @returns {string} "A, key 9, A, key 9" */
export const keyNames = (keys) => keys.map((key) => text('panel_key', [noteName(key), String(key)])).join(', ');

/** Where each key lies; white ones first, so that black ones lie over them. */
const PLACES = Object.freeze(places());

function places() {
  let whites = 0;
  return Array.from({length: 25}, (_, key) => {
    const black = BLACK.has(key % 12);
    const x = black ? whites * 10 - 3 : whites * 10;
    if (!black) whites += 1;
    return {key, black, x: x + 0.5, width: black ? 6 : 10, height: black ? 20 : 33};
  }).sort((a, b) => Number(a.black) - Number(b.black));
}

/**
 * @param {readonly number[]} keys
 * @returns {SVGElement}
 */
export function keyPicture(keys) {
  const picture = draw('svg', {viewBox: '0 0 151 34', class: 'key-picture', role: 'img', 'aria-label': keyNames(keys)});
  for (const {key, black, x, width, height} of PLACES) {
    picture.append(draw('rect', {x, y: 0.5, width, height, class: `${black ? 'black' : 'white'}${keys.includes(key) ? ' played' : ''}`}));
    const order = keys.flatMap((played, at) => played === key ? [at + 1] : []);
    if (order.length) picture.append(orderMark(order, x + width / 2, height - 4));
  }
  return picture;
}

/** @param {number[]} order @param {number} x @param {number} y */
function orderMark(order, x, y) {
  const mark = draw('text', {x, y, ...(order.length > 1 && {class: 'many'})});
  mark.textContent = order.join('·');
  return mark;
}
