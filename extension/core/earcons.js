// Earcons: what each answer of Rubato sounds like, as a table of tones.

/**
 * One tone of an earcon.
 * @typedef {object} Tone
 * @property {string} timbre a name in sounds/samples.json
 * @property {number} note MIDI note, 60 = middle C
 * @property {number} at ms after the earcon begins
 * @property {number} ms how long it is held
 * @property {number} gain 0..1, relative to the loudest tones
 */

/** @import {Shown} from './role_sounds.js' */
import {SOUND_ROLES} from './role_sounds.js';

/**
 * How a role is told: nothing, its earcon, spoken words, or both.
 * @typedef {"off" | "sound" | "speech" | "both"} Choice
 */

/**
 * @param {string} timbre
 * @param {[note: number, at: number, ms: number, gain: number][]} rows
 * @returns {readonly Tone[]}
 */
const tones = (timbre, rows) =>
  rows.map(([note, at, ms, gain]) => ({timbre, note, at, ms, gain}));

/**
 * The answers, each a timbre, a rhythm and a register of its own: any two differ in at least two
 * of the three, as measured by tests/extension/core/earcons.test.js on the rendered sound.
 *
 * The timbres leave the layout its own (viola, horn, piano, brass, clarinet, organ).
 * Pitches are of C major, so that what sounds together agrees, but for `failed`.
 */
export const EARCONS = Object.freeze({
  // A frame or a page opens: a broken chord of celesta, rolled upwards and left ringing.
  opened: tones('celesta', [[84, 0, 35, 0.5], [88, 35, 35, 0.6], [91, 70, 130, 0.7]]),
  // A word waits for its value: a breath that rises to the second degree and does not come home.
  waiting: tones('pan-flute', [[67, 0, 120, 0.45], [74, 120, 155, 0.45]]),
  // It is done: harp, short then long, the fourth up to C.
  done: tones('harp', [[79, 0, 55, 0.7], [84, 55, 145, 0.9]]),
  // The same backwards, two octaves lower: long then short, down from C.
  undone: tones('harp', [[60, 0, 145, 0.9], [55, 145, 55, 0.8]]),
  // A key left the tree, or a command could not: a low, damped minor second down.
  failed: tones('muted-guitar', [[45, 0, 85, 1], [44, 85, 110, 1]]),
  // What was pending is dropped: three dry even steps down a chord.
  cancelled: tones('xylophone', [[79, 0, 50, 0.8], [76, 50, 50, 0.7], [72, 100, 50, 0.6]]),
  // The microphone is open: a reed that breathes in, short, short and long, a third up.
  listening: tones('harmonica', [[67, 0, 40, 0.4], [67, 70, 40, 0.4], [71, 140, 130, 0.5]]),
  // Something takes its time: four drops that fade.
  loading: tones('kalimba', [[60, 0, 40, 0.8], [60, 60, 40, 0.6], [60, 120, 40, 0.45],
    [60, 180, 40, 0.3]]),
  // The page in front has loaded: what dripped runs up the scale and is home.
  arrived: tones('kalimba', [[60, 0, 36, 0.6], [62, 40, 36, 0.6], [64, 80, 36, 0.6], [67, 120, 36, 0.7],
    [72, 160, 110, 0.8]]),
});

/** @typedef {keyof typeof EARCONS} Earcon */
/** @typedef {Earcon | Shown | 'echo' | 'layout'} Role a sound with a volume and a choice of its own */

/** @type {readonly Earcon[]} */
export const EARCON_NAMES = /** @type {Earcon[]} */ (Object.keys(EARCONS));

/** @type {readonly Role[]} */
export const ROLES = ['echo', ...EARCON_NAMES, ...SOUND_ROLES, 'layout'];

/** What is heard in the tour of the sounds is heard whatever the choices are. @typedef {'tour'} Toured */
/** @type {Toured} */
export const TOUR = 'tour';

/**
 * How each role is told unless the user says otherwise. What was done carries what one asked for; speaking every key would drown it.
 * @type {Readonly<Record<Role, Choice>>}
 */
export const DEFAULT_CHOICES = Object.freeze({
  echo: 'sound', opened: 'both', waiting: 'both', done: 'both', undone: 'both',
  failed: 'both', cancelled: 'both', listening: 'both', loading: 'sound', arrived: 'sound',
  link: 'both', image: 'both', text: 'both', heading: 'both', button: 'both', field: 'both', media: 'both', landmark: 'both',
  layout: 'both',
});

/** @param {Choice} choice */
export const sounds = (choice) => choice === 'sound' || choice === 'both';

/** @param {Choice} choice */
export const speaks = (choice) => choice === 'speech' || choice === 'both';

/** Koto: a plucked string that is loud within 2 ms and, unlike the others, rich in overtones. */
const ECHO = Object.freeze({timbre: 'koto', ms: 200, gain: 0.8});

/** From the softest key to the hardest, in dB: soft playing stays audible. */
const ECHO_RANGE_DB = 18;

/**
 * Return the tone that answers a pressed key at once: the key's own pitch, as loud as it was hit.
 * @param {number} note MIDI note
 * @param {number} velocity 1..127
 * @returns {Tone}
 */
export function echoTone(note, velocity) {
  const quieter = ECHO_RANGE_DB * (1 - Math.min(127, Math.max(1, velocity)) / 127);
  return {...ECHO, note, at: 0, gain: ECHO.gain * 10 ** (-quieter / 20)};
}
