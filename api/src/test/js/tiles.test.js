import assert from "node:assert/strict";
import test from "node:test";
import { courseOf } from "../../main/resources/page/course.js";
import { against, TILES, tileOf } from "../../main/resources/page/tiles.js";
import { NOON, afterNoon } from "./fixtures.js";

const HOUR = 60;
const THING = { name: "Pedestrians at Market Square" };
const course = (minutes, band) => courseOf({
  windows: minutes.map(([minute, mean]) => ({ start: afterNoon(minute), end: afterNoon(minute + 15), mean })), sizeMillis: 900000, from: NOON, end: NOON + 6 * HOUR * 60000,
  expected: band ? [{ time: afterNoon(0), expected: band[1], low: band[0], high: band[2] }] : [],
});
const place = (minutes, band, unit = "1", thing = THING) => ({ thing, value: { unit }, course: course(minutes, band) });
const of = (property) => TILES.find((tile) => tile.property === property);

test("a place above its band is busier than usual, in words", () => {
  const tile = tileOf(of("pedestrian-count"), [place([[345, 14]], [3, 8, 20]), place([[345, 34]], [12, 18, 25])], "Sunday", []);
  assert.deepEqual([tile.title, tile.bold, tile.rest, tile.differs], ["Market Square is busier than usual", "34 people a minute", ", on a Sunday usually 12 to 25", true]);
});

test("a suspect value is no news, in words and in the curve", () => {
  const one = course([[345, 14]], [3, 8, 20]);
  const spiked = { ...one, suspect: [{ x: one.end - 60000, y: 900, tests: ["spike"] }], failed: [{ x: one.end, y: 5000, tests: [] }] };
  assert.deepEqual([against(spiked).last.y, against(spiked).state], [14, "usual"]);
  const tile = tileOf(of("pedestrian-count"), [{ thing: THING, value: { unit: "1" }, course: spiked }], "Sunday", []);
  assert.deepEqual([tile.differs, tile.bold, tile.course.suspect, tile.course.failed], [false, "14 people a minute", [], []]);
  assert.equal(against({ ...spiked, good: [] }), null, "a sensor with suspect values alone says nothing");
});

test("without a place that differs the day is a usual one", () => {
  const tile = tileOf(of("pedestrian-count"), [place([[345, 14]], [3, 8, 20])], "Sunday", []);
  assert.deepEqual([tile.title, tile.differs], ["A usual Sunday for people", false]);
});

test("old values say nothing, and no band is no difference", () => {
  assert.equal(against(course([[0, 5]], [3, 8, 20])), null);
  assert.equal(against(course([[345, 500]], null)).state, "usual");
  assert.deepEqual([[345, 25.5], [345, 27]].map((window) => against(course([window], [12, 18, 25])).state), ["usual", "more"]);
  assert.equal(tileOf(of("pm25"), [], "Sunday", []), null);
});

test("the air is the median of places, and a place that is checked is named", () => {
  const places = [5, 13, 17].map((mean) => place([[345, mean]], null, "ug/m3"));
  const tile = tileOf(of("pm25"), places, "Sunday", ["Ferry landing"]);
  assert.deepEqual([tile.title, tile.bold, tile.rest], ["The air is fair", "Fine particles 13\u00a0µg/m³", ". Ferry landing: withheld, being checked"]);
});

test("the river rises or falls by what it was three hours before", () => {
  const tile = tileOf(of("water-level"), [place([[0, 2.11], [345, 2.05]], null, "m")], "Sunday", []);
  assert.equal(tile.title, "The river is falling");
  assert.match(tile.rest, /1 cm less each hour/);
});
