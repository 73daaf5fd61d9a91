// Layout summary: what a layout says in sound, as counts: nothing is told to ears that can hear alone.

/** @import {Class, Sight} from './layout.js' */
/** @import {Shown} from './role_sounds.js' */
import {CLASSES} from './layout.js';

/** @typedef {'left' | 'right' | 'top' | 'bottom'} Side where most of a kind is */

/** How much of a kind has to be on a side, and how many there have to be, to say so. */
const MOST = 0.7;
const MANY = 3;
/** A side begins this many cells from the middle: the middle three columns are none. */
const ASIDE = 2;

/** @type {readonly [Side, (sight: Sight) => boolean][]} */
const SIDES = [
  ['left', ({place}) => place.column <= -ASIDE], ['right', ({place}) => place.column >= ASIDE],
  ['top', ({place}) => place.row <= -ASIDE], ['bottom', ({place}) => place.row >= ASIDE],
];

/** @param {readonly Sight[]} sights @returns {Side | null} the first side that holds most */
const sideOf = (sights) => {
  const held = sights.length >= MANY ? SIDES.find(([, isThere]) => sights.filter(isThere).length >= MOST * sights.length) : null;
  return held?.[0] ?? null;
};

/**
 * @param {readonly Sight[]} sights
 * @param {readonly Class[]} classes in the order to tell them
 * @returns {{role: Shown, count: number, side: Side | null}[]} what there is of each role of the classes
 */
export const summaryOf = (sights, classes) => classes.flatMap((name) => CLASSES[name]).flatMap((role) => {
  const those = sights.filter((sight) => sight.role === role);
  return those.length ? [{role: /** @type {Shown} */ (role), count: those.length, side: sideOf(those)}] : [];
});
