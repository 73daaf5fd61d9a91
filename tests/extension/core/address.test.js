// Web addresses as people type and say them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { address } from "../../../extension/core/address.js";

const ADDRESSES = [
  ["https://a.test/x?y#z", "https://a.test/x?y#z"],
  [" example.com ", "https://example.com"],
  ["example dot com slash music", "https://example.com/music"],
  ["my dash site dot org", "https://my-site.org"],
  ["sub.example.co.uk/path", "https://sub.example.co.uk/path"],
  ["münchen.de", "https://münchen.de"],
  ["example.com:8080/x", "https://example.com:8080/x"],
  ["localhost:8000/docs", "http://localhost:8000/docs"],
  ["localhost", "http://localhost"],
  ["server:8000", "http://server:8000"],
  ["127.0.0.1", "http://127.0.0.1"],
  ["[::1]:8000", "http://[::1]:8000"],
  ["chrome://version", "chrome://version"],
  ["about:blank", "about:blank"],
  ["file:///music/a.mid", "file:///music/a.mid"],
];

const OTHERS = [
  "", " ", "piano music", "piano", "javascript:alert(1)", "data:text/html,x", "mailto:a@b.test", "https://", "1.5", ".com", "a..b",
];

test("addresses are completed with the scheme that fits", () => {
  for (const [text, url] of ADDRESSES) assert.equal(address(text), url, text);
});

test("what is no address, runs code or carries data is none", () => {
  for (const text of OTHERS) assert.equal(address(text), null, text);
});
