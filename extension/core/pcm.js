// PCM: the server's 16-bit samples as amplitudes, in whatever pieces its bytes come.

/** Samples a second of the format called pcm, as OpenAI's interface has it. */
export const PCM_RATE = 24_000;

/** @param {Uint8Array} first @param {Uint8Array} second */
const joined = (first, second) => {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
};

/**
 * Reads a stream of 16-bit mono little-endian samples; half a sample waits for its other half.
 * @returns {(bytes: Uint8Array) => Float32Array} the amplitudes, −1..1, that a piece completes
 */
export function pcmReader() {
  let half = new Uint8Array(0);
  return (bytes) => {
    const all = half.length ? joined(half, bytes) : bytes;
    const whole = all.length - (all.length % 2);
    half = all.slice(whole);
    const view = new DataView(all.buffer, all.byteOffset, whole);
    return Float32Array.from({length: whole / 2}, (_, at) => view.getInt16(2 * at, true) / 0x8000);
  };
}
