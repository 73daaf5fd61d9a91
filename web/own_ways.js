// Ways of a page's own: commands that none of its controls does, such as those with a number.

/**
 * @typedef {{why: string, args?: string[]} | {said: string}} Became what is said where the page says nothing itself
 * @typedef {(value?: number | string) => Became | Promise<Became>} Way
 */

/** @type {Map<string, Way>} */
const ways = new Map();

/** From now on this page does these commands so. @param {Record<string, Way>} table by their names */
export function doThese(table) {
  for (const [command, way] of Object.entries(table)) ways.set(command, way);
}

/** @param {string} command @returns {Way | undefined} */
export const ownWay = (command) => ways.get(command);
