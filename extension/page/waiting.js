// Waiting: until a page has done what was asked of it, for as long as a person would wait.

/** ms that a list, or a state, may take. */
const LONGEST_MS = 1000;
const LOOK_MS = 30;

/** @param {() => boolean} isSo @param {number} [longest] ms @returns {Promise<boolean>} false where it did not come */
export const until = async (isSo, longest = LONGEST_MS) => {
  for (const end = performance.now() + longest; !isSo();) {
    if (performance.now() > end) return false;
    await new Promise((resolve) => { setTimeout(resolve, LOOK_MS); });
  }
  return true;
};
