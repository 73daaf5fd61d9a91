// One MIDI message: its bytes to typed values, by one table.
//
// The format is the MIDI 1.0 Detailed Specification (4.2.1), tables I to VI. Browser and bridge
// hand over whole messages, so there is no running status here. `server/core/midi_message.py` is
// the same table; `tests/vectors/midi_messages.json` holds both to it.

/**
 * A message with its channel 0..15, where it has one. Bend is −8192..8191, all else 0..127.
 * @typedef {{type: 'note_off', channel: number, note: number, velocity: number}
 *   | {type: 'note_on', channel: number, note: number, velocity: number}
 *   | {type: 'poly_pressure', channel: number, note: number, value: number}
 *   | {type: 'control', channel: number, control: number, value: number}
 *   | {type: 'program', channel: number, program: number}
 *   | {type: 'channel_pressure', channel: number, value: number}
 *   | {type: 'bend', channel: number, value: number}
 *   | {type: 'sysex', data: number[]}
 *   | {type: 'quarter_frame', value: number}
 *   | {type: 'song_position', value: number}
 *   | {type: 'song_select', song: number}
 *   | {type: 'tune_request'} | {type: 'clock'} | {type: 'start'} | {type: 'continue'}
 *   | {type: 'stop'} | {type: 'active_sensing'} | {type: 'reset'}} Message
 */

/**
 * A status byte, its name, the fields its data bytes fill; `wide` is what is subtracted from the
 * 14-bit value of the one field that takes two bytes.
 * @typedef {{status: number, type: string, fields: string[], wide?: number}} Spec
 */

// Channel messages carry their channel in the low four bits of the status.
/** @type {readonly Spec[]} */
export const CHANNEL_SPECS = [
  { status: 0x80, type: 'note_off', fields: ['note', 'velocity'] },
  { status: 0x90, type: 'note_on', fields: ['note', 'velocity'] },
  { status: 0xa0, type: 'poly_pressure', fields: ['note', 'value'] },
  { status: 0xb0, type: 'control', fields: ['control', 'value'] },
  { status: 0xc0, type: 'program', fields: ['program'] },
  { status: 0xd0, type: 'channel_pressure', fields: ['value'] },
  { status: 0xe0, type: 'bend', fields: ['value'], wide: 8192 },
];
/** @type {readonly Spec[]} */
export const SYSTEM_SPECS = [
  { status: 0xf1, type: 'quarter_frame', fields: ['value'] },
  { status: 0xf2, type: 'song_position', fields: ['value'], wide: 0 },
  { status: 0xf3, type: 'song_select', fields: ['song'] },
  { status: 0xf6, type: 'tune_request', fields: [] },
  { status: 0xf8, type: 'clock', fields: [] },
  { status: 0xfa, type: 'start', fields: [] },
  { status: 0xfb, type: 'continue', fields: [] },
  { status: 0xfc, type: 'stop', fields: [] },
  { status: 0xfe, type: 'active_sensing', fields: [] },
  { status: 0xff, type: 'reset', fields: [] },
];
const SYSEX = 0xf0;
const SYSEX_END = 0xf7;
// What a note on with velocity 0 stands for: a release whose speed nobody measured.
export const RELEASE_VELOCITY = 64;

const BY_STATUS = new Map([...CHANNEL_SPECS, ...SYSTEM_SPECS].map((spec) => [spec.status, spec]));

/**
 * The meaning of one whole message; null if the bytes are not exactly one.
 * @param {ArrayLike<number>} bytes
 * @returns {Message | null}
 */
export function parse(bytes) {
  const [status, ...data] = Array.from(bytes);
  if (status === SYSEX) return sysex(data);
  const ofChannel = status >= 0x80 && status < SYSEX;
  const spec = BY_STATUS.get(ofChannel ? status & 0xf0 : status);
  if (!spec || data.length !== lengthOf(spec) || !data.every(isData)) return null;
  const channel = ofChannel ? { channel: status & 0x0f } : {};
  return named(/** @type {Message} */ ({ type: spec.type, ...channel, ...values(spec, data) }));
}

/** @param {Spec} spec */
const lengthOf = (spec) => (spec.wide === undefined ? spec.fields.length : 2);

/** @param {number} byte */
const isData = (byte) => byte >= 0 && byte < 0x80;

/**
 * @param {Spec} spec
 * @param {number[]} data
 * @returns {Record<string, number>}
 */
function values(spec, data) {
  if (spec.wide !== undefined) return { [spec.fields[0]]: data[0] + 128 * data[1] - spec.wide };
  return Object.fromEntries(spec.fields.map((field, at) => [field, data[at]]));
}

/**
 * @param {Message} message
 * @returns {Message}
 */
function named(message) {
  if (message.type !== 'note_on' || message.velocity > 0) return message;
  return { ...message, type: 'note_off', velocity: RELEASE_VELOCITY };
}

/**
 * @param {number[]} data
 * @returns {Message | null}
 */
function sysex(data) {
  const inside = data.slice(0, -1);
  if (data.at(-1) !== SYSEX_END || !inside.every(isData)) return null;
  return { type: 'sysex', data: inside };
}
