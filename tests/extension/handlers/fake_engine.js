// The engine in memory, as handlers see it.

/** @import { EnginePort } from "../../../extension/handlers/engine_port.js" */

/** @param {() => any} world of world.js @returns {EnginePort} */
export const fakeEngine = (world) => ({
  offer: (list, chosen) => { world().offered = { list, chosen }; },
  offered: () => world().offered.list,
  again: async () => ({ ok: true, say: { key: "again", args: [] } }),
  undo: async () => ({ ok: true, say: { key: "undone", args: [] } }),
  done: () => world().done,
  undoBack: async (entries) => {
    const left = [];
    for (const entry of entries) {
      if (entry.undo) await entry.undo();
      else if (entry.final) left.push({ entry, why: { key: "why_final", args: [entry.command] } });
    }
    return { undone: entries.filter(({ undo }) => undo).length, left };
  },
  cancel: async () => { world().log.push("cancel"); return true; },
  stop: async () => { const ran = world().running; world().running = false; world().stopped ||= ran; return ran; },
  resume: async () => { const was = world().stopped; world().stopped = false; return was; },
  microphone: async (on) => {
    if (world().deaf) return world().deaf;
    const was = world().listening;
    world().listening = on;
    return { ok: true, value: was };
  },
  listen: async () => {
    if (world().deaf) return world().deaf;
    world().log.push("listen");
    return { ok: true, value: null };
  },
  dictation: async (on) => {
    if (world().deaf) return world().deaf;
    const was = world().dictating;
    world().dictating = on;
    return { ok: true, value: was };
  },
  scratch: async () => { world().log.push("scratch"); return { ok: true, say: { key: "say_undone", args: [] } }; },
  piano: async (on) => { const was = world().piano; world().piano = on; return was; },
  languages: () => world().languages,
  language: async (name, on) => {
    if (world().broken) return { ok: false, why: { key: world().broken, args: [] } };
    world().languages = world().languages.map((/** @type {any} */ one) => (one.name === name ? { ...one, active: on } : one));
    return { ok: true, value: null };
  },
  commands: () => [
    { name: "tab.next", phrases: ["next tab", "tab right"], help: "Go to the tab on the right.", undo: "goes back", final: "" },
    { name: "tab.previous", phrases: ["previous tab"], help: "Go to the tab on the left.", undo: "goes back", final: "" },
    { name: "zoom.in", phrases: ["zoom in"], help: "Make the page larger.", undo: "zooms back", final: "" },
    { name: "link.list", phrases: ["links"], help: "List the links.", undo: "", final: "it only lists" },
  ],
  help: async (command) => { world().log.push(`help ${command}`); },
  settings: async () => { world().log.push("settings"); },
  tour: async () => { world().log.push("tour"); },
  rate: () => world().rate,
  setRate: async (percent) => { world().rate = Math.min(300, Math.max(40, percent)); return world().rate; },
  say: ({ key }, role) => { world().log.push(`${role}: ${key}`); },
  volume: async (step) => { world().volume += 10 * step; return world().volume; },
});
