// Gliding: keeps a page moving by itself; it stops when nobody asks for more, so it never runs away.

/** @import {Agent, Front} from "../handlers/ports.js" */
/** @import {GlidingPort} from "../handlers/gliding_port.js" */

/** How long a page goes on by itself, and how often it is asked to. */
const [LEASE_MS, RENEW_MS] = [2500, 500];

/**
 * @param {Front} front
 * @param {Agent} agent
 * @param {(ms: number) => Promise<void>} after
 * @returns {GlidingPort}
 */
export const makeGliding = (front, agent, after) => {
  const now = { tab: -1, frame: 0, percent: 100, turn: 0, state: /** @type {"idle" | "moving" | "paused"} */ ("idle"), ended: () => {} };

  const request = () => ({ rubato: "glide", percent: now.percent, ms: LEASE_MS });

  /** Asks again and again, until it is at the end, gone, or another turn began. @param {number} turn */
  const keepOn = async (turn) => {
    for (;;) {
      await after(RENEW_MS);
      if (turn !== now.turn) return;
      const reply = await agent.askTab(now.tab, request(), now.frame);
      if (turn !== now.turn) return;
      if (reply.ok && !reply.value.ended) continue;
      now.state = "idle";
      if (reply.ok) now.ended();
      return;
    }
  };

  const begin = async () => {
    const turn = ++now.turn;
    const { reply, frame } = await agent.askThrough(now.tab, request());
    if (!reply.ok) return reply;
    if (reply.value.ended) return { ok: false, why: { key: "why_at_the_end", args: [] } };
    Object.assign(now, { frame, state: "moving" });
    void keepOn(turn);
    return { ok: true, value: { ...reply.value.from, tab: now.tab, frame } };
  };

  return /** @type {GlidingPort} */ ({
    start: (percent, ended) => {
      Object.assign(now, { tab: front.tab()?.id ?? -1, percent, ended });
      return begin();
    },
    state: () => now.state,
    pause: async () => {
      now.turn += 1;
      now.state = "paused";
      await agent.askTab(now.tab, { rubato: "glideStop" }, now.frame);
    },
    resume: async () => {
      const reply = await begin();
      if (!reply.ok) now.state = "idle";
      return reply.ok;
    },
    rate: (percent) => { now.percent = percent; },
  });
};
