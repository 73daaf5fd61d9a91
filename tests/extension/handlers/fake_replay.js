// Replays in memory, as handlers see them: a session has a pause in its middle, and a note a command.

/** @import {ReplayPort} from "../../../extension/handlers/replay_port.js" */

/** @param {() => any} world of world.js @returns {ReplayPort} */
export const fakeReplay = (world) => {
  const called = (/** @type {string} */ id) => world().replay.sessions.find((/** @type {{id: string}} */ one) => one.id === id);
  return {
    now: () => world().replay.now,
    sessions: async () => world().replay.sessions,
    steps: async (id) => world().replay.steps[id] ?? null,
    last: async () => world().replay.sessions[0] ?? null,
    begin: async (id, { stepwise = false, from = 1, to, pause }) => {
      const { title, commands } = called(id);
      const first = pause ? Math.floor(commands / 2) + 1 : from;
      const end = to ?? commands;
      if (!commands) return { ok: false, why: { key: "why_replay_empty", args: [title] } };
      if (first > commands) return { ok: false, why: { key: "why_replay_no_step", args: [title, String(first), String(commands)] } };
      world().replay.now = { title, step: first, of: commands, held: stepwise };
      return { ok: true, value: { title, commands: end - first + 1, from: first, to: end } };
    },
    next: () => { world().replay.now.step += 1; },
    skip: () => {
      const { now } = world().replay;
      const behind = Math.floor(now.of / 2) + 1;
      if (now.step >= behind) return null;
      now.step = behind;
      return behind;
    },
    endAfter: (step) => { world().replay.ends = step; },
    music: async (id) => {
      const { title, commands } = called(id);
      if (!commands) return { ok: false, why: { key: "why_no_music", args: [title] } };
      world().replay.music = title;
      return { ok: true, value: { title, notes: commands } };
    },
    end: () => world().replay.now !== null,
    pace: () => world().replay.pace,
    setPace: async (percent) => { world().replay.pace = percent; },
  };
};
