// Where a source stands, and the address that opens it there.

import assert from "node:assert/strict";
import { test } from "node:test";

import { mediumOf } from "../../web/cited_media.js";
import { clockTime, linkTo, nameOf, placeOf, youtubeId } from "../../web/places.js";

test("a video opens at its second, a recording of the web at its time, a page as it is", () => {
  for (const [address, kind, at, link] of /** @type {[string, string, number | null, string | null][]} */ ([
    ["https://www.youtube.com/watch?v=dQw4w9WgXcQ", "video", 751_900, "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=751s"],
    ["https://youtu.be/dQw4w9WgXcQ", "video", null, "https://youtu.be/dQw4w9WgXcQ"],
    ["https://example.org/talk.mp3", "sound", 12_500, "https://example.org/talk.mp3#t=12.5"],
    ["https://example.org/bach#life", "html", 1_000, "https://example.org/bach#life"],
    ["/srv/talks/one.mp3", "sound", 3_000, "/v1/documents/7/media#t=3"],
    ["", "sound", null, "/v1/documents/7/media"],
    ["/srv/notes/bach.md", "markdown", null, null],
    ["inquiry:00ff", "text", null, "/web/recent.html?inquiry=00ff"],
    ["inquiry:../x", "text", null, null],
    ["recording:0123456789abcdef", "take", null, "/web/analyze.html?video=0123456789abcdef"],
    ["recording:0123456789abcdef:7", "take", 70_900, "/web/analyze.html?video=0123456789abcdef&take=7&t=70"],
    ["recording:0123456789abcdef:../x", "take", 5, null],
    ["javascript:alert(1)", "html", null, null],
    ["https://", "html", null, null],
  ])) assert.equal(linkTo({ address, kind, document: 7 }, at), link, address);
});

test("a link without a place says what it opens", () => {
  assert.equal(nameOf("https://example.org/x"), "example.org");
  assert.equal(nameOf("inquiry:00ff"), "the question it corrects");
  assert.equal(nameOf("recording:0123456789abcdef:7"), "the recording");
  assert.deepEqual([placeOf({ from_ms: 3_723_000 }), placeOf({ page: 2 }), placeOf({ line: 0 })], ["at 1:02:03", "page 2", ""]);
  assert.equal(clockTime(751_999), "12:31");
});

test("a video of YouTube is known however its address is written, and nothing else is one", () => {
  for (const address of [
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=x", "https://youtu.be/dQw4w9WgXcQ?t=3", "https://m.youtube.com/shorts/dQw4w9WgXcQ",
    "https://youtube.com/embed/dQw4w9WgXcQ", "https://www.youtube.com/live/dQw4w9WgXcQ?x",
  ]) assert.equal(youtubeId(address), "dQw4w9WgXcQ", address);
  for (const address of [
    "https://www.youtube.com/@channel", "https://youtube.com.example.org/watch?v=dQw4w9WgXcQ", "https://youtu.be/", "/srv/watch",
    "https://www.youtube.com/watch?v=dQw4w9WgXc%22", "https://www.youtube.com/playlist?v=dQw4w9WgXcQ", "",
  ]) assert.equal(youtubeId(address), null, address);
});

test("a source is played here by YouTube, from the server, or from a file that the page was given", () => {
  const source = /** @type {any} */ ({ document: 7, title: "talk.mp4", kind: "sound", address: "" });

  assert.deepEqual(mediumOf({ ...source, address: "/srv/one.mp3" }), { kind: "file", address: "/v1/documents/7/media", pictures: false });
  assert.deepEqual(mediumOf(source, "blob:x"), { kind: "file", address: "blob:x", pictures: true });
  assert.deepEqual(mediumOf({ ...source, kind: "subtitles", address: "https://youtu.be/dQw4w9WgXcQ" }), { kind: "youtube", id: "dQw4w9WgXcQ" });
  assert.equal(mediumOf({ ...source, address: "https://example.org/talk.mp3" }), null);
  assert.equal(mediumOf({ ...source, kind: "pdf", address: "/srv/a.pdf" }), null);
});
