// What a page asks for that is read without signing in.

import assert from "node:assert/strict";
import { test } from "node:test";

import { forSomebody } from "../../web/reading.js";

test("what is somebody's own, and each write, is for who is signed in", () => {
  const own = [
    ["GET", "/v1/inquiries?limit=5"], ["GET", "/v1/taste/next"], ["GET", "/v1/recordings?kind=session"], ["GET", "/v1/recordings/0123456789abcdef/file"],
    ["GET", "/v1/words/proposals"], ["GET", "/v1/languages/own"], ["POST", "/v1/search"], ["PUT", "/v1/words/1"], ["DELETE", "/v1/topics/1"],
  ];
  for (const [method = "", path = ""] of own) assert.equal(forSomebody(method, path), true, path);
});

test("what anybody may read is asked for", () => {
  const open = ["/v1/topics", "/v1/words?q=a", "/v1/words/7", "/v1/recordings/performances?limit=1", "/v1/recordings/performances/a", "/v1/status", "/v1/stats"];
  for (const path of open) assert.equal(forSomebody("GET", path), false, path);
});
