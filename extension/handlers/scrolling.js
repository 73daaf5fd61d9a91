// Scrolling the page in front.

import { done, message, must, refuse } from "./outcome.js";
/** @import {Handler, Ports, Scroll, Scrolled, Outcome} from "./ports.js" */

/** @type {Record<string, Scroll>} */
const WAYS = {
  "scroll.down": { axis: "y", by: "step", times: 1 },
  "scroll.up": { axis: "y", by: "step", times: -1 },
  "scroll.half-down": { axis: "y", by: "half", times: 1 },
  "scroll.half-up": { axis: "y", by: "half", times: -1 },
  "scroll.page-down": { axis: "y", by: "page", times: 1 },
  "scroll.page-up": { axis: "y", by: "page", times: -1 },
  "scroll.top": { axis: "y", by: "start", times: 0 },
  "scroll.bottom": { axis: "y", by: "end", times: 0 },
  "scroll.left": { axis: "x", by: "step", times: -1 },
  "scroll.right": { axis: "x", by: "step", times: 1 },
};

/** What is heard at an edge, and on the way. */
const EDGES = { y: { start: "say_top", end: "say_bottom" }, x: { start: "say_left_edge", end: "say_right_edge" } };

/** @param {Scroll} how @param {Scrolled} to */
const said = (how, to) =>
  to.edge ? message(EDGES[how.axis][to.edge]) : message("say_scrolled", to.percent);

/**
 * The page is asked before anything is awaited: a key scrolls in one hop.
 * @param {Scroll} how @param {Ports} ports @returns {Promise<Outcome>}
 */
const scroll = async (how, ports) => {
  const reply = await ports.page.scroll(how);
  if (!reply.ok) return reply;
  const { from, moved } = reply.value;
  return done(said(how, reply.value), {
    ...(moved && { undo: async () => void must(await ports.page.scrollBack(from)) }),
  });
};

/** High keys are up, as everywhere on the keyboard. @type {Handler} */
const by = async (call, ports) => {
  const steps = Number(call.value);
  if (!Number.isInteger(steps) || steps === 0) return refuse("why_no_step");
  return scroll({ axis: "y", by: "step", times: -steps }, ports);
};

/** @type {Handler} */
const percent = async (call, ports) => {
  const times = Number(call.value);
  if (call.value === null || !(times >= 0 && times <= 100)) return refuse("why_not_percent", String(call.value), 0, 100);
  return scroll({ axis: "y", by: "percent", times }, ports);
};

/** The page moves by itself at reading pace; stop, continue, faster and slower hold for it too. @type {Handler} */
const auto = async (_call, ports) => {
  const rate = ports.engine.rate();
  const reply = await ports.gliding.start(rate, () => ports.engine.say(message("say_bottom"), "done"));
  if (!reply.ok) return reply;
  return done(message("say_scrolls", rate), {
    undo: async () => {
      await ports.gliding.pause();
      must(await ports.page.scrollBack(reply.value));
    },
  });
};

/** @type {Record<string, Handler>} */
export const scrolling = {
  ...Object.fromEntries(
    Object.entries(WAYS).map(([name, how]) => [name, /** @type {Handler} */ ((_call, ports) => scroll(how, ports))]),
  ),
  "scroll.by": by,
  "scroll.percent": percent,
  "scroll.auto": auto,
};
