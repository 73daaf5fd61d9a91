// A recorder in memory, as handlers see it.

/** @import { RecordingPort } from "../../../extension/handlers/recording_port.js" */

/** @param {() => any} world of world.js @returns {RecordingPort} */
export const fakeRecording = (world) => {
  /** @param {"off" | "recording" | "paused"} condition */
  const to = (condition) => {
    world().recording.condition = condition;
    return { ok: /** @type {const} */ (true), value: { title: "Evening", at: 61_500 } };
  };
  return {
    condition: () => world().recording.condition,
    start: async () => world().recording.refused ?? to("recording"),
    pause: async () => to("paused"),
    resume: async () => to("recording"),
    stop: async () => {
      const { value } = to("off");
      return { ok: true, value: { ...value, back: async () => void to("recording") } };
    },
    save: async () => world().recording.refused ?? { ok: true, value: { title: "Evening", at: 0, file: "Evening.mid" } },
    marked: async () => world().recording.refused ?? { ok: true, value: world().recording.marked ?? [] },
    answered: () => {
      const [one, two] = (world().recording.marked ?? []).filter((/** @type {any} */ { at }) => at === null);
      if (!one) return { ok: false, why: { key: "why_all_answered", args: [] } };
      one.at = 61_500;
      return { ok: true, value: { question: one.question, at: one.at, next: two?.question ?? "", back: () => { one.at = null; } } };
    },
    remove: async () => {
      if (!world().recording.kept) return { ok: false, why: { key: "why_no_session", args: [] } };
      world().recording.kept -= 1;
      return { ok: true, value: { title: "Evening", at: 61_500, back: async () => { world().recording.kept += 1; } } };
    },
  };
};
