// Families: which roles belong together in a list, and what can be acted on.

const BUTTONS = ["button", "menuitem", "menuitemcheckbox", "menuitemradio", "tab", "clickable"];
const FIELDS = [
  "textbox", "searchbox", "combobox", "listbox", "spinbutton", "slider", "checkbox", "radio", "switch",
  "date", "color", "file",
];
const CHOICES = ["option", "treeitem", "gridcell"];

/**
 * The families that lists offer, by the roles of the page model. "clickable" is an element of no
 * role that hears clicks.
 */
export const FAMILIES = Object.freeze({
  link: ["link"],
  heading: ["heading"],
  field: FIELDS,
  button: BUTTONS,
  landmark: ["banner", "complementary", "contentinfo", "form", "main", "navigation", "region", "search"],
  image: ["image"],
  media: ["audio", "video"],
  other: [...CHOICES, "scrollable"],
});

/** @typedef {keyof typeof FAMILIES} Family */

/** @type {ReadonlyMap<string, Family>} */
const BY_ROLE = new Map(Object.entries(FAMILIES).flatMap(([family, roles]) =>
  roles.map((role) => /** @type {[string, Family]} */ ([role, /** @type {Family} */ (family)]))));

const ACTIONABLE = new Set(["link", ...FIELDS, ...BUTTONS, ...CHOICES]);

/**
 * @param {string} role
 * @returns {Family | undefined} undefined where the page model doesn't hold such elements
 */
export const familyOf = (role) => BY_ROLE.get(role);

/** Whether a click, a key or typing does something with it. @param {string} role */
export const isActionable = (role) => ACTIONABLE.has(role);

/** Whether what one does with it is giving it a value. @param {string} role */
export const isField = (role) => BY_ROLE.get(role) === "field";
