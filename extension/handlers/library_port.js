// The library as handlers see it: what the page in front is to it, adding, and taking away again.

/** @import {Reply} from "./ports.js" */

/** The page in front: its HTML as it is seen, without scripts and what was typed. @typedef {{html: string, title: string, address: string}} PageHere */

/**
 * A video of the page in front. `captions`: what is said in it with its times, as WebVTT, where the page has that; else it
 * is the server that looks for it.
 * @typedef {{title: string, address: string, captions: string}} VideoHere
 */

/** What is to be added: `content` and the name of its file, else the server fetches `address`. @typedef {{title: string, address: string, topics: string[], name?: string, content?: string}} Addition */

/**
 * What became of it. `put`: ids of the topics that it was not in before; `reason`: in the server's words.
 * @typedef {{id: number, title: string, outcome: "added" | "changed" | "unchanged" | "failed", reason: string, passages: number, put: number[]}} Added
 */

/**
 * @typedef {object} LibraryPort
 * @property {() => Promise<Reply<PageHere>>} page refuses where the page is closed to us, by why_pdf_page where a PDF is shown
 * @property {() => Promise<Reply<VideoHere | null>>} video the one that the page is about; null where there is none
 * @property {(what: Addition) => Promise<Reply<Added>>} add settles when it can be asked
 * @property {(id: number) => Promise<Reply<null>>} remove
 * @property {(id: number, topics: number[]) => Promise<Reply<null>>} takeOut of these topics
 */

export {};
