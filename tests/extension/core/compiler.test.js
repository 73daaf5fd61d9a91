// The compiler: what languages compile to, and every problem they can have.

import assert from "node:assert/strict";
import { test } from "node:test";

import { compileLexicon } from "../../../extension/core/compiler.js";
import { COUNT, parse } from "../../../extension/core/keys.js";
import { vectors } from "./performances.js";
import { commandsOf, languagesOf } from "./small_languages.js";

for (const row of vectors("compiler").cases) {
  test(row.name, () => {
    const options = { profile: row.profile };
    const { lexicon, problems } = compileLexicon(commandsOf(row), languagesOf(row), options);

    assert.deepEqual(problems, row.problems);
    if (row.problems.length) {
      assert.equal(lexicon, null);
      return;
    }
    assert.ok(lexicon);
    const tree = Array(lexicon.tree.length).fill(0);
    for (const [state, key, leadsTo] of row.tree) tree[state * COUNT + key] = leadsTo;
    assert.deepEqual(lexicon.tree, tree);
    assert.equal(lexicon.numbers, row.numbers);
    assert.deepEqual(
      lexicon.words.map(({ keys, kind, commands }) => [keys, kind, ...commands]),
      row.words.map((/** @type {any} */ [keys, ...rest]) => [parse(keys), ...rest]),
    );
  });
}
