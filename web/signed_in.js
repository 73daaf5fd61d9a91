// Who looks at a page: what is for people who are signed in is shown to them alone.

import { ask } from "./ask.js";
import { part, say } from "./page_parts.js";

/**
 * Ask who it is; the page has a part `#nobody`, and one for who is signed in.
 * @param {string} [own] the id of that part
 * @returns {Promise<{csrf: string, admin: boolean, name: string} | null>} null: nobody, or the server does not answer, which is said
 */
export async function signedIn(own = "signed-in") {
  const session = await ask("GET", "/v1/session");
  const there = session.ok && session.value.signed_in;
  part("nobody", HTMLElement).hidden = there;
  part(own, HTMLElement).hidden = !there;
  if (!session.ok) say(session.why);
  return there ? { csrf: session.value.csrf, admin: session.value.user.role === "admin", name: session.value.user.name } : null;
}
