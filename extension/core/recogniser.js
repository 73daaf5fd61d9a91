// Recogniser: walks the lexicon key by key and says what to do; pure, and without a clock.
//
// `feed(lexicon, state, event)` takes a key-down, a spoken word, a spoken value, the pedal or a set
// of labels and returns the next state and effects. Only order counts: the same events give the
// same effects at any tempo. Each state has one handler for each type of event, in the tables at the end.

import { cancelled, complete, done, fire, wrongValue } from "./firing.js";
import { COUNT, isC, MIDDLE } from "./keys.js";
import { spokenLabel, takeLabels } from "./labelling.js";
import { nearest } from "./nearest.js";
import { offKey, ON_PEDAL } from "./off.js";
import { rest } from "./states.js";
import { fit, press, pressLabel, SHORTEST_NAME } from "./values.js";

/** @import { Lexicon } from "./lexicon.js" */
/** @import { Choose, Event, Frame, Held, Rest, State, Step, Swift, Waiting } from "./states.js" */

/** Keys of a dead frame that are remembered for its nearest words. */
const MOST_HEARD = 32;

/**
 * Give the state to begin in.
 * @param {Lexicon} _lexicon
 * @returns {State}
 */
export function start(_lexicon) {
  return rest();
}

/**
 * Take one event; return the next state and the effects.
 * Events that are none (a key outside 0..24, an unknown command) change nothing.
 * @param {Lexicon} lexicon
 * @param {State} state
 * @param {Event} event
 * @returns {Step}
 */
export function feed(lexicon, state, event) {
  switch (event.type) {
    case "key":
      return event.key >= 0 && event.key < COUNT
        ? ON_KEY[state.at](lexicon, /** @type {any} */ (state), event.key)
        : same(state);
    case "word":
      return word(lexicon, state, event.command);
    case "value":
      return ON_VALUE[state.at](lexicon, /** @type {any} */ (state), {
        kind: event.kind,
        value: event.value,
      });
    case "pedal":
      return ON_PEDAL[lexicon.pedal](state, event.down);
    case "labels":
      return takeLabels(state, event.labels, (from, key) => feed(lexicon, from, { type: "key", key }));
    default:
      return same(state);
  }
}

/**
 * @param {State} state
 * @returns {Step}
 */
function same(state) {
  return { state, effects: [] };
}

/**
 * Fire a spoken word; it drops what is pending, unless it is one of the meanings asked for.
 * @param {Lexicon} lexicon
 * @param {State} state
 * @param {string} command
 * @returns {Step}
 */
function word(lexicon, state, command) {
  const known = Object.hasOwn(lexicon.kinds, command);
  if (!known || (state.at === "off" && command !== "piano.on")) return same(state);
  const held = "held" in state ? state.held : null;
  const after = fire(command, lexicon.kinds[command], [], held, lexicon.more?.[command]);
  const asked = state.at === "choose" && state.commands.includes(command);
  if (state.at === "rest" || state.at === "off" || asked) return after;
  return { state: after.state, effects: [cancelled(state), ...after.effects] };
}

// Keys, by state.

/**
 * @param {Lexicon} lexicon
 * @param {Rest} state
 * @param {number} key
 * @returns {Step}
 */
function restKey(lexicon, { held }, key) {
  if (!isC(key)) return swiftKey(lexicon, { at: "swift", keys: [], node: 0, held }, key);
  return {
    state: { at: "frame", key, keys: [key], node: lexicon.tree[key], dead: false, held },
    effects: [{ type: "open", key }],
  };
}

/**
 * @param {Lexicon} lexicon
 * @param {Swift} state
 * @param {number} key
 * @returns {Step}
 */
function swiftKey(lexicon, state, key) {
  if (isC(key)) return { state: rest(), effects: [cancelled(state)] };
  const keys = [...state.keys, key];
  const node = lexicon.tree[state.node * COUNT + key];
  if (node < 0) return complete(lexicon, -node - 1, keys, state.held);
  if (node > 0) return { state: { at: "swift", keys, node, held: state.held }, effects: [] };
  return { state: rest(state.held), effects: [{ type: "fail", where: "swift", keys }] };
}

/**
 * @param {Lexicon} lexicon
 * @param {Frame} state
 * @param {number} key
 * @returns {Step}
 */
function frameKey(lexicon, state, key) {
  const node = state.node > 0 ? lexicon.tree[state.node * COUNT + key] : 0;
  if (key === state.key) return close(lexicon, state, node);
  if (isC(key)) return { state: rest(), effects: [cancelled(state)] };
  const keys = [...state.keys, key].slice(0, MOST_HEARD);
  return {
    state: { at: "frame", key: state.key, keys, node, dead: node === 0, held: state.held },
    effects: node > 0 || state.dead ? [] : [{ type: "fail", where: "frame", keys }],
  };
}

/**
 * Fire the word, or offer the nearest; a word cut short is heard to fail only here.
 * @param {Lexicon} lexicon
 * @param {Frame} state
 * @param {number} node
 * @returns {Step}
 */
function close(lexicon, state, node) {
  const keys = [...state.keys, state.key];
  if (node < 0) return complete(lexicon, -node - 1, keys, state.held);
  /** @type {Step["effects"]} */
  const effects = [{ type: "nearest", keys, commands: nearest(lexicon, keys) }];
  if (!state.dead) effects.unshift({ type: "fail", where: "frame", keys });
  return { state: rest(state.held), effects };
}

/**
 * @param {Lexicon} lexicon
 * @param {Choose} state
 * @param {number} key
 * @returns {Step}
 */
function chooseKey(lexicon, state, key) {
  if (isC(key)) return { state: rest(), effects: [cancelled(state)] };
  const digits = [...state.digits, key];
  const { heard, value } = press("number", digits, lexicon.numbers);
  if (heard === "more") return { state: { ...state, digits }, effects: [] };
  return pick(lexicon, state, heard === "done" ? value : null, digits);
}

/**
 * @param {Lexicon} lexicon
 * @param {Choose} state
 * @param {any} number
 * @param {number[]} digits
 * @returns {Step}
 */
function pick(lexicon, state, number, digits) {
  if (number === null || number < 1 || number > state.commands.length) {
    return { state: { ...state, digits: [] }, effects: [wrongValue(digits)] };
  }
  const command = state.commands[number - 1];
  return fire(command, lexicon.kinds[command], state.keys, state.held, lexicon.more?.[command]);
}

/**
 * @param {Lexicon} lexicon
 * @param {Waiting} state
 * @param {number} key
 * @returns {Step}
 */
function waitingKey(lexicon, state, key) {
  if (isC(key)) {
    const named =
      state.kind === "name" && key === MIDDLE && state.digits.length >= SHORTEST_NAME;
    return named ? done(state, state.digits) : { state: rest(), effects: [cancelled(state)] };
  }
  const digits = [...state.digits, key];
  const { heard, value } = state.kind === "label"
    ? pressLabel(digits, state.labels) : press(state.kind, digits, lexicon.numbers);
  if (heard === "done") return done(state, value);
  if (heard === "more") return { state: { ...state, digits }, effects: [] };
  return { state: { ...state, digits: [] }, effects: [wrongValue(digits)] };
}

// Spoken values, by state.

/**
 * Keep a value that comes before its word is over.
 * @param {Lexicon} _lexicon
 * @param {Rest | Frame | Swift | Choose} state
 * @param {Held} spoken
 * @returns {Step}
 */
function hold(_lexicon, state, spoken) {
  if (fit(spoken.kind, spoken) === null) return { state, effects: [wrongValue([])] };
  return { state: { ...state, held: spoken }, effects: [{ type: "held", ...spoken }] };
}

/**
 * @param {Lexicon} lexicon
 * @param {Choose} state
 * @param {Held} spoken
 * @returns {Step}
 */
function chooseValue(lexicon, state, spoken) {
  if (spoken.kind !== "number") return hold(lexicon, state, spoken);
  return pick(lexicon, state, fit("number", spoken), []);
}

/**
 * @param {Lexicon} _lexicon
 * @param {Waiting} state
 * @param {Held} spoken
 * @returns {Step}
 */
function waitingValue(_lexicon, state, spoken) {
  const value = fit(state.kind, spoken);
  if (value !== null && state.kind === "label") return spokenLabel(state, /** @type {number[]} */ (value));
  if (value !== null) return done(state, value);
  return { state: { ...state, digits: [] }, effects: [wrongValue(state.digits)] };
}

/** @typedef {"rest" | "frame" | "swift" | "choose" | "value" | "off"} At */
/** @type {Record<At, (lexicon: Lexicon, state: any, key: number) => Step>} */
const ON_KEY = {
  rest: restKey,
  frame: frameKey,
  swift: swiftKey,
  choose: chooseKey,
  value: waitingKey,
  off: offKey,
};
/** @type {Record<At, (lexicon: Lexicon, state: any, spoken: Held) => Step>} */
const ON_VALUE = {
  rest: hold,
  frame: hold,
  swift: hold,
  choose: chooseValue,
  value: waitingValue,
  off: (_lexicon, state) => same(state),
};
