// Roles: what an element is, by its role attribute, else by its tag, in the words of core/families.js.

/** @typedef {(element: any) => string} Rule */

const INPUTS = /** @type {Record<string, string>} */ ({
  button: "button", submit: "button", reset: "button", image: "button", checkbox: "checkbox", radio: "radio",
  range: "slider", number: "spinbutton", search: "searchbox", color: "color", file: "file", hidden: "",
  date: "date", month: "date", week: "date", time: "date", "datetime-local": "date",
});

/** Within these a header or footer is no landmark of the page. */
const SECTIONS = "article, aside, main, nav, section, [role='article'], [role='complementary'], [role='main'], [role='navigation'], [role='region']";

/** @param {Element} element */
const isNamed = (element) => ["aria-label", "aria-labelledby", "title"].some((name) => element.getAttribute(name)?.trim());

/** @param {string} role @returns {Rule} */
const always = (role) => () => role;
/** @param {string} role @returns {Rule} */
const outermost = (role) => (element) => (element.parentElement?.closest(SECTIONS) ? "" : role);
/** @param {string} role @returns {Rule} */
const named = (role) => (element) => (isNamed(element) ? role : "");
/** @type {Rule} */
const ifLink = (element) => (element.hasAttribute("href") || element.hasAttribute("xlink:href") ? "link" : "");
const heading = always("heading");

/** @type {Record<string, Rule>} */
const NATIVE = {
  a: ifLink, area: ifLink, button: always("button"), textarea: always("textbox"),
  input: (input) => INPUTS[input.type] ?? (input.hasAttribute("list") ? "combobox" : "textbox"),
  select: (select) => (select.multiple || select.size > 1 ? "listbox" : "combobox"),
  summary: (summary) => (isSummary(summary) ? "button" : ""),
  h1: heading, h2: heading, h3: heading, h4: heading, h5: heading, h6: heading,
  main: always("main"), nav: always("navigation"), search: always("search"),
  aside: (aside) => (isNamed(aside) ? "complementary" : outermost("complementary")(aside)),
  header: outermost("banner"), footer: outermost("contentinfo"), section: named("region"), form: named("form"),
  img: (img) => (img.getAttribute("alt") === "" && !isNamed(img) ? "" : "image"),
  svg: (svg) => (isNamed(svg) ? "image" : ""), canvas: named("image"),
  audio: (audio) => (audio.controls ? "audio" : ""), video: always("video"),
};

/** A details' first summary opens it; others are text. @param {Element} summary */
const isSummary = (summary) =>
  summary.parentElement?.tagName === "DETAILS" && summary.parentElement.querySelector(":scope > summary") === summary;

/** ARIA's roles that the model holds. @type {Record<string, string>} */
const ARIA = {
  img: "image", image: "image", "graphics-document": "image", "graphics-symbol": "image",
  "doc-backlink": "link", "doc-biblioref": "link", "doc-glossref": "link", "doc-noteref": "link", "doc-subtitle": "heading",
};
for (const role of [
  "link", "button", "menuitem", "menuitemcheckbox", "menuitemradio", "tab", "textbox", "searchbox", "combobox", "listbox",
  "spinbutton", "slider", "checkbox", "radio", "switch", "option", "treeitem", "gridcell", "heading", "banner",
  "complementary", "contentinfo", "form", "main", "navigation", "region", "search",
]) ARIA[role] = role;

/** Roles that only a name makes landmarks. */
const ONLY_NAMED = new Set(["region", "form"]);
/** ARIA's other roles: they hide what the tag says. "none" and "presentation" don't, on what can be acted on. */
const OTHER = new Set(("alert alertdialog application article blockquote caption cell code columnheader comment definition deletion "
  + "dialog directory document emphasis feed figure generic grid group insertion list listitem log marquee mark math menu menubar "
  + "meter note paragraph progressbar radiogroup row rowgroup rowheader scrollbar separator status strong subscript suggestion "
  + "superscript table tablist tabpanel term time timer toolbar tooltip tree treegrid").split(" "));
const NONE = new Set(["none", "presentation"]);
const FOCUSABLE = new Set(["a", "area", "button", "input", "select", "textarea", "summary"]);

/** Elements of these have no role of their own, but the focus can stand on them. @param {Element} element */
const isEditor = (element) =>
  /^(|true|plaintext-only)$/i.test(element.getAttribute("contenteditable") ?? "false");

/** @param {Element} element */
const native = (element) => NATIVE[element.localName]?.(element) || (isEditor(element) ? "textbox" : "");

/**
 * @param {Element} element
 * @returns {string} a role of core/families.js, "" where the model holds no such element
 */
export const roleOf = (element) => {
  const asked = element.getAttribute("role");
  if (!asked) return native(element);
  for (const token of asked.toLowerCase().split(/\s+/)) {
    if (Object.hasOwn(ARIA, token)) return ONLY_NAMED.has(token) && !isNamed(element) ? native(element) : ARIA[token];
    if (OTHER.has(token)) return isEditor(element) ? "textbox" : "";
    if (NONE.has(token)) return FOCUSABLE.has(element.localName) ? native(element) : "";
  }
  return native(element);
};

/** @param {Element} element @returns {number} of a heading; ARIA's default is 2 */
export const levelOf = (element) =>
  Number(element.getAttribute("aria-level")) || Number(/^h([1-6])$/.exec(element.localName)?.[1] ?? 2);

/** Tags that are in the model, or may be. */
export const TAGS = new Set([...Object.keys(NATIVE).filter((tag) => !["a", "input", "svg", "canvas"].includes(tag)), "iframe", "frame", "slot", "dialog"]);

/** Everything that may have a role here, hear clicks by attribute, hold a page, or take the focus. */
export const CANDIDATES = [
  ...TAGS,
  "a[*|href]", "input:not([type='hidden' i])", "svg[aria-label]", "svg[aria-labelledby]", "canvas[aria-label]", "canvas[title]",
  "[role]", "[contenteditable]", "[tabindex]", "[onclick]", "[onmousedown]", "[onmouseup]", "[onpointerdown]", "[onpointerup]",
].join(",");

/** Hears clicks by an attribute. */
export const HANDLERS = "[onclick],[onmousedown],[onmouseup],[onpointerdown],[onpointerup]";

/** Attributes that change what state a link is in, and no name. */
export const STATES = ["aria-expanded", "aria-current", "aria-haspopup"];

/** These change where what is in an element is drawn, and whether. */
export const STYLES = ["class", "style"];

/** Attributes that change what an element is, is in, or is called, its state, or where it is. */
export const WATCHED = [
  "role", "tabindex", "contenteditable", "href", "type", "alt", "title", "placeholder", "hidden", "inert", "open", "for", "id",
  "controls", "onclick", "onmousedown", "onpointerdown", "aria-label", "aria-labelledby", "aria-hidden", "aria-level", "aria-modal",
  "aria-owns", ...STATES, ...STYLES,
];
