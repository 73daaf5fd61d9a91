// The texts that stand in a page's HTML, said in another language: once, before anything else is shown there.

const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt", "data-entries"];
/** What may stand inside a sentence: then that is one text, "Sign in on {1}, then come back.". */
const PHRASE = "a, code, em, small, span, strong";
/** What is said as it is written in every language. */
const VERBATIM = "code, noscript, script, style";
const LETTER = /\p{L}/u;

/**
 * Translates an element and all in it.
 * @param {Element} root
 * @param {(text: string) => string} t
 */
export function translate(root, t) {
  for (const element of [root, ...root.querySelectorAll("*")]) {
    if (element.closest(VERBATIM)) continue;
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(name);
      if (value && LETTER.test(value)) element.setAttribute(name, t(value));
    }
    translateTexts(element, t);
  }
}

/** @param {Element} element @param {(text: string) => string} t */
function translateTexts(element, t) {
  // What is one word in English, but not elsewhere, says which of them it is.
  const { text: meant } = /** @type {HTMLElement} */ (element).dataset;
  if (meant) {
    element.textContent = t(meant);
    return;
  }
  const texts = /** @type {Text[]} */ ([...element.childNodes].filter((node) => node instanceof Text && LETTER.test(node.data)));
  if (!texts.length) return;
  if (element.childElementCount && [...element.children].every((child) => child.matches(PHRASE))) return translateSentence(element, t);
  for (const text of texts) text.data = text.data.replace(/\S.*\S/s, (words) => t(plain(words)));
}

/** Translates a text with elements in it, which are numbered from 1, and may come in another order. @param {Element} element @param {(text: string) => string} t */
function translateSentence(element, t) {
  const children = [...element.children];
  const nodes = [...element.childNodes].map((node) => (node instanceof Element ? `{${children.indexOf(node) + 1}}` : node.nodeValue));
  const said = t(plain(nodes.join("")).trim()).split(/\{(\d+)\}/);
  element.replaceChildren(...said.map((part, at) => (at % 2 ? children[Number(part) - 1] : part)));
}

/** @param {string} text as HTML breaks its lines */
const plain = (text) => text.replace(/\s+/g, " ");
