// Spelling: the known name that somebody most likely meant.

/**
 * Give the known name that takes the fewest changes of letters; of equals, the first.
 * @param {string} name
 * @param {string[]} known
 */
export function likest(name, known) {
  const costs = known.map((other) => changes([...name], [...other]));
  return known[costs.indexOf(Math.min(...costs))] ?? "";
}

/**
 * Count the letters to change, put in or leave out.
 * @param {string[]} written
 * @param {string[]} meant
 */
function changes(written, meant) {
  let row = [0, ...meant.map((_, j) => j + 1)];
  written.forEach((letter, i) => {
    const before = row;
    row = [i + 1];
    meant.forEach((goal, j) => {
      const changed = before[j] + (letter === goal ? 0 : 1);
      row.push(Math.min(changed, before[j + 1] + 1, row[j] + 1));
    });
  });
  return row[row.length - 1];
}
