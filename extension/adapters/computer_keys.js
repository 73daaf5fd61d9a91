// The computer's keyboard as a piano: two rows of letters by their place, whatever the layout prints on them.

/** Codes of keys 0..24, as they lie on a QWERTY keyboard: Z to M with S D G H J, then Q to I with 2 3 5 6 7. */
export const CODES = Object.freeze([
  'KeyZ', 'KeyS', 'KeyX', 'KeyD', 'KeyC', 'KeyV', 'KeyG', 'KeyB', 'KeyH', 'KeyN', 'KeyJ', 'KeyM',
  'KeyQ', 'Digit2', 'KeyW', 'Digit3', 'KeyE', 'KeyR', 'Digit5', 'KeyT', 'Digit6', 'KeyY', 'Digit7', 'KeyU', 'KeyI',
]);
const KEY = new Map(CODES.map((code, key) => [code, key]));
/** Where letters are letters. */
const TEXT = 'input:not([type=checkbox], [type=radio], [type=button], [type=range], [type=file]), textarea, select, [contenteditable]';

/**
 * Plays while the document has the focus and no text is being typed. Held keys do not repeat, and
 * whatever has a modifier stays the browser's.
 * @param {Document} page
 * @param {(key: number, time: number) => void} play time: ms of `performance.now()`.
 */
export function openComputerKeys(page, play) {
  page.addEventListener('keydown', (event) => {
    const key = KEY.get(event.code);
    const busy = event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.isComposing;
    if (key === undefined || busy || (event.target instanceof Element && event.target.closest(TEXT))) return;
    event.preventDefault();
    play(key, event.timeStamp);
  });
}
