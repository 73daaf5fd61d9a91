// Asking as handlers see it: questions to the companion server, their answers, and the topics that are asked.

/** @import {Answer, Length} from "../core/answer.js" */
/** @import {Reply} from "./ports.js" */

/** A page as its reader sees it; paragraphs stand between empty lines. @typedef {{title: string, address: string, text: string}} PageText */

/**
 * @typedef {object} Wish
 * @property {string} question
 * @property {PageText} [page] what it is about, in place of the library
 * @property {Answer} [after] the answer that it follows: about the same, and understood by it
 * @property {Answer} [instead] the answer to the same question that it is to be given in place of
 * @property {string} [language] in which it was said, two letters, where an ear has told
 * @property {Length} [length] as the setting has it where it is not said
 */

/** A collection of the owner's documents. @typedef {{id: number, name: string, documents: number}} Topic */

/** What is rated: `key` makes two of a kind the same. @typedef {{kind: "page" | "place" | "bookmark", key: string, title: string, text: string, address: string}} Rated */

/** Who answers: in a voice of the server's, "" whichever fits; the greeting is said when it is chosen. @typedef {{name: string, greeting: string, voice: string}} Persona */

/** What should have been answered, "" for nothing; `taught`: it is answered from. @typedef {{correction: string, taught: boolean}} Correction */

/**
 * @typedef {object} AskingPort
 * @property {(wish: Wish, over: (answer: Answer) => void) => Promise<Reply<Answer>>} ask settles when the question was taken;
 *   `over` is told when the answer has come, or broke off; the one before it ends
 * @property {(on: boolean) => Promise<Reply<boolean>>} converse what is said is asked, or no longer; gives what it was
 * @property {() => Answer | null} last the newest
 * @property {(id: string) => Promise<void>} forget takes a question and its answer back; rejects where it can't
 * @property {(id: string, rating: number | null) => Promise<Reply<number | null>>} rate gives the rating that it had, from 0 to 10; null is none
 * @property {(thing: Rated, rating: number | null) => Promise<Reply<number | null>>} rateThing the same of a page, or a place in it
 * @property {(things: Rated[], lists: "lists" | "links") => Promise<string[] | null>} liked their keys, what is liked most first; null where lists are
 *   to stay as they are: it is not set so, nobody can be asked, or the answer does not come at once
 * @property {(id: string, correction: Correction) => Promise<Reply<Correction>>} correct gives the one that there was
 * @property {() => Promise<Reply<Persona[]>>} personas
 * @property {() => string} persona who answers whatever page is in front: a name, "nobody", or "" for whose page it is
 * @property {(name: string) => Promise<void>} speakAs
 * @property {() => Promise<string[]>} before what was asked before, the newest first, each once; none where nobody can be asked
 * @property {(document: number, at: number | null) => string | null} playsAt the address of the server's page that plays a recording
 *   from `at` ms on; null where nobody can be asked
 * @property {() => Promise<Reply<Topic[]>>} topics
 * @property {() => string[]} chosen names of the topics that are asked besides ALL
 * @property {(names: string[]) => Promise<void>} choose
 */

export {};
