// Numbers and states as a person would say them.

/** Largest first: seconds in each, and its name. */
const UNITS = /** @type {const} */ ([
  [86400, "day"],
  [3600, "hour"],
  [60, "minute"],
]);

/**
 * @param {number} count
 * @param {string} noun
 */
export const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/**
 * Say how long something has run.
 * @param {number} seconds
 */
export function uptime(seconds) {
  const unit = UNITS.find(([size]) => seconds >= size);
  return unit ? counted(Math.floor(seconds / unit[0]), unit[1]) : "less than a minute";
}

/**
 * Say how long ago something was.
 * @param {number} ms
 */
export function ago(ms) {
  const seconds = ms / 1000;
  return seconds < 60 ? "just now" : `${uptime(seconds)} ago`;
}

/**
 * Say how the MIDI bridge is.
 * @param {{problem: string | null, ports: {name: string, open: boolean}[]}} midi
 */
export function midiLine(midi) {
  if (midi.problem) return midi.problem;
  if (midi.ports.length === 0) return "no keyboard connected";
  return midi.ports.map((port) => `${port.name} (${port.open ? "open" : "not open"})`).join(", ");
}
