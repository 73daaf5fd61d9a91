// Labels and the grid as handlers see them: keys on the page, and what they name.

/** @import {Acted, Reply} from "./ports.js" */
/** @import {PageElement} from "./elements_port.js" */

/** What has a label, and the label's keys; links of one name to one address share one. @typedef {{element: PageElement, keys: number[]}} Labelled */

/**
 * @typedef {object} LabelsPort
 * @property {(changed: (reply: Reply<Labelled[]>) => void) => Promise<Reply<Labelled[]>>} show draws a label at
 *   all that can be acted on and seen, in reading order; as long as they are shown `changed` is told of others, or why
 *   there can be none any more
 * @property {(keys: number[]) => Promise<void>} played what of a label has been played
 * @property {() => Promise<void>} hide but for those that are kept
 * @property {(on: boolean) => Promise<Reply<Labelled[]>>} keep shows them until further notice, or no longer
 * @property {() => boolean} kept
 * @property {(keys: unknown) => Labelled | undefined} find by a label of those shown last
 */

/**
 * The grid of core/grid.js over the page in front.
 * @typedef {object} GridPort
 * @property {(keys: number[]) => Promise<Reply<null>>} show draws the cells that the next key names
 * @property {() => Promise<void>} hide
 * @property {(keys: number[], how: {sure?: boolean}) => Promise<Reply<Acted>>} click in the middle of a cell
 */

export {};
