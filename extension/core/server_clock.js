// Server clock: the server's times as ours, though the two clocks began at other times and drift apart.

/** How fast two clocks may run apart: ms a ms. */
const DRIFT = 0.0001;

/**
 * Turns the server's times into ours. What arrives fastest tells best how far the clocks are apart;
 * so two notes that waited behind a busy page keep the time between them, and none seems brushed.
 * @returns {(time: number, now: number) => number} the server's ms, and ours at its arrival → ours when it was
 */
export function serverClock() {
  let apart = Infinity;
  let last = 0;
  return (time, now) => {
    apart = Math.min(apart + DRIFT * Math.max(0, time - last), now - time);
    last = time;
    return time + apart;
  };
}
