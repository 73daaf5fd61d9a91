// Scroll of the peer: j scrolls by as much as its settings say, where nobody is writing.

const USUAL = 100;

const step = async () => /** @type {number} */ ((await chrome.storage.local.get({ step: USUAL })).step);

/** @param {EventTarget | null} target */
const isWriting = (target) => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA)$/.test(target.tagName));

addEventListener("keydown", async (event) => {
  if (event.key !== "j" || event.ctrlKey || event.altKey || event.metaKey || isWriting(event.target)) return;
  event.preventDefault();
  scrollBy({ top: await step(), behavior: "smooth" });
}, { capture: true });
