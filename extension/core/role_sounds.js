// Role sounds: what each role of a page sounds like, as the language file `sounds` says, and its tones at a place.

/** @import {Tone} from './earcons.js' */

/**
 * One strike of a role's sound.
 * @typedef {object} Strike
 * @property {number} step of the scale above (below) the row's own note
 * @property {number} at ms after the sound begins
 * @property {number} ms how long it is held
 * @property {number} gain 0..1
 */

/**
 * What a role sounds like: a row of `languages/sounds.toml`.
 * @typedef {object} RoleSound
 * @property {string} role
 * @property {number} [level] of a heading, 1..5
 * @property {string} timbre a name in sounds/samples.json
 * @property {number} note of the middle row, as MIDI has it, a note of the scale
 * @property {Strike[]} strikes
 * @property {Strike[]} dense the strikes where much of the kind is together
 */

/** The language file, compiled. @typedef {{format: 1, name: string, version: number, kind: 'sounds', help: string, sounds: RoleSound[]}} RoleSounds */

/** @typedef {'link' | 'image' | 'text' | 'heading' | 'button' | 'field' | 'media' | 'landmark'} Shown a role of a page that has a sound */

/** In the order in which they are told. @type {readonly Shown[]} */
export const SOUND_ROLES = Object.freeze(['link', 'image', 'text', 'heading', 'button', 'field', 'media', 'landmark']);

/** The levels of a heading that are told apart; deeper ones sound as the last. */
export const LEVELS = 5;

/** C major pentatonic, as semitones above C: whatever sounds together agrees. */
export const SCALE = Object.freeze([0, 2, 4, 7, 9]);

/** By when the last strike ends, in ms: what is shorter than 150 ms with its release never delays. */
export const LONGEST_MS = 125;

/** @param {number} note @returns {number} its place in the scale; −1 where it is none of it */
export const stepOf = (note) => {
  const step = SCALE.indexOf(note % 12);
  return step < 0 ? -1 : SCALE.length * Math.floor(note / 12) + step;
};

/** @param {number} step in the scale @returns {number} the note, as MIDI has it */
export const noteAt = (step) =>
  12 * Math.floor(step / SCALE.length) + SCALE[((step % SCALE.length) + SCALE.length) % SCALE.length];

/**
 * The sound of a role.
 * @param {readonly RoleSound[]} sounds
 * @param {string} role
 * @param {number} [level] of a heading
 * @returns {RoleSound | undefined} undefined where the role is silent
 */
export const soundOf = (sounds, role, level = 1) => sounds.find((sound) => sound.role === role
  && (sound.level === undefined || sound.level === Math.min(Math.max(level, 1), LEVELS)));

/**
 * The tones of a sound in a row: the higher the row, the higher they are, an octave from the middle to an edge.
 * @param {RoleSound} sound
 * @param {number} row −5 (top) .. 5
 * @param {{dense?: boolean, gain?: number, at?: number}} [how] gain: 0..1; at: ms after which it begins
 * @returns {Tone[]}
 */
export const tonesOf = ({timbre, note, strikes, dense}, row, {dense: isDense = false, gain = 1, at = 0} = {}) =>
  (isDense ? dense : strikes).map((strike) => ({
    timbre, note: noteAt(stepOf(note) - row + strike.step), at: at + strike.at, ms: strike.ms, gain: gain * strike.gain,
  }));
