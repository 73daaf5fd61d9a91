// What is shown this once: a password or a token, big enough to be copied by hand, and gone when it was seen.

import { made } from "./answer_view.js";
import { say } from "./page_parts.js";
import { t } from "./texts.js";

/**
 * Show a secret where the page has a place for it; the focus goes there.
 * @param {HTMLElement} place
 * @param {string} text what it is, and what it is for
 * @param {string} secret
 * @param {HTMLElement} back where the focus goes when it is put away
 */
export function showOnce(place, text, secret, back) {
  const shown = made("p", secret, "secret");
  shown.tabIndex = -1;
  const row = made("p", "", "row");
  row.append(button(t("Copy it"), () => copy(secret, shown)), button(t("I have it: put it away"), () => putAway(place, back)));
  place.replaceChildren(made("p", text), shown, row);
  place.hidden = false;
  shown.focus();
}

/** @param {HTMLElement} place @param {HTMLElement} back */
function putAway(place, back) {
  place.replaceChildren();
  place.hidden = true;
  back.focus();
}

/** A page that came unencrypted from elsewhere has no clipboard: there it is selected. @param {string} secret @param {HTMLElement} shown */
async function copy(secret, shown) {
  try {
    await navigator.clipboard.writeText(secret);
    say(t("It is copied."));
  } catch {
    getSelection()?.selectAllChildren(shown);
    say(t("It is selected: copy it with Control and C."));
  }
}

/** @param {string} text @param {() => unknown} act */
function button(text, act) {
  const one = made("button", text, "quiet");
  one.type = "button";
  one.addEventListener("click", () => void act());
  return one;
}
