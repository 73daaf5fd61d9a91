// The music of a session: which notes sound when, how hard and how long, with what the pedal holds.

/** @import { Entry } from "./session_log.js" */

/**
 * A note to sound: when it begins and ends, in ms of the music; velocity 1..127.
 * @typedef {{at: number, end: number, note: number, velocity: number}} Sounding
 */

/** Controllers that say when notes end. */
const PEDAL = 64;
const [ALL_SOUND_OFF, RESET, ALL_NOTES_OFF] = [120, 121, 123];

/** ms that a note sounds at most, as a string does: one that is never let go does not hang. */
export const LONGEST_NOTE = 20_000;

/**
 * @typedef {object} Channel
 * @property {boolean} pedal
 * @property {Map<number, Sounding>} down Keys that are held.
 * @property {Map<number, Sounding>} held Let go, and held by the pedal.
 */

/**
 * The notes of a session in order of time, of whichever channel.
 * @param {readonly Entry[]} entries In order of time.
 * @returns {Sounding[]} The first begins at 0.
 */
export function musicOf(entries) {
  /** @type {Map<number, Channel>} */
  const channels = new Map();
  /** @type {Sounding[]} */
  const notes = [];
  for (const entry of entries) {
    if (entry.type !== "midi") continue;
    const [status, first, second = 0] = entry.bytes;
    const channel = channelOf(channels, status & 0x0f);
    TELLS[status >> 4]?.(channel, { at: entry.at, first, second, notes });
  }
  for (const channel of channels.values()) endAll(channel, Infinity);
  const [begin = 0] = notes.map(({ at }) => at);
  return notes.map(({ at, end, ...note }) => ({ at: at - begin, end: Math.min(end, at + LONGEST_NOTE) - begin, ...note }));
}

/** @param {Map<number, Channel>} channels @param {number} number @returns {Channel} */
function channelOf(channels, number) {
  const channel = channels.get(number) ?? { pedal: false, down: new Map(), held: new Map() };
  channels.set(number, channel);
  return channel;
}

/** @typedef {{at: number, first: number, second: number, notes: Sounding[]}} Message */

/** @type {Record<number, (channel: Channel, message: Message) => void>} By the high four bits of the status. */
const TELLS = {
  8: (channel, { at, first }) => letGo(channel, first, at),
  9: (channel, { at, first, second, notes }) => {
    if (second === 0) return letGo(channel, first, at);
    // The same string is struck again.
    end(channel.down, first, at);
    end(channel.held, first, at);
    const sounding = { at, end: Infinity, note: first, velocity: second };
    channel.down.set(first, sounding);
    notes.push(sounding);
  },
  11: (channel, { at, first, second }) => {
    if (first === PEDAL) pedal(channel, second >= 64, at);
    if (first === RESET) pedal(channel, false, at);
    if (first === ALL_SOUND_OFF || first === ALL_NOTES_OFF) endAll(channel, at);
  },
};

/** @param {Channel} channel @param {number} note @param {number} at */
function letGo(channel, note, at) {
  const sounding = channel.down.get(note);
  if (!sounding) return;
  if (!channel.pedal) return end(channel.down, note, at);
  channel.down.delete(note);
  channel.held.set(note, sounding);
}

/** @param {Channel} channel @param {boolean} down @param {number} at */
function pedal(channel, down, at) {
  channel.pedal = down;
  if (!down) for (const note of [...channel.held.keys()]) end(channel.held, note, at);
}

/** @param {Map<number, Sounding>} which @param {number} note @param {number} at */
function end(which, note, at) {
  const sounding = which.get(note);
  if (sounding) sounding.end = at;
  which.delete(note);
}

/** @param {Channel} channel @param {number} at */
function endAll(channel, at) {
  for (const which of [channel.down, channel.held]) for (const note of [...which.keys()]) end(which, note, at);
}
