// What ships with the extension as data: the command table and the languages.

/** @param {string} path Inside the extension. @returns {Promise<any>} */
const json = async (path) => (await fetch(chrome.runtime.getURL(path))).json();

/** @returns {Promise<any[]>} The command table, in rank order. */
export const loadCommands = async () => (await json('languages/commands.json')).commands;

/** @returns {Promise<string[]>} The languages of people that there are texts in. */
export const loadTextLanguages = async () => (await json('_locales/shipped.json')).languages;

/** @param {readonly string[]} languages BCP 47 @returns {Promise<import('../core/tongue.js').Tongue[]>} What is said in these. */
export const loadTongues = (languages) => Promise.all(languages.map((language) => json(`languages/people/${language}.json`)));

/** @param {readonly string[]} names @returns {Promise<any[]>} The languages of these names. */
export const loadLanguages = (names) => Promise.all(names.map((name) => json(`languages/${name}.json`)));

/**
 * What roles sound like, and the notes that each timbre was sampled at.
 * @returns {Promise<{sounds: import('../core/role_sounds.js').RoleSound[], timbres: Record<string, number[]>}>}
 */
export async function loadSounds() {
  const [{sounds}, table] = await Promise.all([json('languages/sounds.json'), json('sounds/samples.json')]);
  const sampled = /** @type {[string, {note: number}[]][]} */ (Object.entries(table.timbres));
  return {sounds, timbres: Object.fromEntries(sampled.map(([name, samples]) => [name, samples.map(({note}) => note)]))};
}
