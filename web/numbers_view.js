// Numbers on the page: the keys that play one, in base 10 and as powers of two, shown and heard.

import { numberKeys, numberSum } from "../extension/core/number_keys.js";
import { made } from "./answer_view.js";
import { keyPicture, keysSaid, keysText } from "./key_names.js";
import { part } from "./page_parts.js";
import { t } from "./texts.js";
import { button } from "./word_view.js";

const WAYS = /** @type {const} */ ([["decimal", t("Base 10")], ["binary", t("Powers of two")]]);

/** @param {{play: (keys: number[], chord: boolean) => void, speak: (text: string) => void}} world */
export function openNumbers(world) {
  const input = part("value", HTMLInputElement);
  const show = () => {
    const value = input.valueAsNumber;
    part("number-keys", HTMLElement).replaceChildren(...WAYS.map(([numbers, title]) => way(value, numbers, title, world)));
  };
  input.addEventListener("input", show);
  part("number", HTMLFormElement).addEventListener("submit", (event) => event.preventDefault());
  show();
}

/**
 * @param {number} value
 * @param {import("../extension/core/language.js").Numbers} numbers
 * @param {string} title
 * @param {{play: (keys: number[], chord: boolean) => void, speak: (text: string) => void}} world
 */
function way(value, numbers, title, world) {
  const place = made("div", "");
  place.append(made("h3", title));
  const keys = numberKeys(value, numbers);
  if (!keys) {
    place.append(made("p", t("No whole number that can be played so.")));
    return place;
  }
  const sum = numberSum(value, numbers);
  place.append(made("p", `${value} = ${sum}`), keyPicture(keys), made("p", t("Keys {keys}: {names}", { keys: keysText(keys), names: keysSaid(keys) }), "keys"));
  const row = made("p", "", "row");
  row.append(button(t("Play"), () => world.play(keys, false), `${value}, ${title}`), button(t("Say"), () => world.speak(`${value}: ${sum.replaceAll("+", t("and"))}`), `${value}, ${title}`));
  place.append(row);
  return place;
}
