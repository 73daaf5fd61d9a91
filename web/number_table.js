// Tables of numbers that are pictures too: each number stands in its cell, and beside it as a bar.

const SVG = "http://www.w3.org/2000/svg";
/** Of each drawing, in its own units. */
const WHOLE = 100;

/**
 * @typedef {object} Cell A number of a row.
 * @property {string} text How it is written.
 * @property {number} [share] Its share of the largest, 0..1, where it is drawn.
 */

/**
 * Make a table of numbers.
 * @param {string} caption
 * @param {string[]} heads the first one is of the rows' names
 * @param {{name: string, cells: Cell[]}[]} rows
 * @param {"column" | "bar"} [way] how shares are drawn: upright, or lying
 */
export function numberTable(caption, heads, rows, way = "bar") {
  const table = document.createElement("table");
  table.className = "numbers";
  const title = table.createCaption();
  title.textContent = caption;
  const head = table.createTHead().insertRow();
  head.append(...heads.map((text) => headOf(text, "col")));
  const body = table.createTBody();
  for (const { name, cells } of rows) {
    const row = body.insertRow();
    row.append(headOf(name, "row"));
    for (const cell of cells) {
      const data = row.insertCell();
      if (cell.share !== undefined) data.append(drawn(cell.share, way));
      data.append(cell.text);
    }
  }
  return table;
}

/**
 * Give each number's share of the largest of them.
 * @param {number[]} numbers 0 or more
 */
export function shares(numbers) {
  const largest = Math.max(...numbers, 1);
  return numbers.map((number) => number / largest);
}

/** @param {string} text @param {"col" | "row"} scope */
function headOf(text, scope) {
  const head = document.createElement("th");
  head.scope = scope;
  head.textContent = text;
  return head;
}

/** @param {number} share @param {"column" | "bar"} way */
function drawn(share, way) {
  const upright = way === "column";
  const svg = document.createElementNS(SVG, "svg");
  const length = share * WHOLE;
  const box = upright
    ? { x: 0, y: WHOLE - length, width: WHOLE, height: length }
    : { x: 0, y: 0, width: length, height: WHOLE };
  const rect = document.createElementNS(SVG, "rect");
  for (const [name, value] of Object.entries(box)) rect.setAttribute(name, value.toFixed(1));
  svg.setAttribute("viewBox", `0 0 ${WHOLE} ${WHOLE}`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("class", way);
  // The number is in the cell itself.
  svg.setAttribute("aria-hidden", "true");
  svg.append(rect);
  return svg;
}
