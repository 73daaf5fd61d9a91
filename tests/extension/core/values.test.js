// Values by keys and spoken: what they are, and what does not fit.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fit, press } from "../../../extension/core/values.js";
import { vectors } from "./performances.js";

const file = vectors("values");

for (const { name, kind, numbers, keys, heard, value } of file.press) {
  test(`keys: ${name}`, () => {
    const pressed = press(kind, keys, numbers);

    assert.deepEqual([pressed.heard, pressed.value], [heard, value]);
  });
}

for (const { name, kind, spoken, fits } of file.fits) {
  test(`spoken: ${name}`, () => {
    assert.deepEqual(fit(kind, spoken), fits);
  });
}
