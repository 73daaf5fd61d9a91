// Zoom: the steps that the browser itself takes.

import { done, message, must, refuse } from "./outcome.js";
/** @import {Handler, Outcome, Ports, Reply} from "./ports.js" */

/** Chrome's own steps, in percent. */
const STEPS = [25, 33, 50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400, 500];

/** @param {number} factor */
const percentOf = (factor) => Math.round(factor * 100);

/**
 * @param {(tab: number, before: number) => Promise<Reply<number>>} change
 * @param {Ports} ports
 * @returns {Promise<Outcome>}
 */
const zoomTo = async (change, ports) => {
  const tab = await ports.tabs.current();
  const before = await ports.zoom.get(tab.id);
  const reply = await change(tab.id, before);
  if (!reply.ok) return reply;
  return done(message("say_zoom", percentOf(reply.value)), {
    undo: async () => void must(await ports.zoom.set(tab.id, before)),
  });
};

/** @param {1 | -1} way @returns {Handler} */
const along = (way) => (_call, ports) =>
  zoomTo(async (tab, before) => {
    const now = percentOf(before);
    const step = way > 0 ? STEPS.find((one) => one > now) : STEPS.filter((one) => one < now).at(-1);
    if (step === undefined) return refuse(way > 0 ? "why_zoom_most" : "why_zoom_least", now);
    return ports.zoom.set(tab, step / 100);
  }, ports);

/** @type {Handler} */
const percent = async (call, ports) => {
  const wanted = Number(call.value);
  const [least, most] = [STEPS[0], STEPS[STEPS.length - 1]];
  if (!(wanted >= least && wanted <= most)) return refuse("why_not_percent", String(call.value), least, most);
  return zoomTo((tab) => ports.zoom.set(tab, wanted / 100), ports);
};

/** @type {Record<string, Handler>} */
export const zoom = {
  "zoom.in": along(1),
  "zoom.out": along(-1),
  "zoom.reset": (_call, ports) => zoomTo((tab) => ports.zoom.reset(tab), ports),
  "zoom.percent": percent,
};
