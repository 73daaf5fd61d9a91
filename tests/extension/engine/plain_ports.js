// The two ports that the commander itself uses.

/** Words are their keys with their arguments; the clock stands. */
export const PORTS = {
  words: {of: (/** @type {{key: string, args: string[]}} */ {key, args}) => [key, ...args].join(' '), locale: 'en'},
  clock: {now: () => 1000},
};
