// Files dropped anywhere on the panel.

/**
 * @param {(file: File) => void} dropped
 * @param {EventTarget} [on]
 */
export function takeDrops(dropped, on = document) {
  on.addEventListener('dragover', (event) => {
    const {dataTransfer} = /** @type {DragEvent} */ (event);
    if (dataTransfer?.types.includes('Files')) event.preventDefault();
  });
  on.addEventListener('drop', (event) => {
    const [file] = /** @type {DragEvent} */ (event).dataTransfer?.files ?? [];
    if (!file) return;
    // Else the browser would open it in place of the panel.
    event.preventDefault();
    dropped(file);
  });
}
