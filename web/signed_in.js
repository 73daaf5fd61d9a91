// Who looks at a page: what is for people who are signed in is shown to them alone.

import { ask } from "./ask.js";
import { part, say } from "./page_parts.js";
import { beginReading } from "./reading.js";
import { returned, signInForm } from "./sign_in_form.js";
import { t } from "./texts.js";

/** @typedef {{csrf: string, admin: boolean, name: string, reading: boolean}} Who `reading`: nobody in particular, who may only read */

/**
 * Ask who it is; the page has a part `#nobody`, where one signs in, and one for who is signed in.
 * @param {string} [own] the id of that part
 * @param {{reads?: boolean}} [page] `reads`: it is good for something to who may only read, where the server lets anybody
 * @returns {Promise<Who | null>} null: nobody, or the server does not answer, which is said
 */
export async function signedIn(own = "signed-in", { reads = false } = {}) {
  const session = await ask("GET", "/v1/session");
  if (!session.ok) say(session.why);
  const there = session.ok && session.value.signed_in;
  const reading = !there && reads && session.ok && session.value.reading;
  if (reading) beginReading();
  part(own, HTMLElement).hidden = !there && !reading;
  const problem = returned();
  if (there || !session.ok) part("nobody", HTMLElement).hidden = there;
  else showWayIn(session.value, reading, problem);
  if (there && problem) say(problem);
  if (reading) return { csrf: "", admin: false, name: "", reading };
  return there ? { csrf: session.value.csrf, admin: session.value.user.role === "admin", name: session.value.user.name, reading } : null;
}

/**
 * Puts the form where the page says that nobody is signed in.
 * @param {import("./sign_in_form.js").Session} session
 * @param {boolean} reading
 * @param {string} problem
 */
function showWayIn({ ways }, reading, problem) {
  const nobody = part("nobody", HTMLElement);
  const place = document.createElement("section");
  place.id = nobody.id;
  place.className = nobody.className;
  const told = document.createElement("p");
  told.textContent = reading ? t("You are reading without signing in; sign in to ask, rate, comment and add.") : t("Sign in to see what is here.");
  const way = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = t("Sign in");
  // The page begins anew, as somebody's.
  way.append(summary, signInForm(ways, problem, () => location.reload()));
  way.open = !reading || problem !== "";
  place.setAttribute("aria-label", t("Signing in"));
  place.append(told, way);
  nobody.replaceWith(place);
}
