// Making elements in one expression.

/**
 * @param {string} tag
 * @param {Record<string, unknown>} [properties] `aria-*` and `data-*` become attributes, `on*` listeners, others properties.
 * @param {...(Node | string)} children
 * @returns {any}
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else if (name.includes('-') || name === 'role' || name === 'for') element.setAttribute(name, String(value));
    else Reflect.set(element, name, value);
  }
  element.append(...children);
  return element;
}

/** @param {string} id @returns {any} The element, which is in the page. */
export const byId = (id) => document.getElementById(id);
