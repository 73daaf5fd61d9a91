// The roll: what is in view, its runs, its pixels, its colours.

import assert from "node:assert/strict";
import { test } from "node:test";

import { GROUND, paintsOf, partsOf, shadeOf, TINTS, tintsOf } from "../../../extension/core/roll_colours.js";
import { paint, SHADES } from "../../../extension/core/roll_paint.js";
import { firstRun, levelFor, levelsOf } from "../../../extension/core/roll_runs.js";
import { columns } from "../../../extension/core/roll_order.js";
import {
  CLOSEST, fitted, following, panned, pitchAt, showing, stretched, timeAt, timeLines, within, xOf, yOf, zoomed,
} from "../../../extension/core/roll_view.js";

/** @param {readonly number[][]} told start, end, pitch, velocity, track */
function notesOf(told) {
  const notes = columns(told.length);
  told.forEach(([start, end, pitch, velocity = 64, track = 0], at) => {
    notes.start[at] = start;
    notes.end[at] = end;
    notes.pitch[at] = pitch;
    notes.velocity[at] = velocity;
    notes.track[at] = track;
  });
  return notes;
}

const whole = fitted({ length: 10_000, low: 48, high: 72 }, 1000, 290);

test("a place of the view is its time and pitch, there and back; all is in view at first", () => {
  for (const at of [0, 2500, 10_000]) assert.ok(Math.abs(timeAt(whole, xOf(whole, at)) - at) < 1e-6);
  for (const pitch of [48, 60, 72]) assert.equal(pitchAt(whole, yOf(whole, pitch) + 1), pitch);
  assert.ok(xOf(whole, 0) > 0 && xOf(whole, 10_000) < 1000 && yOf(whole, 72) >= 0 && yOf(whole, 48) < 290);
});

test("zooming leaves what one looks at where it is, and ends at what there is to see", () => {
  const close = zoomed(whole, 4, 5000, 10_000);
  assert.ok(Math.abs(xOf(close, 5000) - xOf(whole, 5000)) < 1e-6);
  assert.equal(zoomed(whole, 1e9, 5000, 10_000).span, CLOSEST);
  assert.deepEqual(zoomed(close, 1e-9, 5000, 10_000), whole);
  assert.equal(stretched(whole, 100, 10_000).lanes, 12);
  assert.equal(stretched(whole, 0.01, 10_000).lanes, 128);
});

test("panning stops at the edges; a playhead that leaves turns the page; a cell out of view is shown", () => {
  const close = zoomed(whole, 10, 5000, 10_000);
  assert.ok(panned(close, -1e9, -500, 10_000).from >= -200);
  assert.equal(panned(close, 0, 500, 10_000).bottom, 128 - close.lanes);
  assert.equal(following(close, 5000, 10_000), close);
  assert.ok(Math.abs(xOf(following(close, 9000, 10_000), 9000) - 100) < 1 || following(close, 9000, 10_000).from > 8000);
  assert.ok(following(close, 0, 10_000).from <= 0);
  const shown = showing(stretched(close, 2, 10_000), 100, 100, 10_000);
  assert.ok(shown.from <= 100 && shown.bottom + shown.lanes > 100);
  assert.deepEqual(within(close, 10_000), close);
});

test("lines of time are nowhere crowded, from a moment to a day", () => {
  for (const span of [200, 5000, 60_000, 3_600_000, 86_400_000, 1e11]) {
    const lines = timeLines({ ...whole, span });
    assert.ok(lines.length >= 1 && lines.length <= 13, `${span}: ${lines.length}`);
  }
});

test("a coarser level begins a run for each step at most, and none of its notes is cut", () => {
  const notes = notesOf(Array.from({ length: 9000 }, (_, at) => [at, at + 50, 60 + (at % 2), 1 + (at % 127)]));
  const levels = levelsOf(notes, new Uint8Array(9000));
  assert.ok(levels.length > 2);
  for (const { step, begins, from, to, reach } of levels) {
    for (let at = begins[60] + 1; at < begins[61]; at += 1) assert.ok(from[at] - from[at - 1] >= Math.max(step, 1));
    assert.equal(reach[begins[61] - 1], Math.max(...to.slice(begins[60], begins[61])));
  }
  assert.equal(levelFor(levels, 0.5).step, 0);
  assert.ok(levelFor(levels, 64).step <= 64);
});

test("the first run of a lane is the first that still sounds, though a later one ended before", () => {
  const notes = notesOf([[0, 1000, 60], [10, 20, 60], [500, 600, 60]]);
  const [level] = levelsOf(notes, new Uint8Array(3));
  assert.equal(firstRun(level, 60, 400), level.begins[60]);
  assert.equal(firstRun(level, 60, 2000), level.begins[61]);
  assert.equal(firstRun(level, 61, 0), level.begins[62]);
});

test("pixels show a note where and as high as it is, and ground elsewhere", () => {
  const view = { from: 0, span: 100, bottom: 60, lanes: 12, width: 100, height: 120 };
  const pixels = new Uint32Array(100 * 120);
  const notes = notesOf([[10, 30, 60, 127], [50, 50, 71, 1], [-50, 5, 61, 127], [95, 500, 61, 127]]);
  const levels = levelsOf(notes, tintsOf(notes, "track", new Set()));
  const paints = paintsOf();
  assert.equal(paint(pixels, view, levels, paints), 4);
  const [loud, soft] = [paints.notes[SHADES - 1], paints.notes[0]];
  const at = (/** @type {number} */ x, /** @type {number} */ y) => pixels[y * 100 + x];
  assert.deepEqual([at(9, 112), at(10, 112), at(28, 112), at(29, 112), at(30, 112)], [paints.white, loud, loud, paints.white, paints.white]);
  assert.deepEqual([at(50, 2), at(51, 2), at(0, 105), at(5, 105), at(99, 105)], [soft, paints.white, loud, paints.black, paints.black]);
  assert.equal(at(96, 105), loud);
  assert.equal(at(0, 119), paints.line);
});

test("a hidden track is not painted", () => {
  const notes = notesOf([[0, 10, 60, 64, 0], [0, 10, 62, 64, 1]]);
  const levels = levelsOf(notes, tintsOf(notes, "track", new Set([1])));
  assert.deepEqual([levels[0].from.length, levels[0].begins[63] - levels[0].begins[62]], [1, 0]);
  assert.deepEqual([...tintsOf(notes, "instrument", new Set())], [0, 0]);
});

/** Machado, Oliveira and Fernandes (2009): how those see who lack one kind of cones. */
const EYES = {
  all: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritan: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};
const linear = (/** @type {number} */ part) => (part <= 10.31 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
const light = (/** @type {readonly number[]} */ [r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** Oklab (Ottosson 2020). @param {readonly number[]} rgb linear */
function lab([r, g, b]) {
  const rows = [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]];
  const [l, m, s] = rows.map(([x, y, z]) => Math.cbrt(Math.max(0, x * r + y * g + z * b)));
  return [0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s, 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s];
}

test("any two colours differ for every kind of eye, and the softest note stands off its ground by 3 : 1", () => {
  const ground = light(partsOf(GROUND.white).map(linear));
  const colours = TINTS.map(({ hex }) => partsOf(hex).map(linear));
  for (const { hex } of TINTS) assert.ok((light(shadeOf(hex, 0).map(linear)) + 0.05) / (ground + 0.05) >= 3, hex);
  for (const [eye, rows] of Object.entries(EYES)) {
    const seen = colours.map((rgb) => lab(rows.map(([x, y, z]) => x * rgb[0] + y * rgb[1] + z * rgb[2])));
    seen.forEach((one, at) => seen.slice(at + 1).forEach((other) => {
      assert.ok(Math.hypot(...one.map((part, axis) => part - other[axis])) > 0.07, `${eye} ${at}`);
    }));
  }
});
