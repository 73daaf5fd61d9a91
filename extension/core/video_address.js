// Video addresses: which pages and players are those of one video, and the one address that it is known by.

/** Sites of one service, and where in the path a video's id stands. */
const PATHS = /^https?:\/\/(?:www\.|m\.|music\.)?(?:youtube\.com|youtube-nocookie\.com)\/(?:embed|shorts|live|v)\/([\w-]{11})(?:[/?#]|$)/;
const WATCH = /^https?:\/\/(?:www\.|m\.|music\.)?youtube\.com\/watch\?(?:[^#]*&)?v=([\w-]{11})(?:[&#]|$)/;
const SHORT = /^https?:\/\/youtu\.be\/([\w-]{11})(?:[/?#]|$)/;

/**
 * @param {string} url of a page or a player
 * @returns {string} "" where it is of none that is known
 */
export const videoAddress = (url) => {
  const [, id] = PATHS.exec(url) ?? WATCH.exec(url) ?? SHORT.exec(url) ?? [];
  return id ? `https://www.youtube.com/watch?v=${id}` : "";
};

/**
 * The title of a video, of that of its page: "(3) Fugue - YouTube" is "Fugue".
 * @param {string} title
 */
export const videoTitle = (title) => title.replace(/^\(\d+\)\s*/, "").replace(/\s*[-–] YouTube$/, "").trim();
