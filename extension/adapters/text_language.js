// The language of a text that does not say it, as the browser detects it on this machine.

/** Letters that are enough to tell. */
const ENOUGH = 2000;

/**
 * @param {Pick<typeof chrome, 'i18n'>} api
 * @returns {(text: string) => Promise<string>} BCP 47; "" where it can't be told
 */
export const makeDetector = (api) => async (text) => {
  const {isReliable, languages} = await api.i18n.detectLanguage(text.slice(0, ENOUGH));
  const found = isReliable ? languages[0]?.language ?? '' : '';
  return found === 'und' ? '' : found;
};
