// Says which model is being loaded, and for how long it has been: once aloud, the seconds only to see.

import { t } from "./texts.js";

/**
 * @typedef {object} World
 * @property {{textContent: string | null}} what a live region: read aloud when it changes
 * @property {{textContent: string | null, hidden: string | boolean}} time not read aloud: it changes each second
 * @property {(method: string, path: string) => Promise<{ok: boolean, value?: any}>} ask
 * @property {(run: () => void, ms: number) => void} later
 * @property {() => void} done called when all that was loaded is there
 */

/** How often it looks again while something loads, in ms. */
export const EACH = 1000;

export class Loading {
  #shown = "";
  #looking = false;

  /** @param {World} world */
  constructor(world) {
    this.world = world;
  }

  /** Look, and go on looking while something loads. */
  async look() {
    if (this.#looking) return;
    this.#looking = true;
    const told = await this.world.ask("GET", "/v1/models/loading");
    this.#looking = false;
    const models = told.ok ? told.value.models : [];
    this.#show(models);
    if (models.length) this.world.later(() => void this.look(), EACH);
  }

  /** @param {{id: string, seconds: number}[]} models */
  #show(models) {
    const names = models.map(({ id }) => id).join(", ");
    const seconds = Math.max(0, ...models.map((one) => one.seconds));
    this.world.time.hidden = !names;
    this.world.time.textContent = names ? `${seconds} s` : "";
    if (names === this.#shown) return;
    this.world.what.textContent = names ? t("{names} is being loaded into memory …", { names }) : "";
    if (!names) this.world.done();
    this.#shown = names;
  }
}
