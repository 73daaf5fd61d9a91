// Media as arithmetic: which one is meant, where a seek goes, the steps of speed, and times as people say them.

/**
 * What choosing needs to know of an audio or video.
 * @typedef {object} Standing
 * @property {boolean} playing
 * @property {boolean} sounds it plays, and can be heard
 * @property {number} used when it was last used by a person or by us, ms since the epoch; 0 never
 * @property {number} area CSS pixels of it that are in view
 */

/** Percent of normal speed that faster and slower go through. */
export const SPEEDS = Object.freeze([25, 50, 75, 100, 125, 150, 175, 200, 250, 300, 400]);

/** Percent points that louder and softer go by. */
export const VOLUME_STEP = 10;

/** Seconds that one semitone seeks. */
export const SEEK_STEP = 5;

/**
 * How much it is meant: what is heard before what was used, and that before what plays silently, as
 * moving backgrounds do.
 * @param {Standing} one
 */
const rank = (one) => (one.sounds ? 3 : one.used > 0 ? 2 : one.playing ? 1 : 0);

/**
 * The media that a command means: the one that plays, else the last used, else the largest in view,
 * else the first.
 * @template {Standing} T
 * @param {readonly T[]} all
 * @returns {T | undefined}
 */
export const meant = (all) =>
  [...all].sort((a, b) => rank(b) - rank(a) || b.used - a.used || b.area - a.area)[0];

/** @param {number} value @param {number} least @param {number} most */
export const within = (value, least, most) => Math.min(Math.max(value, least), most);

/**
 * Where a seek goes, in seconds.
 * @param {{at: number, from: number, to: number}} span where it stands, and what can be played
 * @param {{by: "seconds" | "time" | "percent", value: number}} how `time` counts from the end where
 *   it is negative
 */
export const seekGoal = ({ at, from, to }, { by, value }) => {
  const goals = {
    seconds: at + value,
    time: value < 0 ? to + value : from + value,
    percent: from + ((to - from) * value) / 100,
  };
  return within(goals[by], from, to);
};

/**
 * The next speed that way; the same at the end of the steps.
 * @param {number} now percent
 * @param {number} way 1 faster, −1 slower
 */
export const nextSpeed = (now, way) =>
  (way > 0 ? SPEEDS.find((one) => one > now) : SPEEDS.filter((one) => one < now).at(-1)) ?? now;

/**
 * A time in media: "0:05", "1:05", "1:01:05".
 * @param {number} seconds
 */
export const timeText = (seconds) => {
  const whole = Math.max(Math.floor(seconds), 0);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const parts = hours ? [hours, String(minutes).padStart(2, "0")] : [minutes];
  return [...parts, String(whole % 60).padStart(2, "0")].join(":");
};
