// Ranking: a list of the user's few, in order, changed place by place.

/**
 * Put something at a place: what was there goes where it came from; nothing there leaves it out.
 * @param {readonly string[]} ranked
 * @param {number} place 0-based; one past the last appends
 * @param {string} name "" for nothing
 * @returns {string[]}
 */
export function placed(ranked, place, name) {
  const [from, now] = [ranked.indexOf(name), [...ranked]];
  if (name === '') return now.filter((_, i) => i !== place);
  if (place >= now.length) return [...now.filter((each) => each !== name), name];
  if (from >= 0) now[from] = now[place];
  now[place] = name;
  return now;
}
