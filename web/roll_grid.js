// The roll for ears and keys: a grid of named cells, of which those about the cursor are on the page.

import { nearestCell } from "../extension/core/roll_rows.js";

/** @import { Roll } from "./roll_model.js" */

/** Cells on either side of the cursor's that are on the page. */
const BESIDE = 2;

export class RollGrid {
  #roll;
  #root;

  /** @param {Roll} roll @param {HTMLElement} root it has the role grid */
  constructor(roll, root) {
    this.#roll = roll;
    this.#root = root;
  }

  /** Puts the rows on the page; their number stays the same however long one walks. */
  show() {
    const { rows, cursor } = this.#roll;
    const at = rows[cursor.row].at(cursor.cell);
    this.#root.setAttribute("aria-rowcount", String(rows.length));
    this.#root.setAttribute("aria-colcount", String(1 + Math.max(...rows.map(({ size }) => size))));
    const shown = rows.map((row, index) => {
      const element = document.createElement("div");
      element.setAttribute("role", "row");
      element.setAttribute("aria-rowindex", String(index + 1));
      element.append(cell("rowheader", `row-${index}`, 1, `${row.name}, ${row.size}`));
      const middle = index === cursor.row ? cursor.cell : nearestCell(row, at);
      const beside = index === cursor.row ? BESIDE : 0;
      for (let place = Math.max(0, middle - beside); place <= Math.min(row.size - 1, middle + beside); place += 1) {
        element.append(this.#cellOf(index, place));
      }
      return element;
    });
    this.#root.replaceChildren(...shown);
    this.#root.setAttribute("aria-activedescendant", idOf(cursor.row, cursor.cell));
  }

  /** @param {number} index @param {number} place */
  #cellOf(index, place) {
    const row = this.#roll.rows[index];
    const note = row.note(place);
    const element = cell("gridcell", idOf(index, place), place + 2, row.text(place, this.#roll.zeroAt(row.at(place))));
    if (note >= 0) element.setAttribute("aria-selected", String(this.#roll.selected.has(note)));
    return element;
  }
}

/** @param {number} row @param {number} cell */
const idOf = (row, cell) => `cell-${row}-${cell}`;

/** @param {string} role @param {string} id @param {number} column @param {string} text */
function cell(role, id, column, text) {
  const element = document.createElement("div");
  element.setAttribute("role", role);
  element.id = id;
  element.setAttribute("aria-colindex", String(column));
  element.textContent = text;
  return element;
}
