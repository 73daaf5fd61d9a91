// Microphone: whether it may be opened, and each change of that.

/** @param {(state: 'off' | 'prompt' | 'denied') => void} onState "off": allowed, and not open. */
export async function watchMicrophone(onState) {
  const permission = await navigator.permissions.query(/** @type {any} */ ({name: 'microphone'}));
  const tell = () => onState(permission.state === 'granted' ? 'off' : permission.state);
  permission.addEventListener('change', tell);
  tell();
}
