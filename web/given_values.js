// Given values: a control is used as a person would: pressed, chosen from, written into, or gone to.

/** @typedef {{why: string, args?: string[]}} Refused @typedef {{said: string}} Told */

/** What can be written into or chosen from. */
const FIELDS = "input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=file]), textarea, select";

/**
 * Use it; without a value a field is gone to, and anything else pressed.
 * @param {HTMLElement} control
 * @param {number | string | undefined} value
 * @returns {Refused | Told}
 */
export function give(control, value) {
  if (value === undefined) return control.matches(FIELDS) ? goTo(control) : press(control);
  if (control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement) return write(control, String(value));
  return choose(control, String(value));
}

/** @param {HTMLElement} field */
function goTo(field) {
  field.focus();
  return { said: nameOf(field) };
}

/** One that is folded is opened, and its first field gone to. @param {HTMLElement} control */
function press(control) {
  const details = control.localName === "summary" ? control.closest("details") : null;
  control.click();
  if (control instanceof HTMLInputElement && control.type === "checkbox") return { said: `${nameOf(control)}: ${control.checked ? "on" : "off"}` };
  if (!details) return { said: nameOf(control) };
  details.open = true;
  const field = details.querySelector(FIELDS);
  if (field instanceof HTMLElement) field.focus();
  return { said: field instanceof HTMLElement ? nameOf(field) : nameOf(control) };
}

/** @param {HTMLInputElement | HTMLTextAreaElement} field @param {string} text */
function write(field, text) {
  field.value = text;
  for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
  if (field.type === "search") field.form?.requestSubmit();
  return { said: `${nameOf(field)}: ${text}` };
}

/** Of a group, the one that is called so. @param {HTMLElement} group @param {string} value @returns {Refused | Told} */
function choose(group, value) {
  if (group instanceof HTMLSelectElement) return pick(group, value);
  const all = [...group.querySelectorAll("input[type=radio], button")];
  const one = all.find((each) => /** @type {HTMLInputElement} */ (each).value === value);
  if (!(one instanceof HTMLElement)) return { why: "no_value", args: [value] };
  one.click();
  return { said: value };
}

/** @param {HTMLSelectElement} choice @param {string} value @returns {Refused | Told} */
function pick(choice, value) {
  if (![...choice.options].some((one) => one.value === value)) return { why: "no_value", args: [value] };
  choice.value = value;
  choice.dispatchEvent(new Event("change", { bubbles: true }));
  return { said: choice.selectedOptions[0].text };
}

/** @param {HTMLElement} control */
function nameOf(control) {
  const labels = /** @type {HTMLInputElement} */ (control).labels ?? [];
  const label = control.matches("[type=checkbox]") ? labels[0]?.textContent : labels[0]?.childNodes[0]?.textContent;
  const text = control.getAttribute("aria-label") || label || control.textContent || "";
  return text.replace(/\s+/g, " ").trim().slice(0, 200);
}
