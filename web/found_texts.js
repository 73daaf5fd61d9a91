// What was found in a recording, as a person would say it: figures, phrases, and takes compared.

import { pitchSign } from "../extension/core/roll_names.js";
import { fixed, t } from "./texts.js";
import { counted } from "./words.js";

/**
 * @typedef {object} Part How a voice or a take was played; null where there are too few notes.
 * @property {string} name
 * @property {number} notes
 * @property {number | null} lowest
 * @property {number | null} highest
 * @property {number} minutes
 * @property {number | null} interval_median ms
 * @property {number | null} unevenness %
 * @property {number | null} overlap 0..1
 * @property {number | null} velocity_mean
 */
/** @typedef {{voice: string, by: "pitch" | "interval" | "rhythm", notes: number, count: number, times: number[]}} Repeat */
/** @typedef {{kind: string, ms: number, off: number}} Difference */
/** @typedef {{first: number, second: number, same: number, tempo: number | null, counts: Record<string, number>, differences: Difference[]}} Compared */

export const HEADS = [t("Part"), t("Notes"), t("Minutes"), t("Keys"), t("Velocity"), t("Ms apart"), t("Uneven"), t("Overlap")];

/** The cells of a part under `HEADS`, without its name. @param {Part} part */
export const cellsOf = (part) => [
  String(part.notes),
  fixed(part.minutes, 2),
  part.lowest === null ? "–" : `${pitchSign(part.lowest)}–${pitchSign(part.highest ?? part.lowest)}`,
  rounded(part.velocity_mean),
  rounded(part.interval_median),
  rounded(part.unevenness, " %"),
  rounded(part.overlap === null ? null : part.overlap * 100, " %"),
];

/** @param {number | null} value @param {string} unit */
const rounded = (value, unit = "") => (value === null ? "–" : `${Math.round(value)}${unit}`);

/** What of two phrases is the same. */
const SAME = { pitch: t("the same keys"), interval: t("the same steps"), rhythm: t("the same rhythm") };

/** @param {Repeat} phrase */
export const phraseText = ({ voice, by, notes, count }) =>
  t("{notes} of {voice}, {same}, {times}", { notes: counted(notes, "note"), voice: voice === "all" ? t("all voices") : voice, same: SAME[by], times: counted(count, "time") });

/** How kinds of differences are counted, in this order. @type {[string, (count: number) => string][]} */
const KINDS = [
  ["pitch", (count) => t("{count} other key|{count} other keys", { count })],
  ["missing", (count) => t("{count} note left out|{count} notes left out", { count })],
  ["extra", (count) => t("{count} note added|{count} notes added", { count })],
  ["early", (count) => t("{count} note early|{count} notes early", { count })],
  ["late", (count) => t("{count} note late|{count} notes late", { count })],
];

/** @param {Compared} compared */
export function comparedText({ first, second, same, tempo, counts }) {
  const told = KINDS.flatMap(([kind, said]) => (counts[kind] ? [said(counts[kind])] : []));
  const faster = tempo === null ? 0 : Math.round((tempo - 1) * 100);
  const percent = Math.abs(faster);
  const pace = faster ? (faster > 0 ? t("; {percent} % faster", { percent }) : t("; {percent} % slower", { percent })) : "";
  const kept = t("{notes} the same", { notes: counted(same, "note") });
  return t("Take {second} beside take {first}: {told}{pace}.", { second, first, told: [kept, ...told].join(", "), pace });
}

/** What each kind of difference is called. @type {Record<string, string>} */
const NAMES = { pitch: t("another key"), missing: t("left out before this"), extra: t("added"), early: t("early"), late: t("late") };

/** @param {Difference} difference */
export const differenceText = ({ kind, off }) => (off ? t("{count} ms {how}", { count: Math.abs(off), how: NAMES[kind] ?? kind }) : NAMES[kind] ?? kind);
