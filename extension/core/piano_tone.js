// The piano that plays a session's music: its overtones, how loud a key sounds, and how long a string rings.

/** MIDI note of A4, 440 Hz. */
const A4 = 69;

/**
 * Overtones of a struck string, the fundamental first: the hammer strikes near an eighth of it, and
 * so the eighth is hardly there.
 */
export const OVERTONES = Object.freeze([1, 0.62, 0.36, 0.24, 0.15, 0.09, 0.05, 0.01, 0.03, 0.02]);

/** Loudest amplitude of one key: six of them fit under full scale. */
const LOUDEST = 0.16;

/** s of a key that is let go: the damper falls. */
export const RELEASE_S = 0.09;

/** s in which the hammer makes the string sound. */
export const ATTACK_S = 0.004;

/** @param {number} note @returns {number} Hz */
export const pitchOf = (note) => 440 * 2 ** ((note - A4) / 12);

/** Ears hear loudness squared. @param {number} velocity 1..127 @returns {number} amplitude */
export const loudnessOf = (velocity) => LOUDEST * (velocity / 127) ** 1.7;

/** s in which a string loses two thirds of its sound: low ones ring longer. @param {number} note */
export const ringingOf = (note) => Math.min(4, 1.1 * 2 ** ((60 - note) / 18));

/** A harder stroke is brighter. @param {number} note @param {number} velocity @returns {number} Hz that the tone is cut at */
export const brightnessOf = (note, velocity) => Math.min(12_000, pitchOf(note) * (2 + 8 * velocity / 127) + 400);
