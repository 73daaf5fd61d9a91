// MIDI files of any size, made for tests and benchmarks of the roll.

/** @param {string} name @param {readonly number[]} body */
const chunk = (name, body) => [...[...name].map((letter) => letter.charCodeAt(0)), ...four(body.length), ...body];
/** @param {number} value */
const four = (value) => [value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255];

/**
 * A file of 1000 ticks a quarter at 60 a minute: a tick is a millisecond.
 * @param {readonly (readonly number[])[]} tracks their events, with times between them
 */
export const fileOf = (...tracks) => Uint8Array.from([
  ...chunk("MThd", [0, 1, 0, tracks.length, 0x03, 0xe8]),
  ...tracks.flatMap((body, at) => chunk("MTrk", [...(at ? [] : [0, 0xff, 0x51, 3, 0x0f, 0x42, 0x40]), ...body, 0, 0xff, 0x2f, 0])),
]);

/** @param {number} kind @param {string} text a meta event without its time */
export const meta = (kind, text) => [0xff, kind, text.length, ...[...text].map((letter) => letter.charCodeAt(0))];

/**
 * Many notes in four tracks, by a generator of our own: the same each time.
 * @param {number} count a multiple of four
 * @returns {Uint8Array<ArrayBuffer>} some 7 bytes a note
 */
export function manyNotes(count) {
  const each = count / 4;
  const file = new Uint8Array(14 + 4 * (15 + 8 * each));
  file.set(chunk("MThd", [0, 1, 0, 4, 0x03, 0xe8]));
  let place = 14;
  for (let track = 0; track < 4; track += 1) {
    const begins = place;
    file.set(chunk("MTrk", []), place);
    place += 8;
    let seed = track + 1;
    for (let note = 0; note < each; note += 1) {
      seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
      const pitch = 30 + ((note * 7 + track * 5 + (seed >> 16)) % 70);
      file.set([seed & 15, 0x90 | track, pitch, 20 + ((seed >> 8) % 100), 10 + ((seed >> 4) & 7), pitch, 0], place);
      place += 7;
    }
    file.set([0, 0xff, 0x2f, 0], place);
    place += 4;
    file.set(four(place - begins - 8), begins + 4);
  }
  return file.slice(0, place);
}
