// One recording in the list: what it is, the way to its piano roll, and what can be done to it.

import { made } from "./answer_view.js";
import { clockTime } from "./places.js";
import { locale, t } from "./texts.js";
import { counted } from "./words.js";

/** @typedef {{id: string, name: string, owner: string, mine: boolean, shared: boolean, recorded: number, version: number, takes: number, tracks: number, topics: string[], score: number | null, best_take: number | null, found?: Found[]}} Recording */
/** A note on a moment that has words that are sought. @typedef {{at_ms: number, text: string, by: string, address: string}} Found */
/**
 * @typedef {object} Acts
 * @property {(recording: Recording, files: File[]) => void} add
 * @property {(recording: Recording, value: number | null) => Promise<boolean>} rate whether it went
 * @property {(recording: Recording, shared: boolean) => void} share
 * @property {(recording: Recording) => void} remove
 */

/** @param {Recording} recording @param {Acts} acts */
export function recordingItem(recording, acts) {
  const item = made("li", "");
  item.id = `recording-${recording.id}`;
  const title = made("h3", "");
  const link = made("a", recording.name);
  link.dataset.command = "review.open";
  link.href = `/web/analyze.html?video=${recording.id}`;
  title.append(link);
  const day = new Date(recording.recorded).toLocaleDateString(locale);
  const about = [day, recording.mine ? "" : t("of {owner}", { owner: recording.owner }), counted(recording.tracks, "file"), counted(recording.takes, "take"), recording.best_take === null ? "" : t("best take {best_take}", { best_take: recording.best_take }), ...recording.topics];
  item.append(title, made("p", about.filter(Boolean).join(" · "), "help"), scoring(recording, acts));
  if (recording.found?.length) item.append(foundList(recording.found));
  if (recording.mine) item.append(changing(recording, acts));
  return item;
}

/** @param {readonly Found[]} found */
function foundList(found) {
  const list = made("ul", "", "found");
  list.setAttribute("aria-label", t("Notes on moments with these words"));
  list.append(...found.map(({ at_ms, text, by, address }) => {
    const item = made("li", t("Note "));
    const link = made("a", t("at {time}: {text}", { time: clockTime(Math.max(at_ms, 0)), text }));
    link.href = address;
    item.append(link, made("small", t(" by {by}", { by })));
    return item;
  }));
  return list;
}

/** @param {Recording} recording @param {Acts} acts */
function scoring(recording, acts) {
  const label = made("label", t("Rating "));
  const choice = made("select", "");
  choice.dataset.command = "review.rate";
  choice.setAttribute("aria-label", t("Rating of {name}", { name: recording.name }));
  const all = Array.from({ length: 11 }, (_, value) => new Option(String(value), String(value)));
  choice.append(new Option("none", ""), ...all);
  choice.value = recording.score === null ? "" : String(recording.score);
  choice.addEventListener("change", () => void acts.rate(recording, choice.value === "" ? null : Number(choice.value)));
  label.append(choice);
  return label;
}

/** @param {Recording} recording @param {Acts} acts */
function changing(recording, acts) {
  const box = made("details", "");
  const files = made("input", "");
  Object.assign(files, { type: "file", multiple: true });
  files.addEventListener("change", () => {
    acts.add(recording, [...files.files ?? []]);
    files.value = "";
  });
  const adding = made("label", t("Add files to {name}", { name: recording.name }));
  adding.append(files);
  const shared = made("input", "");
  Object.assign(shared, { type: "checkbox", checked: recording.shared });
  shared.addEventListener("change", () => acts.share(recording, shared.checked));
  const sharing = made("label", "", "box");
  sharing.append(shared, t(" everybody on this server may see it, and comment"));
  const remove = made("button", t("Delete {name}", { name: recording.name }), "quiet");
  remove.type = "button";
  remove.dataset.command = "review.delete";
  remove.addEventListener("click", () => acts.remove(recording));
  const summary = made("summary", t("Change {name}", { name: recording.name }));
  summary.dataset.command = "review.edit";
  box.append(summary, adding, sharing, remove);
  return box;
}
