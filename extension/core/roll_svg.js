// What a roll shows, as a drawing of lines and words that any program opens and a printer sharpens.

import { GROUND, shadeOf, TINTS } from "./roll_colours.js";
import { momentName } from "./roll_names.js";
import { firstRun, levelFor } from "./roll_runs.js";
import { timeLines, xOf, yOf } from "./roll_view.js";

/** @import { View } from "./roll_view.js" */
/** @import { Level } from "./roll_runs.js" */
/** @import { Item } from "./roll_rows.js" */

/**
 * @typedef {object} Picture
 * @property {string} title
 * @property {View} view
 * @property {readonly Level[]} levels
 * @property {readonly {number: number, from: number, to: number}[]} takes
 * @property {readonly Item[]} words
 * @property {number} zero ms from which times are told
 */

/** Notes, and words, of a drawing at most: what is more no program opens any more. */
const [MOST_NOTES, MOST_WORDS] = [100_000, 500];
const BAND = 20;
const [TEXT, LINE] = ["#bdb9cc", "#3a3747"];

/** @param {string} text @returns {string} as it may stand between tags */
const escaped = (text) => text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "")
  .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** px to the hundredth. @param {number} value */
const px = (value) => String(Math.round(value * 100) / 100);

/** @param {Picture} picture @returns {string} */
export function svgOf({ title, view, levels, takes, words, zero }) {
  const { width, height } = view;
  const begins = takes.length ? takes.map(({ from, number }) => ({ at: from, text: `0 · take ${number}` })) : [{ at: 0, text: "0" }];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="12">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${GROUND.white}"/>`,
    ...lanes(view),
    ...times(view, zero),
    ...notes(view, levels),
    ...begins.filter(({ at }) => isSeen(view, at)).flatMap(({ at, text }) => upright(view, at, "#f1eff8", text, height - 1.5 * BAND)),
    ...words.filter(({ at }) => isSeen(view, at)).slice(0, MOST_WORDS).flatMap(({ at, text }) => upright(view, at, TINTS[0].hex, text, BAND / 2)),
    "</svg>",
  ].join("\n");
}

/** @param {View} view @param {number} at ms */
const isSeen = ({ from, span }, at) => at >= from && at <= from + span;

/** @param {View} view @returns {string[]} the lanes of black keys */
function lanes(view) {
  const high = view.height / view.lanes;
  const rows = [];
  for (let pitch = view.bottom; pitch < view.bottom + view.lanes; pitch += 1) {
    if ([1, 3, 6, 8, 10].includes(pitch % 12)) rows.push(`<rect y="${px(yOf(view, pitch))}" width="${view.width}" height="${px(high)}" fill="${GROUND.black}"/>`);
  }
  return rows;
}

/** @param {View} view @param {number} zero @returns {string[]} */
const times = (view, zero) => timeLines({ ...view, from: view.from - zero }).flatMap((at) => [
  `<path d="M${px(xOf(view, at + zero))} 0V${view.height}" stroke="${LINE}"/>`,
  `<text x="${px(xOf(view, at + zero) + 4)}" y="${view.height - 6}" fill="${TEXT}">${momentName(at)}</text>`,
]);

/** @param {View} view @param {readonly Level[]} levels @returns {string[]} */
function notes(view, levels) {
  const level = levelFor(levels, view.span / view.width);
  const high = Math.max(1, view.height / view.lanes - 1);
  /** @type {string[]} */
  const rows = [];
  for (let lane = view.bottom; lane < view.bottom + view.lanes; lane += 1) {
    for (let at = firstRun(level, lane, view.from); at < level.begins[lane + 1] && level.from[at] < view.from + view.span; at += 1) {
      if (rows.length >= MOST_NOTES) return rows;
      const [left, right] = [Math.max(0, xOf(view, level.from[at])), Math.min(view.width, xOf(view, level.to[at]))];
      const [red, green, blue] = shadeOf(TINTS[level.tint[at] % TINTS.length].hex, level.loud[at] >> 4);
      rows.push(`<rect x="${px(left)}" y="${px(yOf(view, lane))}" width="${px(Math.max(1, right - left - 1))}" height="${px(high)}" fill="rgb(${red},${green},${blue})"/>`);
    }
  }
  return rows;
}

/** @param {View} view @param {number} at @param {string} colour @param {string} text @param {number} y */
const upright = (view, at, colour, text, y) => [
  `<path d="M${px(xOf(view, at))} 0V${view.height}" stroke="${colour}" stroke-dasharray="8 4"/>`,
  `<text x="${px(xOf(view, at) + 5)}" y="${px(y + 4)}" fill="${colour}">${escaped(text.slice(0, 80))}</text>`,
];
