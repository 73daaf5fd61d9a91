// Texts of the user's language: a message key and its arguments → the text, command names put in.

/** @typedef {import('../core/settings.js').Message} Message */

/** @param {string} command @returns {string} Its part of a locale key: `tab.last-used` → `tab_last_used`. */
const part = (command) => command.replace(/[.-]/g, '_');

/** @type {Record<string, {message: string}>} The texts read from their file, where the browser has none. */
let own = {};

/**
 * Sees to it that there are texts. A browser that is just loading the extension may hand its first page none,
 * and that page's process never asks again: then they are read from their file.
 * @throws {TypeError} where they cannot be read either
 */
export async function loadTexts() {
  if (chrome.i18n.getMessage('extension_name')) return;
  const {default_locale: locale} = chrome.runtime.getManifest();
  own = await (await fetch(chrome.runtime.getURL(`_locales/${locale}/messages.json`))).json();
}

/** @param {string} key @param {string[]} args @returns {string} Empty where there is none. */
const messageOf = (key, args = []) =>
  chrome.i18n.getMessage(key, args) || (own[key]?.message ?? '').replace(/\$(\$|[1-9])/g, (_, n) => n === '$' ? '$' : args[n - 1] ?? '');

/**
 * One text of the locales. A key that is missing shows itself, so that nobody is left with silence.
 * @param {string} key
 * @param {string[]} [args] `cmd:NAME` in one stands for the command's name.
 * @returns {string}
 */
export function text(key, args = []) {
  return messageOf(key, args.map(withNames)) || key;
}

/** @param {Message} message */
export const say = (message) => text(message.key, message.args);

/** @param {string} command @returns {string} What the command is called. */
export const commandName = (command) => messageOf(`cmd_${part(command)}_name`) || command;

/** @param {string} command @returns {string} Its help line. */
export const commandHelp = (command) => messageOf(`cmd_${part(command)}_help`);

/** @param {string} arg */
const withNames = (arg) => arg.replace(/\bcmd:([a-z.-]+[a-z])/g, (_, command) => commandName(command));

/**
 * Fills a page's marked elements: `data-i18n` their text, `data-i18n-ATTRIBUTE` an attribute.
 * @param {ParentNode} root
 */
export function fillTexts(root) {
  for (const element of root.querySelectorAll('*')) {
    for (const {name, value} of [...element.attributes]) {
      if (name === 'data-i18n') element.textContent = text(value);
      else if (name.startsWith('data-i18n-')) element.setAttribute(name.slice('data-i18n-'.length), text(value));
    }
  }
}
