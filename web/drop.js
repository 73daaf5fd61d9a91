// Lets documents be dropped on the page, chosen, pasted or named by their address, and shows what becomes of them.

import { Adding } from "./adding.js";
import { made } from "./answer_view.js";
import { part, say } from "./page_parts.js";
import { t } from "./texts.js";

/** @typedef {import("./adding.js").Item} Item */

/** Rows that stay in view, so that a long load does not fill the page. */
const MOST_ROWS = 200;

/**
 * Find the web addresses in a text, one a line, as `text/uri-list` has them (# begins a comment).
 * @param {string} text
 * @returns {string[]}
 */
export function addressesIn(text) {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return [...new Set(lines.filter((line) => /^https?:\/\/\S+$/i.test(line)))];
}

/** @param {string} address @returns {Item} */
const addressItem = (address) => ({ name: address, address });
/** @param {File} file @returns {Item} */
const fileItem = (file) => ({ name: file.name, file });

/**
 * Give what somebody drops or pastes: files, with those of folders, and else addresses.
 * @param {DataTransfer} transfer it is empty as soon as its event is over
 * @param {(name: string) => boolean} readable for files of folders, where much may lie
 * @returns {Promise<Item[]>}
 */
export async function given(transfer, readable) {
  const items = [...transfer.items].filter(({ kind }) => kind === "file");
  const entries = items.map((item) => item.webkitGetAsEntry?.() ?? null);
  const plain = items.map((item) => item.getAsFile());
  const addresses = addressesIn(transfer.getData("text/uri-list") || transfer.getData("text/plain"));
  const found = await Promise.all(items.map(async (_, at) => {
    const entry = entries[at];
    if (entry?.isDirectory) return (await filesIn(entry)).filter(({ name }) => readable(name));
    return [plain[at]].filter((file) => file !== null && file !== undefined);
  }));
  const files = found.flat();
  return files.length ? files.map(fileItem) : addresses.map(addressItem);
}

/**
 * Give the files of a folder and of those in it, but hidden ones.
 * @param {FileSystemEntry} entry
 * @returns {Promise<File[]>}
 */
async function filesIn(entry) {
  if (entry.name.startsWith(".")) return [];
  if (entry.isFile) return [await new Promise((done, failed) => /** @type {FileSystemFileEntry} */ (entry).file(done, failed))];
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  const files = [];
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) return files;
    for (const one of some) files.push(...await filesIn(one));
  }
}

/**
 * Let documents be added here.
 * @param {object} world
 * @param {string} world.csrf the session's value for writes
 * @param {boolean} world.admin only an admin adds
 * @param {() => string[]} world.topics those that are chosen now
 * @param {() => Promise<void>} world.changed the library holds something new
 * @param {(document: number, file: File) => void} world.kept which file a document was
 */
export function openDrop({ csrf, admin, topics, changed, kept }) {
  const chooser = part("add-files", HTMLInputElement);
  const stopper = part("add-stop", HTMLButtonElement);
  const list = part("add-list", HTMLElement);
  part("add", HTMLElement).hidden = !admin;
  const endings = chooser.accept.split(",");
  const readable = (/** @type {string} */ name) => endings.some((ending) => name.toLowerCase().endsWith(ending));
  const adding = new Adding({
    send: (path, { body, type, signal }) => fetch(path, { method: "POST", body, signal, headers: { "Content-Type": type, "X-Rubato-CSRF": csrf } }),
    row: (name) => row(list, name),
    say,
    busy: (is) => {
      stopper.hidden = !is;
      if (!is) void changed();
    },
    became: ({ id }, { file }) => { if (id !== undefined && file) kept(id, file); },
  });

  /** @param {Item[]} items */
  function add(items) {
    if (!admin) return say(t("Only an admin adds documents; ask the owner."));
    if (!items.length) return say(t("That is neither a file nor a web address; there is nothing to add."));
    part("add", HTMLDetailsElement).open = true;
    void adding.add(items, topics());
  }

  chooser.addEventListener("change", () => {
    add([...chooser.files ?? []].map(fileItem));
    chooser.value = "";
  });
  part("add-address", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    const field = part("address", HTMLInputElement);
    add(addressesIn(field.value).map(addressItem));
    field.value = "";
  });
  stopper.addEventListener("click", () => adding.stop());
  onDrop((transfer) => given(transfer, readable).then(add, () => say(t("This folder cannot be read."))));
}

/** @param {(transfer: DataTransfer) => void} taken */
function onDrop(taken) {
  const shows = (/** @type {boolean} */ is) => document.body.classList.toggle("dropping", is);
  addEventListener("dragover", (event) => {
    // A text that is dragged into the question stays a text.
    if (isField(event.target) && !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    shows(true);
  });
  addEventListener("dragleave", ({ relatedTarget }) => { if (!relatedTarget) shows(false); });
  addEventListener("drop", (event) => {
    shows(false);
    if (!event.dataTransfer || (isField(event.target) && !event.dataTransfer.files.length)) return;
    event.preventDefault();
    taken(event.dataTransfer);
  });
  addEventListener("paste", ({ clipboardData, target }) => {
    if (clipboardData && !isField(target)) taken(clipboardData);
  });
}

/** @param {EventTarget | null} target */
const isField = (target) => target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;

/**
 * Show one item: its name, how far it is, what became of it.
 * @param {HTMLElement} list
 * @param {string} name
 * @returns {import("./adding.js").Row}
 */
function row(list, name) {
  const item = made("li", "");
  const bar = made("progress", "");
  const said = made("small", "waits");
  bar.setAttribute("aria-label", name);
  bar.hidden = true;
  item.append(made("span", name), " ", bar, " ", said);
  list.prepend(item);
  if (list.children.length > MOST_ROWS) list.lastElementChild?.remove();
  return {
    step: (text, share) => {
      said.textContent = text;
      bar.hidden = false;
      if (share === null) bar.removeAttribute("value");
      else bar.value = share;
    },
    end: (outcome, text) => {
      said.textContent = text;
      item.className = outcome;
      bar.remove();
    },
  };
}
