// Sound watch: whether an open microphone still gives sound, counted in its pieces and looked at now and then.

/**
 * @typedef {Object} Watch
 * @property {number} at When it was looked at last, ms.
 * @property {number} pieces Pieces since then.
 * @property {number} dry Looks in a row that found too few.
 * @property {number} patience As many of them, and the microphone is opened anew; more each time that did not help.
 * @property {number} zeros Pieces in a row with nothing in them, not even noise.
 * @property {'' | 'silent' | 'stalled'} trouble What is wrong with it.
 * @typedef {'silent' | 'stalled' | 'well' | 'renew'} Found renew: open it anew; the others: what is to be said.
 */

/** ms of a piece. */
const PIECE_MS = 20;
/** Five seconds of exact zeros come from a switch, and from no room. */
export const SILENT_PIECES = 250;
const FIRST_PATIENCE = 2;
const LONGEST_PATIENCE = 32;
/** A look that comes so late, in ms, follows a sleep. */
const SLEPT = 5000;

/** @param {number} now ms @returns {Watch} */
export const begin = (now) => ({at: now, pieces: 0, dry: 0, patience: FIRST_PATIENCE, zeros: 0, trouble: ''});

/** @param {Watch} watch @param {number} peak 0..1 @returns {Watch} */
export const piece = (watch, peak) => ({...watch, pieces: watch.pieces + 1, zeros: peak === 0 ? watch.zeros + 1 : 0});

/** @param {Watch} watch @param {number} now ms @returns {Watch} It was opened anew. */
export const renewed = (watch, now) => ({...watch, at: now, pieces: 0, dry: 0, zeros: 0});

/**
 * Looks after it, about once a second: timers may be late, so pieces are weighed against the time that went by.
 * @param {Watch} watch
 * @param {number} now ms, of a clock that goes on in a sleep
 * @returns {{watch: Watch, found: Found[]}}
 */
export function look(watch, now) {
  const gap = now - watch.at;
  // A clock that was set back tells nothing.
  const few = gap > 0 && watch.pieces * PIECE_MS * 4 < gap;
  const dry = few ? (gap > SLEPT ? Math.max(watch.patience, watch.dry + 1) : watch.dry + 1) : 0;
  const looked = {...watch, at: now, pieces: 0, dry};
  return few ? stalling(looked) : sounding(looked, watch.pieces);
}

/** @param {Watch} watch @returns {{watch: Watch, found: Found[]}} */
function stalling(watch) {
  if (watch.dry < watch.patience) return {watch, found: []};
  // The first time it is opened anew and nobody need know.
  const again = watch.patience > FIRST_PATIENCE && watch.trouble !== 'stalled';
  const patience = Math.min(watch.patience * 2, LONGEST_PATIENCE);
  return {watch: {...watch, dry: 0, patience, trouble: again ? 'stalled' : watch.trouble}, found: again ? ['stalled', 'renew'] : ['renew']};
}

/** @param {Watch} watch @param {number} pieces @returns {{watch: Watch, found: Found[]}} */
function sounding(watch, pieces) {
  if (!pieces) return {watch, found: []};
  const trouble = watch.zeros >= SILENT_PIECES ? 'silent' : watch.zeros ? watch.trouble === 'stalled' ? '' : watch.trouble : '';
  const found = /** @type {Found[]} */ (trouble === watch.trouble ? [] : [trouble || 'well']);
  return {watch: {...watch, trouble, patience: FIRST_PATIENCE}, found};
}
