// Grid: a click at a point of the page where no element is found: three keys, each a cell of the one before.

import { cellOf, DEPTH, ROWS, within } from "../core/grid.js";
import { clickWith } from "./elements.js";
import { message, refuse } from "./outcome.js";
/** @import {Aid, Handler} from "./ports.js" */

/** How far across and down the middle of the last cell is, in percent of the view. @param {number[]} keys */
const spot = (keys) => {
  const { left, top, width, height } = within(keys, { left: 0, top: 0, width: 100, height: 100 });
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
};

/** @type {Handler} */
const click = async ({ value }, ports) => {
  if (!Array.isArray(value) || value.length !== DEPTH || !value.every(cellOf)) return refuse("why_no_cell");
  const outcome = await clickWith((sure) => ports.grid.click(value, { sure }), ports);
  if (!outcome.ok || outcome.list || outcome.undo) return outcome;
  const [across, down] = spot(value);
  const [name] = outcome.say.args;
  return { ...outcome, say: name ? message("say_grid_clicked_on", name, across, down) : message("say_grid_clicked", across, down) };
};

/** @type {Record<string, Handler>} */
export const grid = { "grid.click": click };

/** The cells are drawn as long as a word waits for one, and each is said. @type {Aid} */
export const gridAid = {
  begin: async (ports) => {
    const reply = await ports.grid.show([]);
    return reply.ok ? { ok: true, value: {} } : reply;
  },
  played: (keys, ports) => {
    void ports.grid.show(keys);
    const at = cellOf(keys[keys.length - 1]);
    return at ? message("say_grid_cell", at.row + 1, ROWS.length, at.column + 1, ROWS[0].length) : null;
  },
  end: (ports) => void ports.grid.hide(),
};
