// The latest inquiries beside the roll, by topic: rated, corrected, asked more fully, or deleted.

import { ask } from "./ask.js";
import { RecordedPart, whatWouldGo } from "./inquiry_recorded.js";
import { InquiryView } from "./inquiry_view.js";
import { part, say } from "./page_parts.js";
import { sure } from "./sure.js";
import { t } from "./texts.js";

/** @typedef {import("./chat_types.js").Reviewed} Reviewed */

/** As many of a topic are shown. */
const MOST = 10;

/** Where the cursor stands in a recording of the server. @type {() => import("./inquiry_recorded.js").Moment | null} */
let here = () => null;

/**
 * What is open now is where an inquiry is said to be answered.
 * @param {Record<string, string>} address of a recording @param {boolean} kept whether it is the server's @param {() => number} at ms
 */
export function answersHere({ recording, video }, kept, at) {
  here = () => {
    if (recording) return { recording, at_ms: at() };
    return kept && video ? { performance: video, at_ms: at() } : null;
  };
}

/** @param {{csrf: string, admin: boolean}} who */
export async function openInquiries({ csrf, admin }) {
  const panel = part("inquiries-panel", HTMLDetailsElement);
  const choice = part("inquiry-topic", HTMLSelectElement);
  panel.hidden = false;
  const topics = await ask("GET", "/v1/topics");
  const names = topics.ok ? topics.value.topics.map((/** @type {{name: string}} */ { name }) => name) : [];
  choice.append(new Option(t("of all topics"), ""), ...names.map((/** @type {string} */ name) => new Option(name, name)));
  const show = () => list(choice.value, csrf, admin);
  choice.addEventListener("change", () => void show());
  panel.addEventListener("toggle", () => { if (panel.open) void show(); });
}

/** @param {string} topic "" all @param {string} csrf @param {boolean} admin */
async function list(topic, csrf, admin) {
  const answer = await ask("GET", `/v1/inquiries?${new URLSearchParams({ limit: String(MOST), ...(topic && { topic }) })}`);
  if (!answer.ok) return say(answer.why);
  const { inquiries, users } = answer.value;
  const views = inquiries.map((/** @type {Reviewed} */ told) => new InquiryView(told, users[told.user] ?? "", admin, actsOn(csrf)).root);
  part("inquiries", HTMLElement).replaceChildren(...views);
  part("no-inquiries", HTMLElement).hidden = views.length > 0;
}

/** @param {string} csrf @returns {import("./inquiry_view.js").Acts} */
const actsOn = (csrf) => ({
  recorded: () => new RecordedPart(csrf, () => here()),
  review: async (told, change) => {
    const answer = await ask("PATCH", `/v1/inquiries/${told.id}`, { body: { version: told.review.version, ...change }, csrf });
    say(answer.ok ? t("Kept.") : answer.why);
    return answer.ok ? answer.value : null;
  },
  fuller: async ({ question, topics }) => {
    say(t("Asking for a fuller answer …"));
    const answer = await ask("POST", "/v1/inquiries", { body: { question, topics, length: "full" }, csrf });
    say(answer.ok ? t("The fuller answer stands in the correction: change what is wrong, and keep it.") : answer.why);
    return answer.ok ? answer.value.answer.replace(/\s*\[\d{1,3}\]/g, "") : null;
  },
  remove: async (told) => {
    const goes = await whatWouldGo(told, csrf);
    if (goes === null || !await sure(goes, t("Delete it"))) return false;
    const answer = await ask("DELETE", `/v1/inquiries/${told.id}`, { csrf });
    if (answer.ok) document.getElementById(`q-${told.id}`)?.closest("article")?.remove();
    say(answer.ok ? t("Deleted.") : answer.why);
    return answer.ok;
  },
});
