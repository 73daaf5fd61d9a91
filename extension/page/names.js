// Names: what an element is called, for saying what was acted on.

/** Long enough to know it again, short enough to hear. */
const LONGEST = 60;

/** @type {((element: Element) => string | null | undefined)[]} */
const SOURCES = [
  (element) => element.getAttribute("aria-label"),
  (element) => byIds(element, element.getAttribute("aria-labelledby")),
  (element) => labelled(/** @type {HTMLInputElement} */ (element).labels?.[0], element),
  (element) => element.getAttribute("alt"),
  (element) => (isField(element) ? "" : element.textContent),
  (element) => (isButton(element) ? /** @type {HTMLInputElement} */ (element).value : ""),
  (element) => element.querySelector?.("img[alt]")?.getAttribute("alt"),
  (element) => element.getAttribute("placeholder"),
  (element) => element.getAttribute("title"),
  (element) => element.getAttribute("name"),
  (element) => element.getAttribute("role"),
  (element) => element.tagName.toLowerCase(),
];

/** What a label says beside its own field: the options of a list, and what stands in a text box, are none of its name. @param {Element | undefined} label @param {Element} field */
const labelled = (label, field) => {
  if (!label?.contains(field)) return label?.textContent;
  const walk = label.ownerDocument.createTreeWalker(label, NodeFilter.SHOW_TEXT);
  let text = "";
  for (let node = walk.nextNode(); node; node = walk.nextNode()) if (!field.contains(node)) text += node.nodeValue;
  return text;
};

/** @param {Element} element @param {string | null} ids */
const byIds = (element, ids) =>
  ids?.split(/\s+/).map((id) => element.ownerDocument.getElementById(id)?.textContent ?? "").join(" ");

/** @param {Element} element */
const isButton = (element) =>
  element.tagName === "INPUT" && /^(button|submit|reset)$/.test(/** @type {HTMLInputElement} */ (element).type);

/** What a person wrote into a field is not its name. @param {Element} element */
const isField = (element) =>
  /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) || /** @type {HTMLElement} */ (element).isContentEditable;

/** @param {Element} element */
export const nameOf = (element) => {
  for (const source of SOURCES) {
    const name = source(element)?.replace(/\s+/g, " ").trim();
    if (name) return name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name;
  }
  return element.tagName.toLowerCase();
};
