// A picture of the 25 keys with those of a word numbered in the order they are played.

import {text} from '../adapters/texts.js';
import {PLACES, SIZE, ordersOf} from '../core/key_places.js';
import {noteName} from './lead_texts.js';

const SVG = 'http://www.w3.org/2000/svg';

/** @param {string} tag @param {Record<string, string | number>} attributes @returns {SVGElement} */
function draw(tag, attributes) {
  const element = /** @type {SVGElement} */ (document.createElementNS(SVG, tag));
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

/** @param {readonly number[]} keys @returns {string} "A, key 9, A, key 9" */
export const keyNames = (keys) => keys.map((key) => text('panel_key', [noteName(key), String(key)])).join(', ');

/**
 * @param {readonly number[]} keys
 * @returns {SVGElement}
 */
export function keyPicture(keys) {
  const picture = draw('svg', {viewBox: `0 0 ${SIZE.width} ${SIZE.height}`, class: 'key-picture', role: 'img', 'aria-label': keyNames(keys)});
  for (const {key, black, x, width, height} of PLACES) {
    picture.append(draw('rect', {x, y: 0.5, width, height, class: `${black ? 'black' : 'white'}${keys.includes(key) ? ' played' : ''}`}));
    const order = ordersOf(keys, key);
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
