// Commands on the roll's page: it plays, its cursor moves, notes are selected and takes set by keys and voice.

import { momentName } from "../extension/core/roll_names.js";
import { doing } from "./analyze_part_commands.js";
import { nearestOf, rateBeside, RATES } from "./analyze_table.js";
import { noValue, refuse, viewing } from "./analyze_view_commands.js";
import { doThese } from "./own_ways.js";
import { canTakeBack } from "./taking_back.js";

/** @import { Act } from "./analyze_acts.js" */
/** @import { Way } from "./own_ways.js" */
/** @import { Roll } from "./roll_model.js" */
/** @import { Transport } from "./transport.js" */

/**
 * @typedef {object} World
 * @property {Roll} roll
 * @property {Transport} transport
 * @property {readonly Act[]} acts
 * @property {import("./feedback.js").Feedback} feedback
 * @property {import("./analyze_moments.js").Moments} moments
 * @property {import("./analyze_takes.js").Takes} takes
 */

/** ms of a second, and of the jump that one step is. */
const [SECOND, JUMP] = [1000, 5000];

/** Nothing of it can be done before a recording is open. @param {World} world */
export function openCommands(world) {
  const all = Object.entries({ ...playing(world), ...walking(world), ...viewing(world), ...acting(world), ...doing(world) });
  doThese(Object.fromEntries(all.map(([command, way]) => [
    command, (/** @type {any} */ value) => (world.roll.rows.length ? way(value) : refuse("Open a recording first")),
  ])));
}

/** What media of other pages do by themselves. @param {World} world @returns {Record<string, Way>} */
function playing({ roll, transport }) {
  const told = () => ({ said: `${transport.plays ? "Plays" : "Stands"} at ${momentName(transport.at - roll.zero)}` });
  const seek = (/** @type {number} */ at) => {
    const was = transport.at;
    transport.seek(at);
    canTakeBack(async () => transport.seek(was));
    return told();
  };
  const paced = (/** @type {number} */ rate) => {
    const was = transport.rate;
    transport.setRate(rate);
    canTakeBack(async () => transport.setRate(was));
    return { said: `Speed ${rate}` };
  };
  const faster = (/** @type {1 | -1} */ by) => paced(rateBeside(transport.rate, by));
  return {
    "media.play": async () => {
      if (!transport.plays) await transport.play();
      canTakeBack(async () => transport.pause());
      return told();
    },
    "media.pause": () => {
      const played = transport.plays;
      transport.pause();
      if (played) canTakeBack(() => transport.play());
      return told();
    },
    "media.seek": (value) => seek(transport.at + Number(value) * JUMP),
    "media.second": (value) => seek(Number(value) * SECOND + (Number(value) < 0 ? transport.length : 0)),
    "media.percent": (value) => seek((transport.length * Number(value)) / 100),
    "media.faster": () => faster(1),
    "media.slower": () => faster(-1),
    "media.speed": (value) => paced([...RATES].sort((one, other) => Math.abs(one - Number(value) / 100) - Math.abs(other - Number(value) / 100))[0]),
  };
}

/** @param {World} world @returns {Record<string, Way>} */
function walking({ roll, transport }) {
  const told = () => ({ said: `${roll.cell.row.name}: ${roll.cell.text}` });
  const along = (/** @type {number} */ by) => {
    const { row, cell } = roll.cursor;
    roll.setCursor({ row, cell: Math.min(roll.rows[row].size - 1, Math.max(0, cell + by)) });
  };
  return {
    "roll.cursor": (value) => {
      if (!Number.isInteger(value)) return noValue(value);
      if (value) along(Number(value));
      else roll.setCursor(nearestOf(roll, transport.at));
      return told();
    },
    "roll.row": (value) => {
      if (!Number.isInteger(value)) return noValue(value);
      const key = Number(value) > 0 ? "ArrowUp" : "ArrowDown";
      for (let left = Math.min(Math.abs(Number(value)), roll.rows.length); left; left -= 1) roll.step({ key, shiftKey: false, ctrlKey: false });
      return told();
    },
    "roll.select": (value) => {
      if (!Number.isInteger(value)) return noValue(value);
      if (!value) roll.select(null);
      else if (roll.cell.note < 0) return refuse("Only notes can be selected: go to a row of notes");
      else {
        if (roll.selected.has(roll.cell.note)) roll.select(roll.cell.note);
        roll.select(roll.cell.note);
        along(Number(value) - Math.sign(Number(value)));
        roll.selectUpTo();
      }
      roll.setRows();
      return { said: roll.selected.size ? `${roll.selected.size} selected, up to ${roll.cell.text}` : "Nothing is selected" };
    },
  };
}

/** What the page's acts do, which say themselves what they did. @param {World} world @returns {Record<string, Way>} */
function acting({ roll, acts }) {
  const run = (/** @type {string} */ key) => acts.find((act) => act.key === key)?.run();
  return {
    "roll.repeat": () => { void run("r"); return { said: "" }; },
    "roll.take": async () => { await run(roll.begun < 0 ? "i" : "o"); return { said: "" }; },
    // A browser may first ask whether a keyboard may be heard.
    "roll.feedback": () => { void run("f"); return { said: "" }; },
  };
}
