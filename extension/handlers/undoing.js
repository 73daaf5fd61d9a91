// Undoing: the list of what was done; choosing one undoes all back to it.

import { done, message, refuse } from "./outcome.js";
/** @import {CommandHelp, DoneEntry} from "./engine_port.js" */
/** @import {Handler, Item, Message, Outcome, Ports} from "./ports.js" */

/** A number belongs to the name of what was done; a text may be nobody's business. @param {DoneEntry} entry @param {Ports} ports */
const titleFor = ({ command, value }, ports) =>
  ports.words.of(typeof value === "number" ? message("say_done_number", `cmd:${command}`, value) : message("say_done_name", `cmd:${command}`));

/** What undo would do, or why it can do nothing. @param {DoneEntry} entry @param {CommandHelp | undefined} row @returns {Message} */
const wayOf = ({ undo, final }, row) => {
  if (undo) return row?.undo ? message("say_done_undo", row.undo) : message("say_done_undo_plain");
  if (row?.final) return message("say_done_final", row.final);
  return message(final ? "say_done_final_plain" : "say_done_nothing");
};

/**
 * The newest of them first; where one can't be undone the rest is, and that one is said.
 * @param {DoneEntry[]} entries @param {Ports} ports @returns {Promise<Outcome>}
 */
const undoAll = async (entries, ports) => {
  const { undone, left } = await ports.engine.undoBack(entries);
  const not = left.map(({ why }) => ports.words.of(why)).join("; ");
  if (undone === 0) return not ? refuse("why_none_undone", not) : refuse("why_nothing_undone");
  return done(not ? message("say_undone_but", undone, not) : message("say_undone_count", undone), { unlisted: true });
};

/** @type {Handler} */
const list = async (_call, ports) => {
  const entries = ports.engine.done();
  if (entries.length === 0) return refuse("why_nothing_done");
  const rows = new Map(ports.engine.commands().map((row) => [row.name, row]));
  /** @param {DoneEntry} entry @param {number} at @returns {Item} */
  const item = (entry, at) => ({
    title: titleFor(entry, ports),
    detail: ports.words.of(message("say_done_detail", entry.title, ports.words.of(wayOf(entry, rows.get(entry.command))))),
    act: () => undoAll(entries.slice(0, at + 1), ports),
  });
  return done(message("say_done_list", entries.length), { list: entries.map(item), unlisted: true });
};

/** @type {Record<string, Handler>} */
export const undoing = { "undo.list": list };
