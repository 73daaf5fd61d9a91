// Asks for one's own password before people are changed: whoever finds a page open can't do it.

import { made } from "./answer_view.js";
import { t } from "./texts.js";

/**
 * @param {string} text what will be done
 * @param {string} yes what the button that does it is called
 * @returns {Promise<string | null>} null: it is left
 */
export function withPassword(text, yes) {
  const dialog = made("dialog", "", "sure");
  const form = made("form", "");
  const question = made("p", text);
  question.id = "password-question";
  dialog.setAttribute("aria-labelledby", question.id);
  const label = made("label", t("Your own password"));
  const field = made("input", "");
  Object.assign(field, { type: "password", required: true, maxLength: 256, autocomplete: "current-password" });
  label.append(field);
  const row = made("p", "", "row");
  const send = made("button", yes);
  send.type = "submit";
  const leave = made("button", t("No, leave it"), "quiet");
  leave.type = "button";
  leave.addEventListener("click", () => dialog.close(""));
  row.append(send, leave);
  form.append(question, label, row);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    dialog.close("yes");
  });
  dialog.append(form);
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      const told = dialog.returnValue === "yes" ? field.value : null;
      dialog.remove();
      resolve(told);
    });
    dialog.showModal();
    field.focus();
  });
}
