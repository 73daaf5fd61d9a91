// What a note of a roll is called, for ears as well as eyes.

const NAMES = ["C", "C sharp", "D", "E flat", "E", "F", "F sharp", "G", "A flat", "A", "B flat", "B"];
const SIGNS = ["C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B"];

/** Says an English text in the language of who listens; what stands in braces is put in. @typedef {(text: string, values?: Record<string, string | number>) => string} Say */
/** @type {Say} */
export const inEnglish = (text, values = {}) => text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));

/** A pitch as it is said; middle C is C 4. @param {number} pitch @param {Say} [say] */
export const pitchName = (pitch, say = inEnglish) => `${say(NAMES[pitch % 12])} ${Math.floor(pitch / 12) - 1}`;

/** A pitch as it is written. @param {number} pitch */
export const pitchSign = (pitch) => `${SIGNS[pitch % 12]}${Math.floor(pitch / 12) - 1}`;

/** Velocities from which on a note is as loud, as notation programs have them. @type {readonly [number, string][]} */
const LOUDNESS = [[112, "fortissimo"], [96, "forte"], [80, "mezzo forte"], [64, "mezzo piano"], [48, "piano"], [0, "pianissimo"]];

/** @param {number} velocity 1..127 */
export const loudnessName = (velocity) => LOUDNESS.find(([least]) => velocity >= least)?.[1] ?? "";

/** A time to the hundredth: 1:02.35. @param {number} ms before the start it has a minus */
export function momentName(ms) {
  const all = Math.round(Math.abs(ms) / 10);
  const [hours, minutes] = [Math.floor(all / 360_000), Math.floor(all / 6000) % 60];
  const seconds = `${String(Math.floor(all / 100) % 60).padStart(2, "0")}.${String(all % 100).padStart(2, "0")}`;
  const head = hours ? `${hours}:${String(minutes).padStart(2, "0")}` : `${minutes}`;
  return `${ms < 0 && all ? "−" : ""}${head}:${seconds}`;
}

/** How long something is: 0.35 s. @param {number} ms */
export const lengthName = (ms) => `${(ms / 1000).toFixed(2)} s`;

/** General MIDI's families of eight instruments, and the drums of channel 10. */
const FAMILIES = [
  "piano", "chromatic percussion", "organ", "guitar", "bass", "strings", "ensemble", "brass", "reed", "pipe",
  "synth lead", "synth pad", "synth effects", "ethnic", "percussive", "sound effects", "drums",
];

/** @param {number} program from 0 @param {number} channel from 0 @param {Say} [say] */
export const familyName = (program, channel, say = inEnglish) => say(FAMILIES[channel === 9 ? 16 : program >> 3]);

/** Controllers that have a name of their own. MIDI 1.0. @type {Record<number, string>} */
const CONTROLLERS = {
  1: "modulation", 2: "breath", 7: "volume", 10: "pan", 11: "expression", 64: "sustain pedal", 65: "portamento",
  66: "sostenuto pedal", 67: "soft pedal", 74: "brightness",
};

/** @param {{kind: "controller" | "bend", channel: number, number: number}} curve @param {Say} [say] */
export function curveName({ kind, channel, number }, say = inEnglish) {
  const known = CONTROLLERS[number] ? say(CONTROLLERS[number]) : say("controller {number}", { number });
  return say("{name}, channel {channel}", { name: kind === "bend" ? say("pitch bend") : known, channel: channel + 1 });
}
