// Words of one's own in memory, checked against the words that ship.

import { ENGLISH } from "../tongues.js";
import { readFileSync } from "node:fs";
import { compileLexicon } from "../../../extension/core/compiler.js";
import { ownCommands, ownLanguage } from "../../../extension/core/own.js";
import { OwnKeys } from "../../../extension/core/own_keys.js";
import { grammarOf } from "../../../extension/core/macro_text.js";
import { eventsFrom, phraseTable } from "../../../extension/core/phrases.js";
import { handlers, runOwn } from "../../../extension/handlers/index.js";
/** @import {Own} from "../../../extension/core/own.js" */
/** @import {OwnPort} from "../../../extension/handlers/own_port.js" */

const LANGUAGES = new URL("../../../extension/languages/", import.meta.url);
/** @param {string} name */
const shipped = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, LANGUAGES), "utf8"));
const COMMANDS = shipped("commands").commands;
const SHIPPED = ["base", "swift", "numbers-decimal"].map(shipped);

/** @param {() => any} world of world.js @returns {OwnPort} */
export const fakeOwn = (world) => {
  /** @type {{all: Own[], past: Record<string, Own[]>}} */
  const kept = { all: [], past: {} };
  const rows = () => [...COMMANDS, ...ownCommands(kept.all)];
  const keys = (/** @type {string | undefined} */ except) =>
    new OwnKeys(/** @type {any} */ (compileLexicon(rows(), [...SHIPPED, ownLanguage(kept.all)]).lexicon), except);
  let [ids, time] = [0, 100];
  /** @type {Set<string>} */
  const running = new Set();
  return {
    all: () => kept.all,
    now: { latest: null, draft: null },
    clash: (played, except) => keys(except).clash(played),
    free: (near, except) => keys(except).free(near),
    taken: (said, except) => {
      const [event] = eventsFrom(said, phraseTable(rows().filter(({ name }) => name !== except), ENGLISH));
      return event?.type === "word" ? event.command : null;
    },
    fresh: () => `own.test${"abcdefgh"[ids++]}`,
    put: async (entry) => {
      const at = kept.all.findIndex(({ id }) => id === entry.id);
      if (at >= 0) kept.past[entry.id] = [kept.all[at], ...(kept.past[entry.id] ?? [])];
      kept.all.splice(at < 0 ? kept.all.length : at, 1, { ...entry, changed: time++ });
    },
    remove: async (id) => { kept.all = kept.all.filter((one) => one.id !== id); },
    versions: (id) => kept.past[id] ?? [],
    hear: (played) => { world().log.push(`hear ${played.join(" ")}`); },
    begin: (id) => {
      if (running.has(id)) return "itself";
      if (running.size >= 8) return "deep";
      running.add(id);
      const run = { stop: () => undefined, stopped: false };
      const stopped = /** @type {Promise<null>} */ (new Promise((resolve) => { run.stop = () => { run.stopped = true; resolve(null); }; }));
      world().stopWord = run.stop;
      return { stopped, isStopped: () => run.stopped, over: () => { running.delete(id); } };
    },
    step: async (asked) => {
      world().log.push(`step ${asked.command}${asked.target ? ` on ${asked.target.name}` : ""}`);
      const handler = asked.command.startsWith("own.") ? runOwn : handlers[asked.command];
      return handler({ ...asked, list: null, chosen: null }, world().ports);
    },
    ready: async () => undefined,
    doing: (command) => (value, ok) => { world().log.push(`did ${command} ${value} ${ok}`); },
    grammar: () => grammarOf(/** @type {any} */ (rows()), [ENGLISH]),
    destructive: (command) => rows().some(({ name, destructive }) => name === command && destructive),
  };
};
