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

  /** @param {Settings} settings */
  constructor(settings) {
    this.#settings = settings;
    watchSettings((stored) => this.#take(withDefaults(stored).settings));
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
    this.#take(settings);
    await saveSettings(settings);
  }

  /** @param {Settings} settings */
  #take(settings) {
    const before = this.#settings;
    if (JSON.stringify(before) === JSON.stringify(settings)) return;
    this.#settings = settings;
    for (const changed of this.#listeners) changed(settings, before);
  }
}
