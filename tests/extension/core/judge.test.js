// The judge: what single errors fire, and what of it is refused.

import assert from "node:assert/strict";
import { test } from "node:test";

import { compileLexicon } from "../../../extension/core/compiler.js";
import { judge, refusals } from "../../../extension/core/judge.js";
import { parse, show } from "../../../extension/core/keys.js";
import { shippedCommands, shippedLanguage, vectors } from "./performances.js";
import { commandsOf, languagesOf } from "./small_languages.js";

/** @param {import("../../../extension/core/judge.js").Slip} slip */
function write({ level, error, keys, played, after, by }) {
  const then = after.length ? ` then ${show(after)}` : "";
  return `${level} ${error} ${show(keys)} as ${show(played)}${then} fires ${show(by)}`;
}

for (const row of vectors("judge").cases) {
  test(row.name, () => {
    const commands = commandsOf(row);
    const languages = languagesOf(row);
    const { lexicon } = compileLexicon(commands, languages);
    assert.ok(lexicon);
    const found = judge(lexicon, commands, languages, row.about && parse(row.about));

    assert.deepEqual(found.map(write), row.slips);
    assert.deepEqual(refusals(found, languages, lexicon), row.problems);
  });
}

test("nothing in the shipped languages is refused", () => {
  const languages = ["base", "swift"].map(shippedLanguage);
  for (const profile of /** @type {const} */ (["safe", "fast"])) {
    const { lexicon } = compileLexicon(shippedCommands(), languages, { profile });
    assert.ok(lexicon);
    const found = judge(lexicon, shippedCommands(), languages);

    assert.deepEqual(found.filter(({ level }) => level === "refused"), []);
    assert.ok(found.length > 100);
  }
});
