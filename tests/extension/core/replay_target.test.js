// An element that a session meant is found again, or what is most like it is named.
import assert from "node:assert/strict";
import { test } from "node:test";
import { found, nearest } from "../../../extension/core/replay_target.js";

const target = { role: "link", name: "Sign in", path: "body>header>nav>a1" };
const same = { ...target, id: 1 };
const moved = { ...target, path: "body>main>a3", id: 2 };

test("it is told by role and name, and by its path where several have them", () => {
  assert.equal(found(target, [{ ...target, role: "button", id: 0 }, moved]), moved);
  assert.equal(found(target, [moved, same]), same);
});

test("in a row it is told by its row, wherever that stands, and never taken from another one", () => {
  const edit = { role: "button", name: "Edit", path: "tr:2>td>button", near: "Bela" };
  const [anna, bela] = [{ ...edit, near: "Anna" }, { ...edit, path: "tr:3>td>button" }];

  assert.equal(found(edit, [anna, bela]), bela);
  assert.equal(found(edit, [anna]), null);
  assert.equal(found(edit, [bela, { ...edit, path: "tr:9>td>button" }]), null);
});

test("where several have its name and none its path, or all the same path, nobody guesses", () => {
  assert.equal(found(target, [moved, { ...moved, path: "body>footer>a1" }]), null);
  assert.equal(found(target, [same, { ...same }]), null);
});

test("the nearest: another role, another name, another place; what is like nothing is left out", () => {
  const renamed = { role: "link", name: "Sign in here", path: "body>header>nav>a1" };
  const button = { role: "button", name: "Sign in", path: "body>main>button1" };
  const other = { role: "image", name: "Logo", path: "body>header>img1" };

  assert.deepEqual(nearest(target, [other, button, renamed]), [renamed, button]);
  assert.deepEqual(nearest(target, [other]), []);
  assert.equal(nearest(target, Array.from({ length: 9 }, () => renamed)).length, 5);
});
