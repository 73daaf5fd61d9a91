// Saves what the roll shows: as a picture, as a drawing, on paper, and its words and notes as subtitles.

import { svgOf } from "../extension/core/roll_svg.js";
import { save } from "./saved_file.js";

/** @import { Act } from "./analyze_acts.js" */
/** @import { Roll } from "./roll_model.js" */

/** @param {string} title */
const fileName = (title) => title.replace(/[^\p{L}\p{N} ._-]+/gu, "_").slice(0, 80).trim() || "roll";

/**
 * @param {Roll} roll
 * @param {readonly HTMLCanvasElement[]} canvases from below
 * @param {() => string} title
 * @param {(text: string) => void} say
 * @returns {Act[]}
 */
export function savingActs(roll, canvases, title, say) {
  const done = (/** @type {string} */ name) => say(`Saved as ${name}.`);
  return [
    { text: "Print", key: "", group: "save", command: "roll.save", run: () => print() },
    {
      text: "Save as a picture (PNG)", key: "", group: "save", command: "roll.save", run: async () => {
        const blob = await flat(canvases);
        const name = `${fileName(title())}.png`;
        if (!blob) return say("This browser makes no picture of it.");
        save(blob, name);
        done(name);
      },
    },
    {
      text: "Save as a drawing (SVG)", key: "", group: "save", command: "roll.save", run: () => {
        const name = `${fileName(title())}.svg`;
        const { view, levels, takes, words, zero } = roll;
        save(new Blob([svgOf({ title: title(), view, levels, takes, words, zero })], { type: "image/svg+xml" }), name);
        done(name);
      },
    },
    {
      text: "Save words and notes on moments (WebVTT)", key: "", group: "save", command: "roll.save", run: () => {
        const name = `${fileName(title())}.vtt`;
        save(new Blob([subtitles(roll)], { type: "text/vtt" }), name);
        done(name);
      },
    },
  ];
}

/** @param {readonly HTMLCanvasElement[]} canvases @returns {Promise<Blob | null>} */
async function flat(canvases) {
  const whole = document.createElement("canvas");
  [whole.width, whole.height] = [canvases[0].width, canvases[0].height];
  const draw = whole.getContext("2d");
  for (const canvas of canvases) draw?.drawImage(canvas, 0, 0);
  return new Promise((resolve) => { whole.toBlob(resolve); });
}

/** ms of a text that has no length of its own. */
const LONG = 2000;

/** Texts cannot end a cue or begin a tag. @param {Roll} roll */
function subtitles({ words, moments }) {
  const cues = [...words, ...moments].sort((one, other) => one.at - other.at).map(({ at, end, text }) =>
    `${stamp(at)} --> ${stamp(Math.max(end, at + LONG))}\n${text.replace(/\s+/g, " ").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")}\n`);
  return `WEBVTT\n\n${cues.join("\n")}`;
}

/** @param {number} ms */
const stamp = (ms) => `${String(Math.floor(ms / 3_600_000)).padStart(2, "0")}${new Date(Math.round(ms) % 3_600_000).toISOString().slice(13, 23)}`;
