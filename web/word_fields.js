// The fields of the form of a word, the same on every page that makes words.

import { t } from "./texts.js";

/** @typedef {[tag: string, attributes: Record<string, string>, ...inside: (string | Part)[]]} Part */

/** @type {readonly Part[]} */
const PARTS = [
  ["h2", { id: "word-title" }, t("A new word")],
  ["label", { for: "into" }, t("Language")],
  ["select", { id: "into", name: "into" }],
  ["label", { for: "keys" }, t("Keys")],
  ["input", { id: "keys", name: "keys", autocomplete: "off", inputmode: "numeric", placeholder: "12 7 12", "aria-describedby": "keys-help findings" }],
  ["p", { id: "keys-help", class: "help" }, t("0 (low C) to 24 (high C), typed or played.")],
  ["div", { id: "picture" }],
  ["label", { class: "check" }, ["input", { id: "chord", name: "chord", type: "checkbox" }], t(" A chord: the keys count in any order")],
  ["label", { for: "says" }, t("How it is said, one a line")],
  ["textarea", { id: "says", name: "says", rows: "2" }],
  ["button", { id: "speak", type: "button", class: "quiet", "aria-pressed": "false" }, t("Speak it")],
  ["label", { for: "meanings" }, t("What it means, one a line")],
  ["textarea", { id: "meanings", name: "meanings", rows: "3", "aria-describedby": "meanings-help" }],
  ["p", { id: "meanings-help", class: "help" }, t("With its part of speech before it, if you like: (noun) a cat.")],
  ["label", { for: "commands" }, t("Commands that it names, one a line")],
  ["textarea", { id: "commands", name: "commands", rows: "1", "aria-describedby": "commands-help" }],
  ["p", { id: "commands-help", class: "help" }, t("Mostly none. The rules of playing hold for such a word.")],
  ["div", { role: "status", "aria-label": t("What its keys run into") }, ["ul", { id: "findings" }]],
  ["label", { for: "note", "data-user": "" }, t("Why, for who decides")],
  ["input", { id: "note", name: "note", maxlength: "500", autocomplete: "off", "data-user": "" }],
  ["div", { class: "row" },
    ["button", { id: "keep", type: "submit", "data-command": "review.save" }, t("Keep it")],
    ["button", { id: "hear", type: "button", class: "quiet" }, t("Play its keys")],
    ["button", { id: "cancel", type: "button", class: "quiet", "data-command": "dictionary.new" }, t("Clear the form")]],
  ["div", { id: "both", role: "alert", hidden: "" }],
];

/** @param {Part} part @returns {HTMLElement} */
function element([tag, attributes, ...inside]) {
  const one = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, value);
  one.append(...inside.map((each) => (typeof each === "string" ? each : element(each))));
  return one;
}

/** Puts the fields into a form that has none yet. @param {HTMLFormElement} form @returns {HTMLFormElement} */
export function withFields(form) {
  if (!form.children.length) form.append(...PARTS.map(element));
  return form;
}
