// Saying where one is, stopping and going on.

import { done, message, refuse, siteOf, titleOf } from "./outcome.js";
/** @import {Handler, Outcome, Ports} from "./ports.js" */

/** @param {Ports} ports */
const whereNow = async (ports) => {
  const [tab, tabs, channels, page] = await Promise.all([
    ports.tabs.current(), ports.tabs.list(), ports.windows.list(), ports.page.where(),
  ]);
  const channel = channels.findIndex((one) => one.current) + 1;
  const facts = [titleOf(tab), siteOf(tab.url), tab.index + 1, tabs.length, channel, channels.length];
  const { percent = null, heading = "" } = page.ok ? page.value : {};
  if (percent === null) return message("say_where", ...facts);
  return heading && heading !== titleOf(tab) ? message("say_where_under", ...facts, percent, heading) : message("say_where_scrolled", ...facts, percent);
};

/** @param {Ports} ports @returns {Promise<Outcome>} */
export const where = async (ports) => done(await whereNow(ports));

/** @type {Handler} */
const stop = async (_call, ports) => {
  const reading = ports.speech.state() === "speaking";
  if (reading) ports.speech.pause();
  const moving = ports.gliding.state() === "moving";
  if (moving) await ports.gliding.pause();
  const ran = await ports.engine.stop();
  return done(message(reading || moving || ran ? "say_stopped" : "say_nothing_runs"));
};

/** @type {Handler} */
const goOn = async (_call, ports) => {
  const paused = ports.speech.state() === "paused";
  if (paused) ports.speech.resume();
  const moves = ports.gliding.state() === "paused" && (await ports.gliding.resume());
  const resumed = await ports.engine.resume();
  return paused || moves || resumed ? done(message("say_goes_on")) : refuse("why_nothing_stopped");
};

/** @type {Record<string, Handler>} */
export const reading = {
  where: (_call, ports) => where(ports),
  stop,
  continue: goOn,
};
