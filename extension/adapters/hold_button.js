// A button that is held while one speaks: by pointer, by keys, and as a switch for those who can only press.

const KEYS = new Set([' ', 'Enter']);

/**
 * Whatever takes the hand or the focus away lets go.
 * @param {HTMLElement} button
 * @param {(down: boolean) => void} hold
 * @param {() => boolean} [anywhere] Whether Space holds it, too, where nothing has the focus that takes it.
 */
export function watchHold(button, hold, anywhere = () => true) {
  let down = false;
  const set = (/** @type {boolean} */ now) => {
    if (now === down) return;
    down = now;
    button.setAttribute('aria-pressed', String(now));
    hold(now);
  };
  button.addEventListener('pointerdown', (event) => {
    if (event.button) return;
    button.setPointerCapture(event.pointerId);
    set(true);
  });
  for (const end of ['pointerup', 'pointercancel', 'lostpointercapture', 'blur']) button.addEventListener(end, () => set(false));
  // A long touch opens no menu.
  button.addEventListener('contextmenu', (event) => event.preventDefault());
  // Neither a pointer nor a key: a screen reader presses, and cannot hold.
  button.addEventListener('click', (event) => { if (!event.detail) set(!down); });
  addEventListener('keydown', (event) => { if (isHold(event, button, anywhere())) { event.preventDefault(); if (!event.repeat) set(true); } });
  addEventListener('keyup', (event) => { if (down && KEYS.has(event.key)) { event.preventDefault(); set(false); } });
  for (const end of ['blur', 'pagehide']) addEventListener(end, () => set(false));
  document.addEventListener('visibilitychange', () => { if (document.hidden) set(false); });
}

/** @param {KeyboardEvent} event @param {HTMLElement} button @param {boolean} anywhere @returns {boolean} Whether this holds it. */
export function isHold({key, target, ctrlKey, altKey, metaKey}, button, anywhere) {
  if (ctrlKey || altKey || metaKey) return false;
  return target === button ? KEYS.has(key) : anywhere && target === document.body && key === ' ';
}
