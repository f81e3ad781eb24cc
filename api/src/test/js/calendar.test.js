import assert from "node:assert/strict";
import test from "node:test";
import { classOf, daysInWords, daysOf, percent } from "../../main/resources/page/calendar.js";

const window = (date, coverage, datastream = "a") => ({ datastream, localStart: `${date}T00:00:00+02:00`, coverage });

test("a day has the mean share of all datastreams, and one that sent nothing counts as empty", () => {
  const days = daysOf([window("2026-05-01", 1), window("2026-05-02", 0.5)], 2, "2026-05-02", 2);
  assert.deepEqual(days.map((day) => [day.date, day.share]), [["2026-05-01", 0.5], ["2026-05-02", 0.25]]);
});

test("days before the first one with data are not due, and a day without data after it is empty", () => {
  const days = daysOf([window("2026-05-02", 1), window("2026-05-04", 1)], 1, "2026-05-04", 4);
  assert.deepEqual(days.map((day) => day.share), [null, 1, 0, 1]);
  assert.equal(daysInWords(days), "66.7 % complete over 3 days; 1 day without data");
});

test("a day stands under its weekday, and Monday begins a new week", () => {
  const days = daysOf([], 1, "2026-05-04", 3); // Saturday, Sunday, Monday
  assert.deepEqual(days.map((day) => [day.weekday, day.week]), [[5, 0], [6, 0], [0, 1]]);
  assert.equal(daysInWords(days), "No whole day has data yet.");
});

test("the date of a day is that of the city, also on the days on which the clocks change", () => {
  const days = daysOf([{ datastream: "a", localStart: "2026-10-25T00:00:00+02:00", coverage: 1 }, { datastream: "a", localStart: "2026-10-26T00:00:00+01:00", coverage: 1 }], 1, "2026-10-26", 2);
  assert.deepEqual(days.map((day) => day.share), [1, 1]);
});

test("more readings than expected do not make up for missing ones of another datastream", () => {
  assert.equal(daysOf([window("2026-05-01", 1.4, "a"), window("2026-05-01", 0, "b")], 2, "2026-05-01", 1)[0].share, 0.5);
});

test("only a complete day is 100 %, and only an empty one 0 %", () => {
  assert.deepEqual([1, 0.9999, 0.5, 0.0001, 0, null, NaN].map(percent), ["100 %", "99.9 %", "50 %", "0.1 %", "0 %", "–", "–"]);
  assert.deepEqual([1, 0.98, 0.9, 0.3, 0.01, 0, null].map(classOf), [0, 0, 1, 2, 3, 4, null]);
});
