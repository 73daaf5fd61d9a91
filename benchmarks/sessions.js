// Sessions, simulated: two hours recorded, written and read; their size, how exact, and what it costs.
//
// A person plays commands every few seconds, with values, elements and pages, speaks now and then, and makes
// music for half an hour, with a pedal. The recorder is the product's, its clock simulated, its store in memory.

import { readSession, writeSession } from "../extension/core/session_file.js";
import { Recorder } from "../extension/engine/recorder.js";

const HOUR = 3_600_000;
const COMMANDS = ["scroll.down", "item.next", "tab.number", "element.click", "find.text", "link.list", "history.back", "read.start"];

/** The same numbers in every run. */
let seed = 5;
const random = () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
  return seed / 2 ** 31;
};
/** @param {number} from @param {number} to */
const between = (from, to) => from + random() * (to - from);

const clock = { now: 0, spent: 0 };
/** @type {any[]} */
const entries = [];
/** @type {import("../extension/engine/recorder.js").Kept | null} */
let kept = null;
const page = { id: 1, url: "https://www.example.org/library/fugues/well-tempered/book-1/prelude-3", title: "Prelude and Fugue No. 3 in C-sharp major – Library", secret: false };
let fresh = false;
const recorder = new Recorder({
  now: () => clock.now, wall: () => clock.now, id: () => "simulated", front: () => page,
  facts: () => ({ lowest: 48, languages: [{ name: "base", version: 1 }], made_by: "Rubato" }),
  called: () => "Simulated", changed: () => undefined, stale: () => { fresh = true; }, failed: (error) => { throw error; },
  store: { write: async (now, more) => { kept = now; entries.push(...more); }, read: async () => null },
});

/** Real time that the recorder takes. @template T @param {() => T} act @returns {T} */
const timed = (act) => {
  const from = performance.now();
  const value = act();
  clock.spent += performance.now() - from;
  return value;
};

/** @type {[number, number[]][]} When each note truly came. */
const struck = [];
/** @param {number[]} bytes */
const note = (bytes) => {
  struck.push([clock.now, bytes]);
  timed(() => recorder.midi(bytes, clock.now));
};

/** @param {number} end ms; commands with their keys, speech and answers. */
async function commands(end) {
  while (clock.now < end) {
    clock.now += between(1500, 6000);
    const command = COMMANDS[Math.floor(random() * COMMANDS.length)];
    const spoken = random() < 0.25;
    for (const key of spoken ? [] : [57, 57]) {
      note([0x90, key, 70]);
      clock.now += between(60, 160);
      note([0x80, key, 0]);
    }
    if (!spoken) timed(() => recorder.log({ type: "word", keys: [9, 9], command }));
    const said = spoken ? timed(() => recorder.begin({ type: "speech", text: "", by: "ear" })) : null;
    const ended = timed(() => recorder.begin({ type: "command", command, ok: false, ms: 0 }));
    if (command === "element.click") timed(() => recorder.meant({ role: "link", name: "Fugue No. 4 in C-sharp minor", path: "main>article:2>ul>li:4>a", secret: false }));
    clock.now += between(10, 90);
    timed(() => ended({ type: "command", command, ok: random() > 0.05, ms: 0, ...(command === "tab.number" && { value: 3 }), ...(command === "find.text" && { value: "subject and answer" }) }));
    if (said) timed(() => said({ type: "speech", text: `${command.replace(".", " ")} please`, by: "ear" }));
    timed(() => recorder.log({ type: "earcon", name: "done" }));
    if (random() < 0.15) Object.assign(page, { id: Math.ceil(between(0, 5)), url: `https://www.example.org/page/${Math.floor(between(0, 1e6))}`, title: `Page ${Math.floor(between(0, 1e6))} of the library of fugues` });
    if (fresh) { fresh = false; await timed(() => recorder.flush()); }
  }
}

/** @param {number} end ms; seven notes a second, and a pedal. */
async function music(end) {
  while (clock.now < end) {
    const key = Math.floor(between(48, 73));
    note([0x90, key, Math.floor(between(20, 110))]);
    clock.now += between(60, 230);
    note([0x80, key, 0]);
    if (random() < 0.1) note([0xb0, 64, random() < 0.5 ? 127 : 0]);
    if (fresh) { fresh = false; await timed(() => recorder.flush()); }
  }
}

await recorder.start();
for (const [end, part] of /** @type {const} */ ([[0.75 * HOUR, commands], [1.25 * HOUR, music], [2 * HOUR, commands]])) await part(end);
const long = clock.now;
await recorder.stop();

const { header } = /** @type {import("../extension/engine/recorder.js").Kept} */ (/** @type {unknown} */ (kept));
const from = performance.now();
const file = writeSession(header, entries);
const written = performance.now() - from;
// As a person opens one: once, with nothing warm but what wrote it.
const begun = performance.now();
const read = readSession(file);
const opened = performance.now() - begun;
const notes = read?.session.entries.flatMap((entry) => (entry.type === "midi" ? [entry] : [])) ?? [];
const off = Math.max(...struck.map(([at, bytes], n) => notes[n].bytes.join() === bytes.join() ? Math.abs(at - notes[n].at) : Infinity));

console.log(`two hours of a session: ${entries.length} entries, ${notes.length} of them notes`);
console.log(`  file, MB                                        ${(file.length / 1e6).toFixed(3)}`);
console.log(`  written, ms                                     ${written.toFixed(1)}`);
console.log(`  opened, ms                                      ${opened.toFixed(1)}`);
console.log(`  time record → file → read, off by at most, ms   ${off.toFixed(3)}`);
console.log(`  recorder, % of the time                         ${((100 * clock.spent) / long).toFixed(4)}`);
