// The port of reading a page: its text as sentences, and the one that is being read, shown in the page.

/** @import {Elsewhere, Reply} from "./ports.js" */

/**
 * What a voice says in one breath.
 * @typedef {object} Sentence
 * @property {string} text
 * @property {string} lang BCP 47, as the page says; "" unknown
 * @property {number} paragraph 0-based
 */

/**
 * What the agent of one frame finds, in it and the frames of its site. `inner` names a frame of another site: what
 * it holds is `meant` where it has any text, else only where it has more.
 * @typedef {object} ReadableHere
 * @property {Sentence[]} sentences
 * @property {"selection" | "here" | "main"} from
 * @property {string} title
 * @property {boolean} whole
 * @property {number} letters
 * @property {(Elsewhere & {meant: boolean}) | null} inner
 */

/**
 * @typedef {object} Readable
 * @property {Sentence[]} sentences
 * @property {"selection" | "here" | "main"} from what it is: the selection, the text from the view on, or the main text
 * @property {string} title of the page
 * @property {boolean} whole false where there is more than is read at once
 * @property {number} tab
 * @property {number} pdfs shown in the page, which nobody can read there
 */

/**
 * @typedef {object} ReadingPort
 * @property {(from: "here" | "main") => Promise<Reply<Readable>>} open "here": the selection, else the main text from
 *   the top of what is in view; of the page, or of the frame in it that is read
 * @property {(tab: number, at: number) => Promise<Reply<null>>} mark paints a sentence of what was opened last, in view
 * @property {(tab: number) => Promise<Reply<null>>} unmark
 */

/**
 * How it is read. `begun` is called with each sentence that begins to sound, `ended` after the last.
 * @typedef {object} ReadHow
 * @property {number} rate percent of the voice's own pace
 * @property {(at: number) => void} begun
 * @property {() => void} ended
 * @property {() => void} [failed] no voice says it, or goes on with it
 * @property {boolean} [open] more of it may come, by `add`
 * @property {string} [lang] of texts whose language can't be told; else the panel's
 * @property {string} [voice] who reads, as settings name it; else whom they name
 */

/**
 * A voice that reads long texts.
 * @typedef {object} SpeechPort
 * @property {(sentences: Sentence[], how: ReadHow) => Promise<boolean>} read settles when the first
 *   sentence sounds; false where there is no voice
 * @property {(to: Sentence[], more: Sentence[], last: boolean) => boolean} add puts more behind what is read, which is open,
 *   and was given as `to`; false where something else is read now
 * @property {(to: Sentence[], voice: string) => void} recast lets another voice read what was given as `to`, from the next
 *   sentence on; "" whom settings name
 * @property {() => "idle" | "speaking" | "paused"} state
 * @property {() => {sentences: Sentence[], at: number, letter: number}} place the sentence being said, and where in it the
 *   voice is, as far as it tells; `at` is past the last when all is read
 * @property {(at: number) => Promise<boolean>} go reads on from another sentence
 * @property {(percent: number) => void} rate the one being said is said again
 * @property {() => void} pause
 * @property {() => void} resume
 */

export {};
