// Elements: acting on what has the focus in the page.

import { ASKS, done, message, must } from "./outcome.js";
/** @import {Acted, Handler, Outcome, Ports, Reply} from "./ports.js" */

/**
 * A link that opens a new tab is opened here: a page's own script could not, without a person's
 * mouse, get past the browser's pop-up blocker.
 * @param {Acted} acted @param {Ports} ports @returns {Promise<Outcome>}
 */
const clicked = async (acted, ports) => {
  if (!acted.open) return done(message("say_clicked", acted.name), { final: true });
  const before = await ports.tabs.current();
  const tab = await ports.tabs.create({ url: acted.open, windowId: before.windowId, index: before.index + 1 });
  return done(message("say_clicked_new_tab", acted.name), {
    undo: async () => {
      await ports.tabs.activate(before.id);
      await ports.tabs.close([tab.id]);
    },
  });
};

/**
 * Clicks, and where that may not be undone asks first.
 * @param {(sure: boolean) => Promise<Reply<Acted>>} click @param {Ports} ports @param {boolean} [sure]
 * @returns {Promise<Outcome>}
 */
export const clickWith = async (click, ports, sure = false) => {
  const reply = await click(sure);
  if (!reply.ok) return reply;
  if (!reply.value.asks) return clicked(reply.value, ports);
  return done(message("say_click_asks", reply.value.name), {
    ...ASKS,
    list: [{
      title: ports.words.of(message("say_click_anyway", reply.value.name)),
      detail: "",
      act: () => clickWith(click, ports, true),
    }],
  });
};

/** @type {Handler} */
const click = (_call, ports) => clickWith((sure) => ports.page.click({ button: "left", sure }), ports);

/** @type {Handler} */
const rightClick = async (_call, ports) => {
  const reply = await ports.page.click({ button: "right" });
  if (!reply.ok) return reply;
  const key = reply.value.handled ? "say_right_clicked" : "say_right_clicked_unheard";
  return done(message(key, reply.value.name), { final: true });
};

/** @type {Handler} */
const clear = async (_call, ports) => {
  const reply = await ports.page.clear();
  if (!reply.ok) return reply;
  const { name, ...was } = reply.value;
  return done(message("say_cleared", name), {
    undo: async () => void must(await ports.page.unclear(was)),
  });
};

/** @type {Handler} */
const submit = async (_call, ports) => {
  const reply = await ports.page.submit();
  return reply.ok ? done(message("say_submitted", reply.value.name), { final: true }) : reply;
};

/** @type {Record<string, Handler>} */
export const elements = {
  "element.click": click,
  "element.right-click": rightClick,
  "field.clear": clear,
  "field.submit": submit,
};
