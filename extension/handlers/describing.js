// Describing: the words for an element of the page: what it is called, what it is, its state, where it is.

import { message } from "./outcome.js";
/** @import {ElementNow, PageElement} from "./elements_port.js" */
/** @import {Message, Ports} from "./ports.js" */

/** The word for each role of core/families.js. @type {Readonly<Record<string, string>>} */
export const ROLES = Object.freeze({
  link: "say_role_link", heading: "say_role_heading", button: "say_role_button", clickable: "say_role_clickable",
  menuitem: "say_role_menuitem", menuitemcheckbox: "say_role_menuitem", menuitemradio: "say_role_menuitem",
  tab: "say_role_tab", textbox: "say_role_textbox", searchbox: "say_role_searchbox", combobox: "say_role_combobox",
  listbox: "say_role_listbox", spinbutton: "say_role_spinbutton", slider: "say_role_slider",
  checkbox: "say_role_checkbox", radio: "say_role_radio", switch: "say_role_switch", date: "say_role_date",
  color: "say_role_color", file: "say_role_file", option: "say_role_option", treeitem: "say_role_treeitem",
  gridcell: "say_role_gridcell", banner: "say_role_banner", complementary: "say_role_complementary",
  contentinfo: "say_role_contentinfo", form: "say_role_form", main: "say_role_main",
  navigation: "say_role_navigation", region: "say_role_region", search: "say_role_search", image: "say_role_image",
  audio: "say_role_audio", video: "say_role_video", scrollable: "say_role_scrollable",
});

/** A word for each state, first where it is so, then where it is not; none where that goes without saying. */
const STATES = /** @type {const} */ ([
  ["checked", "say_state_checked", "say_state_unchecked"],
  ["pressed", "say_state_pressed", ""],
  ["expanded", "say_state_expanded", "say_state_collapsed"],
  ["selected", "say_state_selected", ""],
  ["disabled", "say_state_disabled", ""],
  ["required", "say_state_required", ""],
  ["readonly", "say_state_readonly", ""],
  ["invalid", "say_state_invalid", ""],
  ["current", "say_state_current", ""],
  ["opens", "say_state_opens", ""],
]);

const SIDES = { above: "say_side_above", below: "say_side_below", left: "say_side_left", right: "say_side_right" };
const PLACES = [
  ["say_place_top_left", "say_place_top", "say_place_top_right"],
  ["say_place_left", "say_place_middle", "say_place_right"],
  ["say_place_bottom_left", "say_place_bottom", "say_place_bottom_right"],
];

/** Three parts of eleven cells. @param {number} cell −5..5 */
const third = (cell) => (cell < -1 ? 0 : cell > 1 ? 2 : 1);

/** @param {PageElement} element @returns {string} a key */
const whereOf = ({ side, visible, place }) => {
  if (side !== "in") return SIDES[side];
  return visible ? PLACES[third(place.row)][third(place.column)] : "say_side_hidden";
};

/** @param {ElementNow} element @returns {Message[]} */
const statesOf = ({ state }) => {
  const words = STATES.map(([name, on, off]) => {
    const value = state[name];
    return value === "mixed" ? "say_state_mixed" : value === true ? on : value === false ? off : "";
  });
  const value = state.value ? [message("say_state_value", state.value)] : [];
  return [...words.filter((key) => key !== "").map((key) => message(key)), ...value];
};

/** @param {ElementNow} element @param {Ports} ports */
export const titleFor = ({ name }, ports) => name || ports.words.of(message("say_no_name"));

/** @param {ElementNow} element @returns {Message} */
const roleFor = ({ role, level }) =>
  (level === undefined ? message(ROLES[role] ?? role) : message("say_role_heading_level", level));

/**
 * What it is and in which state: "checkbox, checked".
 * @param {ElementNow} element
 * @param {Ports} ports
 */
export const nowFor = (element, ports) =>
  [roleFor(element), ...statesOf(element)].map((one) => ports.words.of(one)).join(", ");

/**
 * The same, and where: "link, top left".
 * @param {PageElement} element
 * @param {Ports} ports
 */
export const detailFor = (element, ports) =>
  `${nowFor(element, ports)}, ${ports.words.of(message(whereOf(element)))}`;
