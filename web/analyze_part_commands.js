// What is done with a recording by commands, besides looking: gone to, fed back, noted, saved, its takes moved.

import { momentName } from "../extension/core/roll_names.js";
import { noValue, refuse } from "./analyze_view_commands.js";
import { canTakeBack } from "./taking_back.js";
import { noteRefusal, underWay } from "./traffic.js";
import { part } from "./page_parts.js";
import { counted } from "./words.js";

/** @import { World } from "./analyze_commands.js" */
/** @import { Way } from "./own_ways.js" */

/** ms: paper is asked for by a window that holds the page, so the command is answered first. */
const ANSWERED = 300;

/** @param {World} world @returns {Record<string, Way>} */
export const doing = (world) => ({ ...going(world), ...responding(world), ...keeping(world) });

/** @param {World} world @returns {Record<string, Way>} */
function going({ roll, transport, acts }) {
  const seek = (/** @type {number} */ at, /** @type {string} */ said) => {
    const was = transport.at;
    transport.seek(at);
    canTakeBack(async () => transport.seek(was));
    return { said };
  };
  return {
    "roll.here": () => seek(roll.cell.at, `At ${momentName(roll.cell.at - roll.zero)}: ${roll.cell.text}`),
    "roll.start": (value) => {
      const take = value ? roll.takes.find(({ number }) => number === value) : roll.takeAt(transport.at);
      if (value && !take) return refuse(`There is no take ${value}`);
      return seek(take?.from ?? 0, take ? `Take ${take.number} begins at ${momentName(take.from)}` : "The recording begins");
    },
    "roll.where": () => { void acts.find(({ key }) => key === "w")?.run(); return { said: "" }; },
  };
}

/** @param {World} world @returns {Record<string, Way>} */
function responding({ acts, feedback }) {
  const speaking = acts.find(({ key }) => key === "m");
  return {
    "roll.speak": () => {
      const was = speaking?.on?.();
      // A browser may first ask whether it may hear.
      const turned = Promise.resolve(speaking?.run()).then(() => { if (speaking?.on?.() === was) noteRefusal(part("said", HTMLElement).textContent ?? ""); });
      void underWay(turned);
      return { said: "" };
    },
    "roll.hear": () => (feedback.hearBack() ? { said: "The feedback is heard" } : refuse("Nothing was played or spoken yet")),
    "roll.back": (value) => {
      if (!Number.isInteger(value)) return noValue(value);
      const count = feedback.takeBack(Number(value));
      const back = Number(value) > 0;
      if (!count) return refuse(back ? "There is nothing to take back" : "Nothing was taken back");
      canTakeBack(async () => feedback.takeBack(back ? -count : count));
      return { said: `${counted(count, "part")} of the feedback ${back ? "taken back" : "there again"}` };
    },
  };
}

/** @param {World} world @returns {Record<string, Way>} */
function keeping({ acts, moments, takes }) {
  const all = acts.filter(({ command }) => command === "roll.save");
  const ways = [...all.filter(({ group }) => group === "save"), ...all.filter(({ group }) => group !== "save")];
  return {
    "roll.save": async (value) => {
      if (value === 0) return { said: ways.map(({ text }, at) => `${at + 1} ${text}`).join(", ") };
      const way = ways[Number(value) - 1];
      if (!way) return noValue(value);
      if (way === ways[0]) setTimeout(() => void way.run(), ANSWERED);
      else await way.run();
      return { said: way.text };
    },
    "roll.note": async (value) => {
      const text = String(value ?? "").trim();
      if (!text) return noValue(text);
      return (await moments.note(text)) ? { said: `Noted: ${text}` } : refuse(part("said", HTMLElement).textContent ?? "");
    },
    "roll.edge": (value) => takes.move(Number(value)),
  };
}
