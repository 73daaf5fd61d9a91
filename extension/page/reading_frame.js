// Reading frame: the frame of another site in which a person reads rather than in the page about it.

import { focusedIn, innerOf } from "./deep.js";
import { isFrame, named } from "./focus.js";
import { SHORTEST } from "./main_text.js";
import { roots } from "./model/index.js";
import { shiftOf } from "./view.js";
/** @import {Elsewhere} from "../handlers/ports.js" */

/** A frame that fills this part of the view is what is read there; one that fills less than `LEAST` is none. */
const [MAIN_SHARE, LEAST] = [0.5, 0.15];

/** @param {Iterable<ParentNode>} parents @returns {Element[]} of other sites; those of our own stand in their frames */
const framesIn = (parents) => [...parents].flatMap((parent) => [...parent.querySelectorAll("iframe, frame")]).flatMap((frame) => {
  const inner = innerOf(frame);
  return inner ? framesIn([inner]) : [frame];
});

/** What part of the view it fills; for who does not read from the view on, as if it were all in view. @param {Element} frame @param {boolean} ahead */
const shareOf = (frame, ahead) => {
  if (!frame.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return 0;
  const [box, { x, y }] = [frame.getBoundingClientRect(), shiftOf(frame.ownerDocument)];
  const width = ahead ? Math.min(box.right + x, innerWidth) - Math.max(box.left + x, 0) : box.width;
  const height = ahead ? Math.min(box.bottom + y, innerHeight) - Math.max(box.top + y, 0) : box.height;
  return (Math.max(width, 0) * Math.max(height, 0)) / (innerWidth * innerHeight);
};

/** @param {boolean} ahead */
const largest = (ahead) => framesIn(roots()).map((frame) => ({ frame, share: shareOf(frame, ahead) }))
  .reduce((most, one) => (one.share > most.share ? one : most), { frame: /** @type {Element | null} */ (null), share: LEAST });

/**
 * @param {boolean} ahead whether it is read from the view on; then where the focus is counts first
 * @param {number} letters of our own that would be read
 * @returns {Elsewhere & {meant: boolean} | null} `meant`: it is read, if it has any text; else only if it has more
 */
export const frameToRead = (ahead, letters) => {
  const focused = ahead ? focusedIn(document) : null;
  if (focused && isFrame(focused)) return { ...named(focused), meant: true };
  const { frame, share } = largest(ahead);
  const meant = ahead && share >= MAIN_SHARE;
  return frame && (meant || letters < SHORTEST) ? { ...named(frame), meant } : null;
};
