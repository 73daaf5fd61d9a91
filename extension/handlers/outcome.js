// Outcomes: how handlers say that it is done, or why not.

/** @import {Message, Done, Ports, Refusal, Reply} from "./ports.js" */

/** An undo that can't be done; carries the reason for the user. */
export class Refused extends Error {
  /** @param {Message} why */
  constructor(why) {
    super(why.key);
    this.why = why;
  }
}

/**
 * @param {string} key
 * @param {...(string | number)} args
 * @returns {Message}
 */
export const message = (key, ...args) => ({ key, args: args.map(String) });

/**
 * What is said, and after it what a person should know, too.
 * @param {Message} say
 * @param {Message | null} more
 * @param {Ports} ports
 */
export const and = (say, more, ports) => (more ? message("say_and", ports.words.of(say), ports.words.of(more)) : say);

/**
 * @param {Message} say
 * @param {Partial<Done>} [more] undo, list, chosen
 * @returns {Done}
 */
export const done = (say, more = {}) => ({ ok: true, say, ...more });

/** Of an outcome that asks back: nothing was done yet. */
export const ASKS = Object.freeze({ asks: true, unlisted: true });

/**
 * @param {string} key
 * @param {...(string | number)} args
 * @returns {Refusal}
 */
export const refuse = (key, ...args) => ({ ok: false, why: message(key, ...args) });

/**
 * Turns a refusal into the rejection that an undo owes its caller.
 * @template T
 * @param {Reply<T>} reply
 * @returns {T}
 */
export const must = (reply) => {
  if (!reply.ok) throw new Refused(reply.why);
  return reply.value;
};

/**
 * A page's name for the user: its title, else its address, else what there is to say of neither.
 * @param {{title: string, url: string}} page
 */
export const titleOf = (page) => page.title.trim() || page.url || "…";

/**
 * The site of an address, without "www."; the scheme where there is no host.
 * @param {string} url
 */
export const siteOf = (url) => {
  const parts = /^([a-z][a-z0-9+.-]*):(?:\/\/(?:[^/?#@]*@)?([^/?#]*))?/i.exec(url);
  return (parts?.[2] || parts?.[1] || url).replace(/^www\./, "");
};

/**
 * The place that a number names among `count` things: 1 is the first, −1 the last.
 * @param {unknown} number
 * @param {number} count
 * @returns {number} 0-based, −1 where there is none
 */
export const placeOf = (number, count) => {
  if (typeof number !== "number" || !Number.isInteger(number)) return -1;
  const place = number > 0 ? number - 1 : number < 0 ? count + number : -1;
  return place < count ? Math.max(place, -1) : -1;
};

/** What a recogniser, or a habit of writing, puts after the last word. */
const CLOSING = /[\s.,;!?…]+$/u;

/**
 * A text value to seek or to name something by, without the stop at its end; "" where none was given.
 * @param {unknown} value
 */
export const textOf = (value) => {
  const text = typeof value === "string" ? value.trim() : "";
  return text.replace(CLOSING, "") || text;
};
