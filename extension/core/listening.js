// Listening: when what is said counts, by the way that was chosen: always, after a wake word, after a key, or while held.

import {afterWakeWord} from './wake_word.js';

/**
 * @typedef {'open' | 'wake' | 'key' | 'hold'} Way open: all counts; wake: what follows the wake word; key: one utterance
 *   after a key; hold: only what is said while something is held, which counts in every way.
 * @typedef {Object} State
 * @property {Way} way
 * @property {boolean} on Opened by its word, until told otherwise.
 * @property {'' | 'asked' | 'waits'} awake The next utterance counts: it was asked for, or a word waits for its value.
 * @property {readonly string[]} held What holds it open: a pedal, a button.
 * @property {boolean} dictating What is said is text for a field.
 * @property {boolean} conversing What is said is asked; it and dictating end each other.
 * @property {'' | 'commands' | 'text'} trying An ear is tried: the next utterance is told, and not acted on.
 * @typedef {'closed' | 'asleep' | 'open' | 'talk'} Phase asleep: open, for the wake word.
 * @typedef {'open' | 'talk' | 'dictate' | 'dictate-talk'} Mode How an ear listens: utterance by utterance, or all of what
 *   is held as one; for commands, or for text too.
 * @typedef {{type: 'on'} | {type: 'off'} | {type: 'once'} | {type: 'waits'} | {type: 'rests'} | {type: 'hold', who: string}
 *   | {type: 'try', what: 'commands' | 'text'} | {type: 'release', who: string} | {type: 'way', way: Way} | {type: 'dictate', on: boolean} | {type: 'converse', on: boolean}} Event
 * @typedef {{state: State, act: string | null, woke: boolean, text: boolean, tell: boolean, tried: string | null}} Heard act: what counts of it;
 *   text: it is text, or about it; woke: the wake word stood alone; tell: that it was not understood is worth saying; tried: what an ear that is tried heard.
 */

/** @param {Way} way @returns {State} */
export const begin = (way) => ({way, on: false, awake: '', held: [], dictating: false, conversing: false, trying: ''});

/** Ways in which the microphone opens for a word that waits for its value. @type {Record<Way, (state: State) => boolean>} */
const OPENS_FOR_VALUES = {open: () => false, wake: ({on}) => on, key: () => true, hold: () => false};

/** What its own word leads to in each way. @type {Record<Way, (state: State) => State>} */
const ON = {
  open: (state) => ({...state, on: true}),
  wake: (state) => ({...state, on: true}),
  key: (state) => ({...state, awake: 'asked'}),
  hold: (state) => state,
};

/** @type {{[type in Event['type']]: (state: State, event: any) => State}} */
const EVENTS = {
  on: (state) => ON[state.way](state),
  off: (state) => ({...begin(state.way), held: state.held}),
  once: (state) => state.on && state.way === 'open' ? state : {...state, awake: 'asked'},
  waits: (state) => !state.awake && OPENS_FOR_VALUES[state.way](state) ? {...state, awake: 'waits'} : state,
  rests: (state) => state.awake === 'waits' ? {...state, awake: ''} : state,
  hold: (state, {who}) => state.held.includes(who) ? state : {...state, held: [...state.held, who]},
  release: (state, {who}) => ({...state, held: state.held.filter((one) => one !== who)}),
  // What listens goes on in the other way, but for one that does not listen by itself.
  way: (state, {way}) => ({...state, way, on: state.on && (way === 'open' || way === 'wake'), awake: ''}),
  dictate: (state, {on}) => ({...state, dictating: on, conversing: state.conversing && !on}),
  converse: (state, {on}) => ({...state, conversing: on, dictating: state.dictating && !on}),
  try: (state, {what}) => ({...state, trying: what}),
};

/** @param {State} state @param {Event} event @returns {State} */
export const follow = (state, event) => EVENTS[event.type](state, event);

/** @param {State} state @returns {Phase} */
export function phaseOf(state) {
  const {way, on, awake, held, trying} = state;
  // What is open already hears what somebody holds a button for, and goes on.
  if (awake || trying || (on && way === 'open') || (allText(state) && way !== 'hold')) return 'open';
  if (held.length) return 'talk';
  return on ? 'asleep' : 'closed';
}

/** @type {Record<Phase, [commands: Mode | null, text: Mode | null]>} */
const MODES = {
  closed: [null, null], asleep: ['open', 'dictate'], open: ['open', 'dictate'], talk: ['talk', 'dictate-talk'],
};

/** @param {State} state @returns {Mode | null} How an ear is to listen, or not at all. */
export const modeOf = (state) => MODES[phaseOf(state)][takesText(state) ? 1 : 0];

/** @param {State} state @returns {boolean} Whether all that is said is text, but for what follows the wake word. */
export const allText = ({dictating, conversing}) => dictating || conversing;

/** @param {State} state @returns {boolean} Whether what is said is text, and needs the ear for that. */
export const takesText = (state) => state.trying ? state.trying === 'text' : allText(state);

/** @param {Mode} mode @returns {boolean} */
const wasHeld = (mode) => mode === 'talk' || mode === 'dictate-talk';

/**
 * What counts of something that was surely said.
 * @param {State} state
 * @param {string} said
 * @param {Mode} mode In which it was heard: what was held is told when it is let go already.
 * @param {string} wake The wake word.
 * @returns {Heard}
 */
export function hear(state, said, mode, wake) {
  if (state.trying) return tried(state, said);
  const rest = afterWakeWord(said, wake);
  if (allText(state) && rest === null) return {...counts(state, said), text: true};
  if (wasHeld(mode)) return counts(state, rest || said);
  if (state.awake) return rest === '' ? counts(state, null) : counts({...state, awake: ''}, rest ?? said);
  return WAYS[state.way](state, said, rest);
}

/** @type {Record<Way, (state: State, said: string, rest: string | null) => Heard>} */
const WAYS = {
  open: (state, said) => counts(state, said),
  wake: (state, _, rest) => rest === '' ? {...counts({...state, awake: 'asked'}, null), woke: true} : counts(state, rest),
  key: (state) => counts(state, null),
  hold: (state) => counts(state, null),
};

/** @param {State} state @param {string | null} act @returns {Heard} */
const counts = (state, act) => ({state, act, woke: false, text: false, tell: false, tried: null});

/** @param {State} state @param {string} said @returns {Heard} */
export const tried = (state, said) => ({...counts({...state, trying: ''}, null), tried: said});

/**
 * What was said and not understood. With the microphone open all sorts of things are said that are nobody's business.
 * @param {State} state
 * @param {string} said What it may have been.
 * @param {Mode} mode
 * @returns {Heard}
 */
export function mishear(state, said, mode) {
  if (state.trying) return tried(state, said);
  const asked = wasHeld(mode) || state.awake === 'asked';
  return {state: wasHeld(mode) ? state : {...state, awake: ''}, act: null, woke: false, text: false, tell: asked, tried: null};
}
