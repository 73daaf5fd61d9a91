// Text: what there is to read, from the selection or the main text as far as it is still to come.

/** @import {Reply} from "../handlers/ports.js" */

const MAIN = "main, [role='main'], article";
const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, blockquote, pre, dd, dt, td, th, figcaption, summary, caption";
const ASIDE = "nav, header, footer, aside, form, script, style, noscript, template, [aria-hidden='true'], [role='navigation'], [role='banner'], [role='contentinfo'], [role='complementary']";

/** @param {Element} element */
const isSeen = (element) =>
  /** @type {any} */ (element).checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: false });

/** The main text's element: the longest of those that say they are, else the whole page. */
const main = () =>
  [...document.querySelectorAll(MAIN)]
    .filter(isSeen)
    .sort((a, b) => (b.textContent ?? "").length - (a.textContent ?? "").length)[0] ?? document.body;

/**
 * Innermost blocks, so that nothing is read twice. Pages that use none are one block.
 * @param {Element} within
 */
const blocksOf = (within) => {
  const all = [...within.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS));
  const shown = all.filter((block) => !asideOf(block, within) && isSeen(block));
  return shown.length ? shown : [within];
};

/** @param {Element} block @param {Element} within */
const asideOf = (block, within) => {
  const aside = block.closest(ASIDE);
  return aside !== null && within.contains(aside) && aside !== within;
};

/** @returns {Reply<{text: string[], selected: boolean, lang: string}>} */
export const text = () => {
  const lang = document.documentElement.lang;
  const selection = getSelection()?.toString().trim();
  if (selection) return { ok: true, value: { text: [selection], selected: true, lang } };
  const blocks = document.body ? blocksOf(main()) : [];
  const ahead = blocks.filter((block) => block.getBoundingClientRect().bottom > 0);
  const paragraphs = ahead.map((block) => /** @type {HTMLElement} */ (block).innerText.trim()).filter(Boolean);
  return { ok: true, value: { text: paragraphs, selected: false, lang } };
};
