// The list on offer: a button for each item, chosen by its number.

import {byId, make} from './dom.js';
import {mark, redraw, write} from './keyed.js';
import {currentKey} from './piano_view.js';

/** @typedef {import('../engine/view.js').View} View */

let shown = '[[],-1]';

/** @param {View} view @param {(number: number) => void} choose */
export function showOffer({offer, chosen}, choose) {
  const wanted = JSON.stringify([offer, chosen]);
  if (wanted === shown) return;
  shown = wanted;
  redraw(byId('offer-list'), offer, {
    key: (_, at) => String(at),
    create: () => entry(choose),
    update: (element, item, at) => fill(element, item, at, at === chosen),
    // On the piano the computer's keys go on playing, as they would not in the text box.
    fallback: currentKey,
  });
  byId('offer').hidden = !offer.length;
  byId('offer-list').children[chosen]?.scrollIntoView({block: 'nearest'});
}

/** @param {(number: number) => void} choose */
function entry(choose) {
  const parts = ['number', 'title', 'detail'].map((className) => make('span', {className}));
  const item = make('li', {}, make('button', {type: 'button', onclick: () => choose(Number(item.dataset.item) + 1)}, ...parts));
  return item;
}

/** @param {HTMLElement} element @param {View['offer'][number]} item @param {number} at @param {boolean} current */
function fill(element, {title, detail}, at, current) {
  const button = /** @type {HTMLElement} */ (element.firstElementChild);
  const [number, name, more] = button.children;
  write(number, String(at + 1));
  write(name, title);
  write(more, detail);
  mark(button, 'aria-current', String(current));
}
