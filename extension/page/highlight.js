// Highlights: parts of the text painted by the browser, with no element added to the page.
//
// The style comes from page/marks.css, which the panel gives to the page as the user's own.

/** @typedef {"rubato-hits" | "rubato-hit" | "rubato-read"} Name */

/** Documents that show something of ours: frames have registries of their own. @type {Map<Name, Set<WeakRef<Window>>>} */
const shown = new Map();

/** @param {Window | undefined} view @returns {any} */
const registryOf = (view) => /** @type {any} */ (view)?.CSS?.highlights;

/** @param {Name} name */
export const unpaint = (name) => {
  for (const view of shown.get(name) ?? []) registryOf(view.deref())?.delete(name);
  shown.delete(name);
};

/**
 * Paints these ranges, and none that were painted under the name before.
 * @param {Name} name
 * @param {Range[]} ranges of any documents
 */
export const paint = (name, ranges) => {
  unpaint(name);
  /** @type {Map<Window & typeof globalThis, Range[]>} */
  const views = new Map();
  for (const range of ranges) {
    const view = /** @type {Window & typeof globalThis} */ (range.startContainer.ownerDocument?.defaultView);
    if (view) views.set(view, [...(views.get(view) ?? []), range]);
  }
  for (const [view, own] of views) registryOf(view)?.set(name, new /** @type {any} */ (view).Highlight(...own));
  shown.set(name, new Set([...views.keys()].map((view) => new WeakRef(view))));
};
