// What part of a piano roll is seen: time along x, pitch along y; moved and zoomed without losing its place.

/**
 * @typedef {object} View
 * @property {number} from ms at its left edge
 * @property {number} span ms from edge to edge
 * @property {number} bottom the lowest pitch that is seen
 * @property {number} lanes semitones from bottom to top
 * @property {number} width px
 * @property {number} height px
 */

/** ms: closer than this nothing more is to be seen. */
export const CLOSEST = 200;
/** Semitones: an octave is the closest. */
const FEWEST_LANES = 12;
/** Pitches that there are in MIDI. */
export const PITCHES = 128;
/** Room before and behind what is whole in view, as a share. */
const AIR = 0.02;
/** Where the playhead turns the page, and where it stands then, as shares of the width. */
const [TURN, AFTER] = [0.9, 0.1];

/** @param {View} view @param {number} at ms @returns {number} px from the left */
export const xOf = ({ from, span, width }, at) => ((at - from) / span) * width;

/** @param {View} view @param {number} x px @returns {number} ms */
export const timeAt = ({ from, span, width }, x) => from + (x / width) * span;

/** @param {View} view @param {number} pitch @returns {number} px from the top, of the upper edge of its lane */
export const yOf = ({ bottom, lanes, height }, pitch) => height * (1 - (pitch + 1 - bottom) / lanes);

/** @param {View} view @param {number} y px from the top @returns {number} pitch */
export const pitchAt = ({ bottom, lanes, height }, y) => Math.floor(bottom + lanes * (1 - y / height));

/**
 * All of a recording, with some air.
 * @param {{length: number, low: number, high: number}} whole ms; lowest and highest pitch
 * @param {number} width px
 * @param {number} height px
 * @returns {View}
 */
export function fitted({ length, low, high }, width, height) {
  const air = Math.max(length * AIR, CLOSEST / 2);
  return within({ from: -air, span: length + 2 * air, bottom: low - 2, lanes: high - low + 5, width, height }, length);
}

/**
 * Keep a view where there is something to see.
 * @param {View} view
 * @param {number} length ms of the recording
 * @returns {View}
 */
export function within(view, length) {
  const most = Math.max(length * (1 + 2 * AIR), length + CLOSEST, CLOSEST);
  const span = clamp(view.span, CLOSEST, most);
  const edge = Math.max(length * AIR, Math.min(span, CLOSEST) / 2);
  const lanes = Math.round(clamp(view.lanes, FEWEST_LANES, PITCHES));
  return {
    ...view, span, lanes,
    from: clamp(view.from, -edge, Math.max(-edge, length + edge - span)),
    bottom: Math.round(clamp(view.bottom, 0, PITCHES - lanes)),
  };
}

/**
 * @param {View} view
 * @param {number} factor above 1: closer
 * @param {number} anchor ms that stays where it is
 * @param {number} length ms of the recording
 */
export function zoomed(view, factor, anchor, length) {
  const span = clamp(view.span / factor, CLOSEST, Math.max(CLOSEST, length * (1 + 2 * AIR)));
  const share = (anchor - view.from) / view.span;
  return within({ ...view, span, from: anchor - share * span }, length);
}

/** Closer or farther in pitch, about the middle. @param {View} view @param {number} factor @param {number} length */
export function stretched(view, factor, length) {
  const lanes = clamp(view.lanes / factor, FEWEST_LANES, PITCHES);
  return within({ ...view, lanes, bottom: view.bottom + (view.lanes - lanes) / 2 }, length);
}

/** @param {View} view @param {number} ms to the right @param {number} semitones up @param {number} length */
export const panned = (view, ms, semitones, length) =>
  within({ ...view, from: view.from + ms, bottom: view.bottom + semitones }, length);

/**
 * Turn the page where the playhead has left it, or is about to.
 * @param {View} view
 * @param {number} at ms
 * @param {number} length
 */
export function following(view, at, length) {
  const share = (at - view.from) / view.span;
  return share >= 0 && share <= TURN ? view : within({ ...view, from: at - AFTER * view.span }, length);
}

/** Show a time and pitch that are not in view; else leave it. @param {View} view @param {number} at @param {number} pitch @param {number} length */
export function showing(view, at, pitch, length) {
  const beyond = at < view.from || at > view.from + view.span;
  const from = beyond ? at - view.span / 3 : view.from;
  const under = pitch < view.bottom ? pitch : view.bottom;
  const bottom = pitch >= view.bottom + view.lanes ? pitch - view.lanes + 1 : under;
  return within({ ...view, from, bottom }, length);
}

/** Nice steps of a time axis, ms. */
const STEPS = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000];
/** px between two lines at least. */
const APART = 80;

/** The times at which a line is drawn: some, at most one each 80 px. @param {View} view @returns {number[]} ms */
export function timeLines(view) {
  const least = (view.span / view.width) * APART;
  const last = STEPS[STEPS.length - 1];
  const step = STEPS.find((one) => one >= least) ?? Math.ceil(least / last) * last;
  const lines = [];
  for (let at = Math.ceil(view.from / step) * step; at <= view.from + view.span; at += step) lines.push(at);
  return lines;
}

/** @param {number} value @param {number} least @param {number} most */
const clamp = (value, least, most) => Math.min(most, Math.max(least, value));
