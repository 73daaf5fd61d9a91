// The settings in use: loaded, checked, kept current across panels, and stored when one changes.

import {loadSettings, saveSettings, watchSettings} from '../adapters/storage.js';
import {checkSetting, withDefaults} from '../core/settings.js';

/**
 * @typedef {import('../core/settings.js').Settings} Settings
 * @typedef {import('../core/settings.js').SettingValue} SettingValue
 * @typedef {(now: Settings, before: Settings) => void} Changed
 */

export class Keep {
  /** @type {Settings} */
  #settings;
  /** @type {Changed[]} */
  #listeners = [];
  /** @type {string[]} What this panel stored and the browser has not told of yet. */
  #told = [];

  /** @param {Settings} settings */
  constructor(settings) {
    this.#settings = settings;
    watchSettings((stored) => this.#hear(withDefaults(stored).settings));
  }

  /** @returns {Promise<{keep: Keep, problems: import('../core/settings.js').Message[]}>} What was stored badly, to be said; its default is used. */
  static async load() {
    const {settings, problems} = withDefaults(await loadSettings());
    return {keep: new Keep(settings), problems};
  }

  /** @returns {Settings} */
  get settings() {
    return this.#settings;
  }

  /** @param {Changed} changed */
  listen(changed) {
    this.#listeners.push(changed);
  }

  /**
   * Checks and stores one setting.
   * @param {string} name
   * @param {SettingValue} value
   */
  async set(name, value) {
    const checked = checkSetting(name, value);
    if (checked.ok) await this.replace({...this.#settings, [name]: checked.value});
    return checked;
  }

  /** @param {Settings} settings All of them, checked. */
  async replace(settings) {
    const [before, mine] = [this.#settings, plain(settings)];
    this.#take(settings);
    if (mine !== plain(before)) this.#told.push(mine);
    try {
      await saveSettings(settings);
    } catch (error) {
      this.#told = this.#told.filter((each) => each !== mine);
      this.#take(before);
      throw error;
    }
  }

  /** @param {Settings} settings What the browser tells; our own words come late, and would undo what was set since. */
  #hear(settings) {
    const at = this.#told.indexOf(plain(settings));
    if (at < 0) this.#take(settings);
    else this.#told.splice(0, at + 1);
  }

  /** @param {Settings} settings */
  #take(settings) {
    const before = this.#settings;
    if (plain(before) === plain(settings)) return;
    this.#settings = settings;
    for (const changed of this.#listeners) changed(settings, before);
  }
}

/** @param {unknown} value @returns {string} The same for the same settings: the browser sorts the names in what it stores. */
const plain = (value) => JSON.stringify(value, (_, part) => part && typeof part === 'object' && !Array.isArray(part)
  ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => a < b ? -1 : 1))
  : part);
