// Video addresses: one address for each way to a video, none for what is no video.

import assert from "node:assert/strict";
import { test } from "node:test";
import { videoAddress, videoTitle } from "../../../extension/core/video_address.js";

test("pages, players and short links of a video have one address", () => {
  const address = "https://www.youtube.com/watch?v=abcDEF-_123";
  for (const url of [
    "https://www.youtube.com/watch?v=abcDEF-_123", "https://m.youtube.com/watch?list=PL1&v=abcDEF-_123&t=12s#x", "http://youtube.com/watch?v=abcDEF-_123",
    "https://www.youtube.com/embed/abcDEF-_123?autoplay=1", "https://www.youtube-nocookie.com/embed/abcDEF-_123", "https://youtu.be/abcDEF-_123?t=3",
    "https://www.youtube.com/shorts/abcDEF-_123", "https://www.youtube.com/live/abcDEF-_123",
  ]) assert.equal(videoAddress(url), address, url);
});

test("what only looks like one is none", () => {
  for (const url of [
    "https://www.youtube.com/", "https://www.youtube.com/watch?v=short", "https://www.youtube.com/embed/abcDEF-_123more", "https://youtube.com.evil.test/watch?v=abcDEF-_123",
    "https://evil.test/https://www.youtube.com/watch?v=abcDEF-_123", "https://www.youtube.com/results?q=a&xv=abcDEF-_123", "javascript:youtu.be/abcDEF-_123",
  ]) assert.equal(videoAddress(url), "", url);
});

test("its title is without the site and what is new there", () => {
  assert.equal(videoTitle("(3) Fugue in G - Bach - YouTube"), "Fugue in G - Bach");
  assert.equal(videoTitle("Fugue"), "Fugue");
});
