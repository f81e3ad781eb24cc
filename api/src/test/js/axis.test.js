import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { timeMarks } from "../../main/resources/page/axis.js";
import { Clock } from "../../main/resources/page/format.js";
import { namer, spread } from "../../main/resources/page/plot.js";

const DAY = 86400000;
const paris = new Clock("Europe/Paris");

test("marks are those of the API's pictures", () => {
  const [, ...rows] = readFileSync(new URL("../resources/time-marks.csv", import.meta.url), "utf8").trim().split("\n");
  assert.ok(rows.length >= 8);
  rows.map((row) => row.split(";")).forEach(([from, to, pixels, zone, words]) => {
    assert.equal(timeMarks(Date.parse(from), Date.parse(to), Number(pixels), new Clock(zone)).map((mark) => mark.words).join(" | "), words, `${from} ${to}`);
  });
});

test("weeks begin on Monday, also after the clocks change", () => {
  const marks = timeMarks(Date.parse("2026-10-10T00:00+02:00"), Date.parse("2026-11-20T00:00+01:00"), 600, paris);
  assert.ok(marks.length >= 5);
  marks.forEach(({ value }) => assert.equal(paris.weekday(value), "Monday"));
});

test("labels have room at any range", () => {
  for (const days of [0.01, 0.2, 1, 3, 7, 20, 60, 200, 365, 1000, 5000]) {
    const marks = timeMarks(Date.parse("2026-01-15T03:00Z"), Date.parse("2026-01-15T03:00Z") + days * DAY, 800, paris);
    assert.ok(marks.length <= 16, `${days} days: ${marks.length} marks`);
    assert.ok(marks.length >= 2, `${days} days: ${marks.length} marks`);
  }
  assert.deepEqual(timeMarks(5, 5, 800, paris), []);
});

test("names at the ends of lines do not overlap and stay inside", () => {
  assert.deepEqual(spread([10, 12, 80], 0, 100, 15), [10, 25, 80]);
  assert.deepEqual(spread([90, 95, 99], 0, 100, 15), [70, 85, 100]);
});

test("names of one property are told apart by their places", () => {
  assert.deepEqual(["PM2.5, Quay", "PM2.5, Mill"].map(namer(["PM2.5, Quay", "PM2.5, Mill"])), ["Quay", "Mill"]);
  assert.equal(namer(["PM2.5, Quay"])("PM2.5, Quay"), "PM2.5, Quay");
  assert.equal(namer(["PM2.5, Quay", "PM10, Quay"])("PM10, Quay"), "PM10, Quay");
});
