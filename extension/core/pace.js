// Pace: how fast a page should move for somebody who reads along.

/** Letters that people read in a second, with the spaces: some 230 words a minute. */
const LETTERS = 22;

/** CSS pixels a second: slower seems to stand still, faster can't be followed. */
const [SLOWEST, FASTEST] = [4, 120];

/**
 * @param {{letters: number, height: number}} text how many letters stand in how many CSS pixels from top to bottom
 * @param {number} percent of the usual pace
 * @returns {number} CSS pixels a second
 */
export const pixelsPerSecond = ({ letters, height }, percent) => {
  const usual = letters > 0 ? (LETTERS * height) / letters : FASTEST;
  return Math.min(Math.max((usual * percent) / 100, SLOWEST), FASTEST);
};
