// Secrets: fields whose value is nobody's business: never read out, kept, copied or sought in.

const SECRET_TYPES = /^(password|hidden)$/;

/** What the specification of autofill calls them. */
const SECRET_TOKENS = /(^|\s)(cc-[a-z-]+|one-time-code|(current|new)-password)(\s|$)/i;

/** What pages call them where they don't say it in that way. */
const SECRET_NAMES = /passw|passcode|passphrase|\bpin(code)?\b|cvv|cvc|csc\b|card.?(number|no\b|num\b)|cc.?(num|number|exp|csc)|security.?code|iban|ccn(um)?\b|\botp\b|one.?time.?code/i;

/** Fields that were a password's once: pages show them as plain text on demand. @type {WeakSet<Element>} */
const once = new WeakSet();

/** @param {any} field */
const calls = (field) => ["name", "id", "aria-label", "placeholder"].map((name) => field.getAttribute(name) ?? "").join(" ");

/** @param {Element} element @returns {boolean} whether its value must not leave the page, nor be kept in it */
export const isSecret = (element) => {
  const field = /** @type {HTMLInputElement} */ (element);
  if (!/^(input|textarea|select)$/.test(field.localName)) return false;
  if (once.has(field)) return true;
  if (!SECRET_TYPES.test(field.type)) {
    return SECRET_TOKENS.test(field.getAttribute("autocomplete") ?? "") || SECRET_NAMES.test(calls(field));
  }
  once.add(field);
  return true;
};
