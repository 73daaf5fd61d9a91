// Tidy: a page's own words made fit to be shown and spoken: short, on one line, with nothing hidden in them.

/** Long enough to know it again, short enough to hear. */
const LONGEST = 120;

/** Control characters, invisible and direction marks, and the private letters of icon fonts. */
const UNSPEAKABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]+/gu;
/** Joins letters of scripts and emoji, so it stays between two of them. */
const JOINER = /(?<=\S)[\u200c\u200d](?=\S)/gu;

/**
 * @param {string} text
 * @param {number} [longest] characters
 * @returns {string} "" where nothing is left
 */
export const tidy = (text, longest = LONGEST) => {
  // Cut before it is looked at: a page may give megabytes.
  const short = text.slice(0, 20 * longest);
  const pieces = short.split(JOINER);
  const joints = short.match(JOINER) ?? [];
  const plain = pieces.map((piece, i) => piece.replace(UNSPEAKABLE, " ") + (joints[i] ?? "")).join("")
    .replace(/\s+/gu, " ").trim();
  const letters = [...plain];
  return letters.length > longest ? `${letters.slice(0, longest - 1).join("").trimEnd()}…` : plain;
};
