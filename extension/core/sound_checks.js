// Sound checks: what a language file of role sounds must be, one row of the table for each rule; as server/core/sound_checks.py.

/** @import {RoleSound, Strike} from './role_sounds.js' */
import {LEVELS, LONGEST_MS, SOUND_ROLES, noteAt, stepOf} from './role_sounds.js';

/**
 * What is wrong with a sound, and what to do.
 * @typedef {object} SoundProblem
 * @property {string} code
 * @property {string} role
 * @property {string} message
 * @property {string} fix
 */

/** The notes that each timbre was sampled at. @typedef {Readonly<Record<string, readonly number[]>>} Timbres */
/** @typedef {{code: string, find: (sound: RoleSound, timbres: Timbres) => [message: string, fix: string] | null}} Rule */

/** Semitones that a sample may be played higher or lower: beyond, the instrument is no longer known. */
const STRETCH = 9;
/** Rows from the middle one to an edge. */
const ROWS = 5;
/** Two sounds are of another register from here on, in semitones. */
const REGISTER = 12;
/** Two rhythms differ where a strike is so much longer against the first. */
const LONGER = 1.5;

/** @param {RoleSound} sound */
const title = ({role, level}) => (level === undefined ? `“${role}”` : `“${role}” of level ${level}`);

/** @param {unknown} n @param {number} low @param {number} high */
const isWhole = (n, low, high) => Number.isInteger(n) && Number(n) >= low && Number(n) <= high;

/** @param {RoleSound} sound */
const strikesOf = ({strikes, dense}) => [...strikes, ...dense];

/** @param {Strike} strike */
const isStrike = ({step, at, ms, gain}) => isWhole(step, -10, 10) && isWhole(at, 0, LONGEST_MS) && isWhole(ms, 10, LONGEST_MS)
  && typeof gain === 'number' && gain > 0 && gain <= 1;

/** @param {RoleSound} sound @returns {number[]} the lowest and the highest note that is played */
const reach = (sound) => {
  const steps = strikesOf(sound).map(({step}) => step);
  return [noteAt(stepOf(sound.note) - ROWS + Math.min(...steps)), noteAt(stepOf(sound.note) + ROWS + Math.max(...steps))];
};

/** @param {readonly number[]} notes @param {number} note */
const farFrom = (notes, note) => Math.min(...notes.map((one) => Math.abs(one - note)));

/** What a single sound must be; the first rule that it breaks is told. @type {readonly Rule[]} */
const RULES = [
  {code: 'role', find: ({role}) => (SOUND_ROLES.some((one) => one === role) ? null
    : ['is no role that has a sound', `use one of ${SOUND_ROLES.join(', ')}`])},
  {code: 'level', find: ({role, level}) => (role === 'heading' ? isWhole(level, 1, LEVELS) : level === undefined) ? null
    : ['has a wrong level', `give each heading a level from 1 to ${LEVELS}, and nothing else one`]},
  {code: 'timbre', find: ({timbre}, timbres) => (Object.hasOwn(timbres, timbre) ? null
    : [`has the timbre “${timbre}”, which there is not`, `use one of ${Object.keys(timbres).sort().join(', ')}`])},
  {code: 'note', find: ({note}) => (isWhole(note, 24, 108) && stepOf(note) >= 0 ? null
    : [`has the note ${note}`, 'use a C, D, E, G or A between 24 and 108; 60 is middle C'])},
  {code: 'strikes', find: ({strikes, dense}) => (strikes.length > 0 && dense.length > 0 ? null
    : ['has no strikes', 'give it one at least, as in {at = 0, ms = 110}'])},
  {code: 'strike', find: (sound) => (strikesOf(sound).every(isStrike) ? null
    : ['has a strike that cannot be played', `at: 0 to ${LONGEST_MS} ms, ms: 10 to ${LONGEST_MS}, step: -10 to 10, gain: above 0, up to 1`])},
  {code: 'order', find: ({strikes, dense}) => ([strikes, dense].every((all) => all.every(({at}, i) => at >= (all[i - 1]?.at ?? 0))) ? null
    : ['has strikes out of order', 'write them in the order in which they are heard'])},
  {code: 'long', find: (sound) => (strikesOf(sound).every(({at, ms}) => at + ms <= LONGEST_MS) ? null
    : [`lasts longer than ${LONGEST_MS} ms`, 'shorten its strikes or bring them together'])},
  {code: 'reach', find: (sound, timbres) => {
    const far = reach(sound).find((note) => farFrom(timbres[sound.timbre], note) > STRETCH);
    return far === undefined ? null : [`would play ${sound.timbre} at ${far}, too far from its samples at ${timbres[sound.timbre].join(', ')}`,
      'choose a note nearer to them, smaller steps or another timbre'];
  }},
];

/** Lengths of the strikes against the first, the last to where it ends. @param {RoleSound} sound */
const rhythmOf = ({strikes}) => {
  const begins = [...new Set(strikes.map(({at}) => at))];
  const lengths = begins.map((at, i) => (begins[i + 1] ?? Math.max(...strikes.map((one) => one.at + one.ms))) - at);
  return lengths.map((length) => length / lengths[0]);
};

/** @param {RoleSound} sound @returns {number} the mean of its notes in the middle row */
const registerOf = ({note, strikes}) =>
  strikes.reduce((sum, {step}) => sum + noteAt(stepOf(note) + step), 0) / strikes.length;

/** @param {RoleSound} a @param {RoleSound} b @returns {number} in how many of timbre, rhythm and register they differ */
const differences = (a, b) => {
  const [one, other] = [rhythmOf(a), rhythmOf(b)];
  const rhythm = one.length !== other.length
    || one.some((length, i) => Math.max(length, other[i]) / Math.min(length, other[i]) >= LONGER);
  const register = Math.abs(registerOf(a) - registerOf(b)) >= REGISTER;
  return Number(a.timbre !== b.timbre) + Number(rhythm) + Number(register);
};

/** @param {RoleSound} sound @param {string} code @param {string} message @param {string} fix @returns {SoundProblem} */
const problem = (sound, code, message, fix) => ({code: `sound-${code}`, role: sound.role, message: `${title(sound)} ${message}`, fix});

/** @param {RoleSound} sound @param {Timbres} timbres @returns {SoundProblem[]} the first rule that it breaks */
const faults = (sound, timbres) => {
  for (const {code, find} of RULES) {
    const found = find(sound, timbres);
    if (found) return [problem(sound, code, ...found)];
  }
  return [];
};

/** Every sound that there has to be. @type {readonly {role: string, level?: number}[]} */
const WANTED = SOUND_ROLES.flatMap((role) => /** @type {{role: string, level?: number}[]} */ (role === 'heading'
  ? Array.from({length: LEVELS}, (_, i) => ({role, level: i + 1})) : [{role}]));

/** @param {{role: string, level?: number}} a @param {{role: string, level?: number}} b */
const isSame = (a, b) => a.role === b.role && a.level === b.level;

/** @param {readonly RoleSound[]} sounds @returns {SoundProblem[]} */
const missingOrTwice = (sounds) => WANTED.flatMap((wanted) => {
  const count = sounds.filter((sound) => isSame(sound, wanted)).length;
  const one = /** @type {RoleSound} */ (wanted);
  if (count === 0) return [problem(one, 'missing', 'has no sound', 'add a [[sound]] for it')];
  return count > 1 ? [problem(one, 'twice', 'has several sounds', 'leave one of them')] : [];
});

/** @param {readonly RoleSound[]} sounds @returns {SoundProblem[]} levels of a heading are one role: their interval tells them */
const alike = (sounds) => sounds.flatMap((sound, i) => sounds.slice(0, i)
  .filter((other) => other.role !== sound.role && differences(sound, other) < 2)
  .map((other) => problem(sound, 'alike', `and ${title(other)} sound too much alike`,
    'let them differ in two of timbre, rhythm (how many strikes, how long) and register (an octave)')));

/**
 * Find what is wrong with the sounds of a file.
 * @param {readonly RoleSound[]} sounds
 * @param {Timbres} timbres
 * @returns {SoundProblem[]} none where they can be played
 */
export function checkSounds(sounds, timbres) {
  const broken = sounds.flatMap((sound) => faults(sound, timbres));
  return broken.length ? broken : [...missingOrTwice(sounds), ...alike(sounds)];
}
