// Lengths of time as people read them.

/** @param {number} ms @returns {string} Hours, minutes, seconds. */
export const lengthOf = (ms) => {
  const seconds = Math.floor(ms / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return (parts[0] ? parts : parts.slice(1)).map((part, at) => (at ? String(part).padStart(2, '0') : String(part))).join(':');
};
