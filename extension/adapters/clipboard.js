// Clipboard: text out of the panel. Pages of an extension may write there without a permission, a gesture or the focus.

/** @import {ClipboardPort} from "../handlers/taking_port.js" */

/**
 * By the browser's own copying, whose event takes any text; `navigator.clipboard` wants the focus, which the
 * page has while somebody plays.
 * @param {Document} page
 * @returns {ClipboardPort}
 */
export const makeClipboard = (page) => ({
  write: async (text) => {
    let taken = false;
    const over = new AbortController();
    page.addEventListener("copy", (event) => {
      event.clipboardData?.setData("text/plain", text);
      event.preventDefault();
      event.stopImmediatePropagation();
      taken = event.clipboardData !== null;
    }, { capture: true, signal: over.signal });
    const allowed = page.execCommand("copy");
    over.abort();
    return allowed && taken ? { ok: true, value: null } : { ok: false, why: { key: "why_no_clipboard", args: [] } };
  },
});
