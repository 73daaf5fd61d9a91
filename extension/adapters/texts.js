// Texts of the user's language: a message key and its arguments → the text, command names put in.

import {keyPart} from '../core/command_keys.js';
import {bare} from '../core/tongue.js';

/** @typedef {import('../core/settings.js').Message} Message */

/** @type {Record<string, {message: string}>} The texts read from their file, where the browser has none. */
let own = {};

/** What the words of one's own are called, by their commands. @type {ReadonlyMap<string, string>} */
let named = new Map();

/** What is no more keeps its name: it may have been done before. @param {ReadonlyMap<string, string>} names by command */
export const nameOwn = (names) => { named = new Map([...named, ...names]); };

/** What is answered in another language than the panel's. @type {{lang: string, texts: Record<string, {message: string}>} | null} */
let answers = null;

/** @param {string} lang @returns {Promise<Record<string, {message: string}>>} */
const textsOf = async (lang) => (await fetch(chrome.runtime.getURL(`_locales/${lang.replace(/-/g, '_')}/messages.json`))).json();

/**
 * Has answers in another language.
 * @param {string} lang of those that ship; "" the panel's own
 * @param {readonly string[]} shipped languages that there are texts in, "en" among them
 * @throws {TypeError} where its texts cannot be read; the panel's language stays then
 */
export async function answerIn(lang, shipped) {
  answers = null;
  if (lang && lang !== textsIn() && shipped.includes(lang)) answers = {lang, texts: await textsOf(lang)};
}

/** @returns {string} The language that the panel's texts are in, as they tell: the browser has them in one that there is. */
const textsIn = () => messageOf('panel_language', []) || 'en';

/** @returns {string} The panel's language, BCP 47; with the browser's land, where that is the same language. */
export function panelLanguage() {
  const [browser, texts] = [chrome.i18n.getUILanguage(), textsIn()];
  return bare(browser) === bare(texts) ? browser : texts;
}

/** @param {string} language BCP 47 @returns {string} What it is called, in the panel's own. */
export function languageName(language) {
  try {
    return new Intl.DisplayNames([panelLanguage()], {type: 'language'}).of(language) ?? language;
  } catch {
    return language;
  }
}

/** @returns {string} The language that answers are in. */
export const answersIn = () => answers?.lang ?? textsIn();

/**
 * Sees to it that there are texts. A browser that is just loading the extension may hand its first page none,
 * and that page's process never asks again: then they are read from their file.
 * @throws {TypeError} where they cannot be read either
 */
export async function loadTexts() {
  if (chrome.i18n.getMessage('extension_name')) return;
  const {default_locale: locale = 'en'} = chrome.runtime.getManifest();
  own = await textsOf(locale);
}

/** @param {string} message @param {string[]} args */
const filled = (message, args) => message.replace(/\$(\$|[1-9])/g, (_, n) => n === '$' ? '$' : args[n - 1] ?? '');

/** @param {string} key @param {string[]} args @returns {string} Empty where there is none. */
const messageOf = (key, args) => chrome.i18n.getMessage(key, args) || filled(own[key]?.message ?? '', args);

/** The same in the language of answers, where it has that text. @param {string} key @param {string[]} args */
const answerOf = (key, args) => {
  const message = answers?.texts[key]?.message;
  return message === undefined ? messageOf(key, args) : filled(message, args);
};

/**
 * One text of the locales. A key that is missing shows itself, so that nobody is left with silence.
 * @param {string} key
 * @param {string[]} [args] `cmd:NAME` in one stands for the command's name.
 * @returns {string}
 */
export function text(key, args = []) {
  return messageOf(key, args.map((arg) => withNames(arg, messageOf))) || key;
}

/** What is answered. @param {Message} message */
export const say = ({key, args}) => answerOf(key, args.map((arg) => withNames(arg, answerOf))) || key;

/** @param {string} command @returns {string} What the command is called. */
export const commandName = (command) => nameBy(command, messageOf);

/** @param {string} command @param {typeof messageOf} of */
const nameBy = (command, of) => named.get(command) || of(`cmd_${keyPart(command)}_name`, []) || command;

/** @param {string} command @returns {string} Its help line. */
export const commandHelp = (command) => messageOf(`cmd_${keyPart(command)}_help`, []);

/** @param {string} command @returns {string} The same, as it is answered. */
export const answeredHelp = (command) => answerOf(`cmd_${keyPart(command)}_help`, []);

/** @param {string} arg @param {typeof messageOf} of */
const withNames = (arg, of) => arg.replace(/\bcmd:([a-z.-]+[a-z])/g, (_, command) => nameBy(command, of));

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
