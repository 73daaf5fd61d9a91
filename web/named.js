// What the server names by one word, said in the language of the page: roles, kinds, and what became of something.

import { t } from "./texts.js";

/** @type {Record<string, string>} */
const NAMES = {
  // Roles.
  admin: t("admin"), user: t("user"),
  // What became of a wish, a proposal, a word.
  granted: t("granted"), refused: t("refused"), accepted: t("accepted"), added: t("added"), changed: t("changed"), removed: t("removed"),
  // How a part, a service or an answer is.
  ok: t("ok"), warning: t("warning"), failed: t("failed"), runs: t("runs"), stopped: t("stopped"), unset: t("unset"),
  // Kinds of documents, and of what is rated.
  text: t("text"), subtitles: t("subtitles"), feed: t("feed"), entry: t("entry"), video: t("video"), take: t("take"), comment: t("comment"),
  session: t("session"), sound: t("sound"), answer: t("answer"), passage: t("passage"), page: t("page"), place: t("place"),
  bookmark: t("bookmark"), recording: t("recording"),
  // Kinds of languages.
  commands: t("commands"), numbers: t("numbers"), vocabulary: t("vocabulary"),
};

/** Says a word of the server; one that is not known is said as it is. @param {string} word */
export const named = (word) => NAMES[word] ?? word;
