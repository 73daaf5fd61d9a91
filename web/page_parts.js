// Parts of a page: found by their ids, and forms filled from choices.

/**
 * Find what the page must have.
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 */
export function part(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${kind.name} #${id}`);
  return found;
}

/** Shows a sentence in the page's live region, or none. @param {string} text */
export function say(text) {
  part("said", HTMLElement).hidden = text === "";
  part("said", HTMLElement).textContent = text;
}
