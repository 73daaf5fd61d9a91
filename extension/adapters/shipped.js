// What ships with the extension as data: the command table and the languages.

/** @param {string} path Inside the extension. @returns {Promise<any>} */
const json = async (path) => (await fetch(chrome.runtime.getURL(path))).json();

/** @returns {Promise<any[]>} The command table, in rank order. */
export const loadCommands = async () => (await json('languages/commands.json')).commands;

/** @param {readonly string[]} names @returns {Promise<any[]>} The languages of these names. */
export const loadLanguages = (names) => Promise.all(names.map((name) => json(`languages/${name}.json`)));
