// In turn: what is asked for while something is under way begins when that is done.

/** @returns {<Done>(act: () => Promise<Done>) => Promise<Done>} Does one thing after another; what fails is told to who asked, and the next is done. */
export function inTurn() {
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  return (act) => {
    const now = last.then(act);
    last = now.catch(() => undefined);
    return now;
  };
}
