// Where a word was played: examples in recordings, each a link to its second, read when they are asked for.

import { made } from "./answer_view.js";
import { ask } from "./ask.js";
import { keysText } from "./key_names.js";
import { clockTime } from "./places.js";
import { locale, t } from "./texts.js";
import { counted } from "./words.js";

/** @typedef {import("./dictionary_types.js").Word} Word */
/** @typedef {{performance: string, name: string, recorded: number, voice: string, from_ms: number, address: string}} Played */

/** As many are shown. */
const MOST = 50;

/** @param {Word} word @param {string} title what it is called @returns {HTMLElement} */
export function playedPart(word, title) {
  const box = made("details", "", "played");
  const told = made("p", "", "help");
  told.setAttribute("role", "status");
  const list = made("ul", "");
  box.append(made("summary", t("As played: {title}", { title })), told, list);
  box.addEventListener("toggle", () => { if (box.open) void show(word, told, list); });
  return box;
}

/** @param {Word} word @param {HTMLElement} told @param {HTMLElement} list */
async function show({ language, keys }, told, list) {
  const asked = new URLSearchParams({ language, keys: keysText(keys), limit: String(MOST) });
  const answer = await ask("GET", `/v1/words/played?${asked}`);
  if (!answer.ok) {
    told.textContent = answer.why;
    return;
  }
  /** @type {{played: Played[], count: number}} */
  const { played, count } = answer.value;
  told.textContent = saying(count, played.length);
  list.replaceChildren(...played.map((one) => row(one)));
}

/** @param {number} count @param {number} shown */
export function saying(count, shown) {
  if (!count) return t("It was not played in any recording that was looked through.");
  return count > shown ? t("Played {times}; the first {shown} are these:", { times: counted(count, "time"), shown }) : t("Played {times}:", { times: counted(count, "time") });
}

/** @param {Played} one */
function row({ name, recorded, voice, from_ms, address }) {
  const item = made("li", "");
  const link = made("a", t("{name}, at {time}", { name, time: clockTime(Math.max(from_ms, 0)) }));
  link.href = address;
  const by = voice === "all" ? "" : `, ${voice}`;
  item.append(link, made("small", ` ${new Date(recorded).toLocaleDateString(locale)}${by}`));
  return item;
}
