// What the page of how the server is says of parts, services and chores.

import assert from "node:assert/strict";
import test from "node:test";

import { lastLine, nextLine } from "../../web/status_chores.js";
import { partsLine } from "../../web/status_parts.js";
import { serviceLine } from "../../web/status_services.js";

test("one line says which parts are not in order, by their names", () => {
  assert.equal(partsLine([{ part: "Disk", state: "ok" }]), "All is in order.");
  assert.equal(
    partsLine([{ part: "Disk", state: "failed" }, { part: "Ear", state: "warning" }, { part: "MIDI", state: "warning" }]),
    "Failed: Disk. To look at: Ear, MIDI.",
  );
});

test("a chore that was never done, one that failed, and one of which nobody knows the word", () => {
  const last = { began: 0, ended: Date.now() - 7_200_000, lines: [], error: "" };
  assert.equal(lastLine(null), "never done yet");
  assert.equal(lastLine({ ...last, ending: "failed", error: "No disk." }), "failed, 2 hours ago: No disk.");
  assert.equal(lastLine({ ...last, ending: "odd" }), "odd, 2 hours ago");
});

test("the next step is said, and who does one now", () => {
  assert.equal(nextLine("cron", Date.now() + 1_805_000, ""), "All of them are done by cron, the next in 30 minutes.");
  assert.match(nextLine("", null, "42"), /rubato timestep install does\. A step runs now \(process 42\)\.$/);
});

test("a service is said in one line, without what nobody knows", () => {
  const none = { name: "ollama", caption: "", state: "stopped", by: "rubato", process: null, since: null, address: "127.0.0.1:11434", said: "", log: [] };
  assert.equal(serviceLine(none), "stopped · by rubato · 127.0.0.1:11434");
  assert.equal(serviceLine({ ...none, state: "runs", process: 7, since: Date.now(), said: "answers" }), "runs · by rubato · process 7 · started just now · 127.0.0.1:11434 · answers");
});
