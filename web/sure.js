// Sure: asks before what can't be taken back, in the page itself, so that keys and voice can answer, too.

import { made } from "./answer_view.js";
import { t } from "./texts.js";

/** @type {HTMLDialogElement | null} */
let open = null;

/**
 * Ask; the answer that does nothing has the focus.
 * @param {string} text
 * @param {string} [yes] what the other answer is called
 * @returns {Promise<boolean>}
 */
export function sure(text, yes = t("Yes, do it")) {
  answerSure(false);
  const dialog = made("dialog", "", "sure");
  const question = made("p", text);
  question.id = "sure-text";
  dialog.setAttribute("aria-labelledby", question.id);
  const row = made("div", "", "row");
  row.append(answer(t("No, leave it"), ""), answer(yes, "yes"));
  dialog.append(question, row);
  document.body.append(dialog);
  open = dialog;
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      if (open === dialog) open = null; // Escape closes it, too
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    dialog.showModal();
  });
}

/** @param {string} text @param {"" | "yes"} value */
function answer(text, value) {
  const button = made("button", text, value ? "" : "quiet");
  button.type = "button";
  button.addEventListener("click", () => answerSure(value === "yes"));
  return button;
}

/** @returns {string} what is being asked; "" where nothing is */
export const beingAsked = () => open?.querySelector("p")?.textContent ?? "";

/** Answers it, as its buttons do. @param {boolean} yes */
export function answerSure(yes) {
  const dialog = open;
  open = null;
  dialog?.close(yes ? "yes" : "");
}
