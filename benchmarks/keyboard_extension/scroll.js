// Keyboard scroller: three letters that scroll down, each as a family of keyboard extensions does.
//
// j: frame by frame. The first frame only reads the clock, each further one moves by its share of
//    the way: Vimium's smooth scrolling, its default.
// n: the browser's own smooth scrolling.
// k: a jump within the key's own task: the soonest that any content script can be.

const STEP = 120;
const DURATION_MS = 100;

function byFrames() {
  let gone = 0;
  let before = 0;
  const frame = (/** @type {number} */ now) => {
    if (before) {
      const way = Math.min(Math.ceil((STEP * (now - before)) / DURATION_MS), STEP - gone);
      window.scrollBy({ top: way, behavior: "instant" });
      gone += way;
    }
    before = now;
    if (gone < STEP) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

/** @type {Record<string, () => void>} */
const LETTERS = {
  j: byFrames,
  n: () => window.scrollBy({ top: STEP, behavior: "smooth" }),
  k: () => window.scrollBy({ top: STEP, behavior: "instant" }),
};

addEventListener("keydown", ({ key }) => LETTERS[key]?.(), { capture: true });
