// Opus packets: how long one sounds, and packets of silence.
//
// RFC 6716, section 3.1: the first byte tells how the rest is coded.

/** ms of a frame, by the last two bits of its configuration: those of speech, and those of music. */
const SPEECH = [10, 20, 40, 60];
const BOTH = [10, 20, 10, 20];
const MUSIC = [2.5, 5, 10, 20];

/** @param {Uint8Array} packet @returns {number} ms */
export function opusMs(packet) {
  const config = packet[0] >> 3;
  const frame = (config < 12 ? SPEECH : config < 16 ? BOTH : MUSIC)[config & 3];
  const code = packet[0] & 3;
  return frame * (code === 0 ? 1 : code === 3 ? packet[1] & 0x3f : 2);
}

/** What makes a frame of music silent: the first bit that is read of it is one, the flag of silence. */
const SILENT = [0xff, 0xfe];
/** The first configuration of full-band music: 2.5 ms. */
const FULL = 28;

/** The shortest silence there is, ms. */
export const SHORTEST = MUSIC[0];

/** @param {number} ms @returns {Uint8Array[]} Packets of silence, of as many ms or less than the shortest fewer. */
export function silence(ms) {
  /** @type {Uint8Array[]} */
  const packets = [];
  for (let at = MUSIC.length - 1, left = ms; at >= 0; at -= 1)
    for (; left >= MUSIC[at]; left -= MUSIC[at]) packets.push(new Uint8Array([(FULL + at) << 3, ...SILENT]));
  return packets;
}
