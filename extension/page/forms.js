// Forms: what a form holds and does, past fields whose names stand in the way: one may be called "elements".

const { get: elementsOf } = /** @type {{get: () => HTMLFormControlsCollection}} */ (
  Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, "elements"));
const { get: leavesFaults } = /** @type {{get: () => boolean}} */ (
  Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, "noValidate"));
const { requestSubmit } = HTMLFormElement.prototype;
const { querySelector } = Element.prototype;

/** @param {HTMLFormElement} form @returns {Element[]} its fields and buttons, wherever they stand */
export const partsOf = (form) => [...elementsOf.call(form)];

/** @param {HTMLFormElement} form @param {Element} [by] the button that sends it */
export const send = (form, by) => requestSubmit.call(form, /** @type {HTMLElement | undefined} */ (by));

/** @param {HTMLFormElement} form @returns {HTMLInputElement | null} the first field that keeps it from being sent */
export const faultIn = (form) =>
  (leavesFaults.call(form) ? null : /** @type {HTMLInputElement | null} */ (querySelector.call(form, ":invalid:not(fieldset)")));

/** @param {Element} one */
export const isSubmitter = (one) => one.matches("button:not([type]), button[type='submit'], input[type='submit'], input[type='image']");
