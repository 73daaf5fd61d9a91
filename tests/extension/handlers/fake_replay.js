// Replays in memory, as handlers see them.

/** @import {ReplayPort} from "../../../extension/handlers/replay_port.js" */

/** @param {() => any} world of world.js @returns {ReplayPort} */
export const fakeReplay = (world) => ({
  now: () => world().replay.now,
  sessions: async () => world().replay.sessions,
  steps: async (id) => world().replay.steps[id] ?? null,
  begin: async (id, { stepwise }) => {
    const found = world().replay.sessions.find((/** @type {{id: string}} */ one) => one.id === id);
    if (!found.commands) return { ok: false, why: { key: "why_replay_empty", args: [found.title] } };
    world().replay.now = { title: found.title, step: 1, of: found.commands, held: stepwise };
    return { ok: true, value: found };
  },
  next: () => { world().replay.now.step += 1; },
  end: () => world().replay.now !== null,
});
