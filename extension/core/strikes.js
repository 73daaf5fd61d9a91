// Strikes: what the messages of all keyboards mean as keys going down and up.
//
// `feed` is pure. Times are the events' own, in ms, and serve two ends only: the brushed-key filter, which looks
// back and never waits, and the session log. The recogniser after it sees no time.
//
// MPE (M1-100-UM) needs no zones here: a note is known by (port, channel, note) at its note on,
// so one pitch on two channels is two notes, and what is expressed on a channel while it sounds
// nothing belongs to its coming note.

/** @import { Message } from './midi_message.js' */

/**
 * @typedef {{velocity: number, brushed: boolean}} Held
 * @typedef {{note: number, velocity: number, time: number}} Recent
 * @typedef {{bend: number, pressure: number, timbre: number}} Tone
 * @typedef {{held: Record<string, Held>, recent: Recent[], tones: Record<string, Tone>,
 *   pedal: boolean}} Port  held notes by 'channel:note', tones by channel
 * @typedef {{ports: Record<string, Port>}} State
 *
 * @typedef {{type: 'message', port: string, message: Message, time: number}
 *   | {type: 'gone', port: string, time: number}} Event  a port that vanished is 'gone'
 *
 * @typedef {{port: string, channel: number, note: number, time: number}} Where
 * @typedef {{type: 'down', velocity: number} & Tone & Where
 *   | {type: 'brushed', velocity: number, after: number} & Where
 *   | {type: 'up', velocity: number} & Where
 *   | {type: 'bend' | 'pressure' | 'timbre', value: number} & Where
 *   | {type: 'pedal', down: boolean, port: string, time: number}} Strike
 * 'brushed' is for the log only: `after` is the neighbour it was brushed by, and no 'up' follows.
 */

/** A brushed key: this near a louder neighbour, at most so long after it, this much softer. */
export const BRUSH = { semitones: 2, ms: 30, softer: 3 };

/** @type {Readonly<Tone>} */
const NEUTRAL = { bend: 0, pressure: 0, timbre: 64 };
const PEDAL = 64;
const TIMBRE = 74;
const RESET_CONTROLLERS = 121;
// All sound off, all notes off, and the four mode changes, which imply all notes off.
const SILENCERS = [120, 123, 124, 125, 126, 127];

/** @returns {State} */
export const start = () => ({ ports: {} });

/** @returns {Port} */
const newPort = () => ({ held: {}, recent: [], tones: {}, pedal: false });

/**
 * @param {State} state
 * @param {Event} event
 * @returns {{state: State, strikes: Strike[]}}
 */
export function feed(state, event) {
  const before = state.ports[event.port] ?? newPort();
  if (event.type === 'gone' || event.message.type === 'reset') return withdraw(state, event);
  const step = STEPS[event.message.type];
  if (!step) return { state, strikes: [] };
  const { port, strikes } = step(before, event.message, event);
  return { state: { ports: { ...state.ports, [event.port]: port } }, strikes };
}

/**
 * Lets go of all that a port holds and forgets it, so that no note sticks.
 * @param {State} state
 * @param {Event} event
 */
function withdraw(state, event) {
  const { [event.port]: port = newPort(), ...ports } = state.ports;
  const strikes = [...release(port, event, () => true), ...pedalTo(port, false, event)];
  return { state: { ports }, strikes };
}

/**
 * One step for each message that matters; clock, active sensing and all others are passed over.
 * @type {Record<string, (port: Port, message: any, event: Event) =>
 *   {port: Port, strikes: Strike[]}>}
 */
const STEPS = {
  note_on: noteOn,
  note_off: noteOff,
  bend: (port, { channel, value }, event) => express(port, channel, 'bend', value, event),
  channel_pressure: (port, { channel, value }, event) =>
    express(port, channel, 'pressure', value, event),
  poly_pressure: polyPressure,
  control,
};

/**
 * @param {Port} port
 * @param {{channel: number, note: number, velocity: number}} message
 * @param {Event} event
 */
function noteOn(port, message, event) {
  const { channel, note, velocity } = message;
  const { time } = event;
  const recent = port.recent.filter((strike) => isRecent(strike, time));
  const brusher = recent.find((strike) => brushes(strike, note, velocity));
  const held = { ...port.held, [`${channel}:${note}`]: { velocity, brushed: !!brusher } };
  const strike = { ...where(event, channel, note), velocity };
  const heard = brusher
    ? { type: /** @type {const} */ ('brushed'), ...strike, after: brusher.note }
    : { type: /** @type {const} */ ('down'), ...strike, ...toneOf(port, channel) };
  // A second note on without a note off between: the off was lost on the way.
  const lost = release(port, event, (id) => id === `${channel}:${note}`);
  // A later strike of the same key that is as loud brushes all that the older one could.
  const louder = recent.filter((old) => old.note !== note || old.velocity > velocity);
  const struck = brusher ? recent : [...louder, { note, velocity, time }];
  return { port: { ...port, held, recent: struck }, strikes: [...lost, heard] };
}

/**
 * Only what was struck before, in time too: two clocks may disagree, and nothing is looked ahead.
 * @param {Recent} strike
 * @param {number} time
 */
const isRecent = (strike, time) => time >= strike.time && time - strike.time <= BRUSH.ms;

/**
 * Whether a strike a moment ago makes a note a brushed one.
 * @param {{note: number, velocity: number}} strike
 * @param {number} note
 * @param {number} velocity
 */
function brushes(strike, note, velocity) {
  const distance = Math.abs(strike.note - note);
  const near = distance > 0 && distance <= BRUSH.semitones;
  return near && velocity * BRUSH.softer <= strike.velocity;
}

/**
 * @param {Port} port
 * @param {{channel: number, note: number, velocity: number}} message
 * @param {Event} event
 */
function noteOff(port, { channel, note, velocity }, event) {
  const id = `${channel}:${note}`;
  const strikes = release(port, event, (other) => other === id, velocity);
  const { [id]: _, ...held } = port.held;
  return { port: { ...port, held }, strikes };
}

/**
 * The key-ups of the held notes that are meant; brushed ones never went down.
 * @param {Port} port
 * @param {Event} event
 * @param {(id: string) => boolean} meant
 * @param {number} [velocity]
 * @returns {Strike[]}
 */
function release(port, event, meant, velocity = 64) {
  return heldNotes(port)
    .filter(({ id }) => meant(id))
    .map(({ channel, note }) => ({ type: 'up', ...where(event, channel, note), velocity }));
}

/**
 * Held notes that count, in the order they went down.
 * @param {Port} port
 */
function heldNotes(port) {
  const ids = Object.keys(port.held).filter((id) => !port.held[id].brushed);
  return ids.map((id) => {
    const [channel, note] = id.split(':').map(Number);
    return { id, channel, note };
  });
}

/**
 * @param {Port} port
 * @param {number} channel
 * @param {'bend' | 'pressure' | 'timbre'} type
 * @param {number} value
 * @param {Event} event
 */
function express(port, channel, type, value, event) {
  const tones = { ...port.tones, [channel]: { ...toneOf(port, channel), [type]: value } };
  const sounding = heldNotes(port).filter((note) => note.channel === channel);
  /** @type {Strike[]} */
  const strikes = sounding.map(({ note }) => ({ type, ...where(event, channel, note), value }));
  return { port: { ...port, tones }, strikes };
}

/**
 * @param {Port} port
 * @param {{channel: number, note: number, value: number}} message
 * @param {Event} event
 */
function polyPressure(port, { channel, note, value }, event) {
  const held = heldNotes(port).some(({ id }) => id === `${channel}:${note}`);
  /** @type {Strike[]} */
  const strikes = held ? [{ type: 'pressure', ...where(event, channel, note), value }] : [];
  return { port, strikes };
}

/**
 * @param {Port} port
 * @param {{channel: number, control: number, value: number}} message
 * @param {Event} event
 */
function control(port, { channel, control: number, value }, event) {
  if (number === PEDAL) return pedal(port, value >= 64, event);
  if (number === TIMBRE) return express(port, channel, 'timbre', value, event);
  if (number === RESET_CONTROLLERS) return resetControllers(port, channel, event);
  if (SILENCERS.includes(number)) return silence(port, channel, event);
  return { port, strikes: [] };
}

/**
 * @param {Port} port
 * @param {boolean} down
 * @param {Event} event
 */
function pedal(port, down, event) {
  return { port: { ...port, pedal: down }, strikes: pedalTo(port, down, event) };
}

/**
 * A half-pedalling pedal sends many values; only its going down or up is told.
 * @param {Port} port
 * @param {boolean} down
 * @param {Event} event
 * @returns {Strike[]}
 */
function pedalTo(port, down, { port: id, time }) {
  return port.pedal === down ? [] : [{ type: 'pedal', down, port: id, time }];
}

/**
 * @param {Port} port
 * @param {number} channel
 * @param {Event} event
 */
function resetControllers(port, channel, event) {
  const { [channel]: _, ...tones } = port.tones;
  return pedal({ ...port, tones }, false, event);
}

/**
 * @param {Port} port
 * @param {number} channel
 * @param {Event} event
 */
function silence(port, channel, event) {
  const mine = (/** @type {string} */ id) => id.startsWith(`${channel}:`);
  const held = Object.fromEntries(Object.entries(port.held).filter(([id]) => !mine(id)));
  return { port: { ...port, held }, strikes: release(port, event, mine) };
}

/**
 * @param {Port} port
 * @param {number} channel
 * @returns {Tone}
 */
const toneOf = (port, channel) => port.tones[channel] ?? NEUTRAL;

/**
 * @param {Event} event
 * @param {number} channel
 * @param {number} note
 * @returns {Where}
 */
const where = ({ port, time }, channel, note) => ({ port, channel, note, time });
