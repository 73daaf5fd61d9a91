// Labels: what a label names is clicked, gone to or opened; and what is shown while a word waits for one.

import { nowFor, titleFor } from "./describing.js";
import { act, goTo, itemsOf, openTab } from "./lists.js";
import { done, message, must, refuse } from "./outcome.js";
/** @import {Aid, Handler, Item, Outcome, Ports} from "./ports.js" */
/** @import {Labelled} from "./labels_port.js" */
/** @import {PageElement} from "./elements_port.js" */

/** @param {unknown} keys */
const written = (keys) => (Array.isArray(keys) ? keys.join(" ") : String(keys));

/** The same set as a list, each with its label: for whoever sees none. @param {Labelled[]} labels @param {Ports} ports @returns {Item[]} */
const listOf = (labels, ports) =>
  itemsOf(labels.map(({ element }) => element), ports).map((item, i) =>
    ({ ...item, detail: ports.words.of(message("say_label_detail", item.detail, written(labels[i].keys))) }));

/** @param {(element: PageElement, ports: Ports) => Promise<Outcome>} does @returns {Handler} */
const withLabel = (does) => async ({ value }, ports) => {
  const there = ports.labels.find(value);
  return there ? does(there.element, ports) : refuse("why_no_such_label", written(value));
};

/** @param {PageElement} element @param {Ports} ports @returns {Promise<Outcome>} */
const open = async (element, ports) => (element.href
  ? openTab(titleFor(element, ports), element.href, ports)
  : refuse("why_label_no_link", titleFor(element, ports), nowFor(element, ports)));

/** @type {Handler} */
const toggle = async (_call, ports) => {
  const on = !ports.labels.kept();
  const reply = await ports.labels.keep(on);
  if (!reply.ok) return reply;
  const say = on ? message("say_labels_shown", reply.value.length) : message("say_labels_hidden");
  return done(say, {
    ...(on && { list: listOf(reply.value, ports) }),
    undo: async () => void must(await ports.labels.keep(!on)),
  });
};

/** @type {Record<string, Handler>} */
export const labels = {
  "label.click": withLabel(act),
  "label.focus": withLabel(goTo),
  "label.new-tab": withLabel(open),
  "labels.toggle": toggle,
};

/** @param {Labelled[]} all @param {Ports} ports */
const told = (all, ports) => ({
  labels: [...new Map(all.map(({ keys }) => [written(keys), keys])).values()], list: listOf(all, ports),
});

/** Labels are shown as long as a word waits for one. @type {Aid} */
export const labelAid = {
  begin: async (ports, changed) => {
    const reply = await ports.labels.show((now) => {
      // With nothing in view just now the word goes on waiting: something may come.
      if (!now.ok) changed(now);
      else if (now.value.length > 0) changed({ ok: true, value: told(now.value, ports) });
    });
    if (!reply.ok) return reply;
    if (reply.value.length === 0) return refuse("why_no_labels");
    return { ok: true, value: told(reply.value, ports) };
  },
  played: (keys, ports) => {
    void ports.labels.played(keys);
    return null;
  },
  end: (ports) => void ports.labels.hide(),
};
