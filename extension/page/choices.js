// Choices: what can be picked where the focus is: options of a select, a list, a menu, or radio buttons.

import { rootOf } from "./deep.js";
import { viewOf, write } from "./fields.js";
import { keyDown, keyUp } from "./key_events.js";
import { finish, press } from "./pointer.js";
import { until } from "./waiting.js";

/** One that can be picked. @typedef {{title: string, chosen: boolean, pick: () => void}} Choice */

/**
 * What there is to pick from. `restore` gives the way back to what is picked now, null where nothing is.
 * @typedef {object} Choices
 * @property {() => Choice[]} list as it is now
 * @property {() => (() => boolean | Promise<boolean>) | null} restore
 * @property {HTMLElement | null} opener what opens it, where it may be closed
 */

/** As many as are offered. */
const MOST = 500;
const LONGEST = 120;
const OPTIONS = "[role='option'], [role='menuitemradio'], [role='treeitem'], [role='radio'], option";

/** @param {string | null | undefined} text */
const squeezed = (text) => (text ?? "").replace(/\s+/g, " ").trim().slice(0, LONGEST);

/** @param {Element} element */
const isOff = (element) => element.matches(":disabled, [aria-disabled='true'], [hidden]");

/** @param {Element} element */
const titleOf = (element) => {
  const labels = [...(/** @type {HTMLInputElement} */ (element).labels ?? [])].map((label) => label.textContent).join(" ");
  return squeezed(element.getAttribute("aria-label")) || squeezed(labels) || squeezed(/** @type {HTMLOptionElement} */ (element).label)
    || squeezed(element.textContent) || squeezed(/** @type {HTMLInputElement} */ (element).value);
};

/** @param {HTMLElement} field */
const changed = (field) => {
  const view = viewOf(field);
  for (const type of ["input", "change"]) field.dispatchEvent(new view.Event(type, { bubbles: true, composed: type === "input" }));
};

/** @param {HTMLElement} element */
const clickOn = (element) => { press(element, "left"); finish(element, "left"); };

/** ms after which a click has opened no list, which a key may. */
const CLICK_MS = 300;

/** @param {HTMLElement} opener @param {() => boolean} isOpen @returns {Promise<boolean>} */
export const openBy = async (opener, isOpen) => {
  opener.focus({ preventScroll: true });
  clickOn(opener);
  if (await until(isOpen, CLICK_MS)) return true;
  keyDown(opener, "ArrowDown");
  keyUp(opener, "ArrowDown");
  return until(isOpen);
};

/** @param {HTMLSelectElement} select @returns {Choices} */
const ofSelect = (select) => ({
  opener: null,
  list: () => [...select.options].filter((one) => !one.disabled && !one.parentElement?.matches("optgroup:disabled")).map((option) => ({
    title: titleOf(option), chosen: option.selected,
    pick: () => {
      // The property of the prototype: frameworks that put their own on the element keep their state from the event.
      if (select.multiple) option.selected = true;
      else Object.getOwnPropertyDescriptor(viewOf(select).HTMLSelectElement.prototype, "selectedIndex")?.set?.call(select, option.index);
      changed(select);
    },
  })),
  restore: () => {
    const was = [...select.options].map((option) => option.selected);
    return () => {
      [...select.options].forEach((option, i) => { option.selected = was[i] ?? false; });
      changed(select);
      return select.isConnected;
    };
  },
});

/** Radio buttons of the page's own making, or the browser's. @param {HTMLElement[]} radios @returns {Choices} */
const ofRadios = (radios) => {
  const isOn = (/** @type {any} */ radio) => (radio.localName === "input" ? radio.checked : radio.getAttribute("aria-checked") === "true");
  return {
    opener: null,
    list: () => radios.filter((radio) => !isOff(radio)).map((radio) => ({
      title: titleOf(radio), chosen: isOn(radio), pick: () => clickOn(radio),
    })),
    restore: () => {
      const was = radios.find(isOn);
      return () => {
        const on = /** @type {any} */ (radios.find(isOn));
        if (was) clickOn(was);
        else if (on?.localName === "input") { on.checked = false; changed(on); }
        return (was ?? on)?.isConnected === true;
      };
    },
  };
};

/** @param {HTMLInputElement} input @param {HTMLDataListElement} list @returns {Choices} */
const ofDatalist = (input, list) => ({
  opener: null,
  list: () => [...list.options].filter((one) => !one.disabled).map((option) => ({
    title: titleOf(option), chosen: option.value === input.value, pick: () => write(input, option.value),
  })),
  restore: () => {
    const was = input.value;
    return () => { write(input, was); return input.isConnected; };
  },
});

/** @param {Element} box @returns {HTMLElement[]} */
const optionsIn = (box) => [...(rootOf(box) ?? box).querySelectorAll(OPTIONS), ...box.querySelectorAll(OPTIONS)]
  .filter((one, i, all) => all.indexOf(one) === i && !isOff(one))
  .map((one) => /** @type {HTMLElement} */ (one)).filter((one) => one.checkVisibility());

/** @param {HTMLElement} option */
const isChosen = (option) => ["aria-selected", "aria-checked"].some((name) => option.getAttribute(name) === "true");

const LISTS = "[role='listbox'], [role='menu'], [role='tree'], [role='grid'], [role='radiogroup']";

/** The list that an element opens or is. @param {HTMLElement} element @returns {Element[]} */
const boxesOf = (element) => {
  if (element.matches("[role='listbox'], [role='menu'], [role='tree'], [role='radiogroup']")) return [element];
  const around = element.closest("[role='listbox'], [role='radiogroup']");
  if (around) return [around];
  const root = /** @type {Document | ShadowRoot} */ (element.getRootNode());
  const ids = ["aria-controls", "aria-owns"].flatMap((name) => (element.getAttribute(name) ?? "").split(/\s+/).filter(Boolean));
  // What else a button controls (a dialog, a result) is no list to look into by pressing it.
  return ids.flatMap((id) => root.getElementById(id) ?? element.ownerDocument.getElementById(id) ?? [])
    .filter((one) => one.matches(LISTS) || one.querySelector(OPTIONS) !== null);
};

/** @param {HTMLElement} element @returns {Choices} */
const ofBoxes = (element) => {
  const all = () => boxesOf(element).flatMap(optionsIn).slice(0, MOST);
  const opener = boxesOf(element)[0] === element ? null : element;
  /** Picks what was picked before, in a list that has closed since. @param {string} title */
  const again = async (title) => {
    const find = () => all().find((option) => titleOf(option) === title);
    if (!find() && opener?.isConnected) {
      await openBy(opener, () => find() !== undefined);
    }
    const option = find();
    if (option) clickOn(option);
    return option !== undefined;
  };
  return {
    opener,
    list: () => all().map((option) => ({ title: titleOf(option), chosen: isChosen(option), pick: () => clickOn(option) })),
    restore: () => {
      const chosen = all().find(isChosen);
      const former = chosen && titleOf(chosen);
      const was = former === undefined && element.localName === "input" ? /** @type {HTMLInputElement} */ (element).value : null;
      if (former !== undefined) return () => again(former);
      return was === null ? null : () => {
        write(element, was);
        return element.isConnected;
      };
    },
  };
};

/** @param {HTMLElement} element */
const opensList = (element) =>
  element.matches("[role='combobox'], [aria-haspopup='listbox'], [aria-haspopup='menu'], [aria-haspopup='true'], [aria-haspopup='tree']")
  || boxesOf(element).length > 0;

/** @param {HTMLInputElement} radio */
const groupOf = (radio) => {
  const within = radio.form ?? /** @type {Document | ShadowRoot} */ (radio.getRootNode());
  const named = radio.name ? within.querySelectorAll(`input[type='radio'][name="${CSS.escape(radio.name)}"]`) : [radio];
  return [...named].map((one) => /** @type {HTMLInputElement} */ (one)).filter((one) => one.form === radio.form);
};

/** @param {HTMLElement} element that has the focus @returns {Choices | null} null where there is nothing to pick from */
export const choicesAt = (element) => {
  if (element.localName === "select") return ofSelect(/** @type {HTMLSelectElement} */ (element));
  if (element.matches("input[type='radio']")) return ofRadios(groupOf(/** @type {HTMLInputElement} */ (element)));
  const { list } = /** @type {HTMLInputElement} */ (element);
  if (element.localName === "input" && list) return ofDatalist(/** @type {HTMLInputElement} */ (element), list);
  const group = element.closest("[role='radiogroup']");
  if (group) return ofRadios([...group.querySelectorAll("[role='radio'], input[type='radio']")].map((one) => /** @type {HTMLElement} */ (one)));
  return opensList(element) ? ofBoxes(element) : null;
};
