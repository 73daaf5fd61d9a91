// Traffic: requests of this page that are under way, so that it can be said when an act is done, and whether it went.

let running = 0;
let count = 0;
let refused = "";

/** @template T @param {Promise<T>} request @returns {Promise<T>} */
export async function underWay(request) {
  running += 1;
  count += 1;
  try {
    return await request;
  } finally {
    running -= 1;
  }
}

/** How many requests there were since the page was loaded. */
export const begun = () => count;

/** Somebody was told why something did not go. @param {string} why */
export const noteRefusal = (why) => { refused = why; };

/** The next refusal will be of what begins now. */
export const forgetRefusal = () => { refused = ""; };

/** @returns {string} why the last request that did not go did not, since it was forgotten; "" where all went */
export const refusal = () => refused;

/** ms between looks. */
const LOOK = 15;
const turn = (/** @type {number} */ ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

/** Settles when nothing is under way, and what came of it has begun nothing new. @param {number} longest ms */
export async function settled(longest) {
  for (const end = performance.now() + longest; performance.now() < end;) {
    await turn(LOOK);
    if (running) continue;
    await turn(0);
    if (!running) return;
  }
}
