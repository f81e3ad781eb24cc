import assert from "node:assert/strict";
import test from "node:test";
import { Clock } from "../../main/resources/page/format.js";
import { drawn, pointsOf, RANGES, sizeFor, ticksOf } from "../../main/resources/page/series.js";

const MINUTE = 60000;

test("longer ranges have longer windows", () => {
  assert.deepEqual(Object.keys(RANGES).map((range) => sizeFor(range, 30).name), ["PT1M", "PT1M", "PT1M", "PT1M", "PT15M", "PT1H"]);
});

test("a window holds a reading at least", () => {
  assert.equal(sizeFor("PT1H", 3 * 60).name, "PT1M");
  assert.equal(sizeFor("PT1H", 3 * 61).name, "PT15M");
  assert.equal(sizeFor("PT1H", 3 * 3600).name, "PT1H");
  assert.equal(sizeFor("PT1H", 3 * 864000).name, "P1D");
});

test("points stand in the middle of their windows in the order of time", () => {
  const windows = new Map([[2 * MINUTE, "b"], [MINUTE, "a"], [0, "before"]]);
  assert.deepEqual(pointsOf(windows, MINUTE, MINUTE), [{ x: 1.5 * MINUTE, window: "a" }, { x: 2.5 * MINUTE, window: "b" }]);
});

test("the line breaks where a window is missing", () => {
  const windows = new Map([[0, "a"], [3 * MINUTE, "b"]]);
  assert.deepEqual(pointsOf(windows, 0, MINUTE).map((point) => [point.x, Boolean(point.gap)]),
    [[0.5 * MINUTE, false], [MINUTE, true], [3.5 * MINUTE, false]]);
});

test("a total is drawn by its increase, a state by its last value, anything else by its mean", () => {
  assert.deepEqual(drawn({ mean: 3, last: 4 }), { name: "mean", value: 3 });
  assert.deepEqual(drawn({ increase: null, resets: null, last: 4 }), { name: "increase", value: null });
  assert.deepEqual(drawn({ transitions: 2, last: 1 }), { name: "last", value: 1 });
  assert.deepEqual(drawn({}), { name: undefined, value: null });
});

test("no window is no point", () => assert.deepEqual(pointsOf(new Map(), 0, MINUTE), []));

test("marks are at round times and not too many for the width", () => {
  for (const [range, millis] of Object.entries(RANGES)) {
    for (const width of [0, 200, 600, 2000]) {
      const min = Date.parse("2026-05-01T12:34:56Z");
      const ticks = ticksOf({ min, max: min + millis, width }, range, new Clock("UTC")).map((tick) => tick.value);
      assert.ok(ticks.length <= Math.max(2, width / 90) + 1, `${range} ${width}: ${ticks.length}`);
      assert.ok(ticks.every((value) => value >= min && value <= min + millis && value % (5 * MINUTE) === 0));
    }
  }
});

// highcharts/highcharts#8308, shutterstock/rickshaw#504: marks at round times of UTC are at 05:30 and 02:00 here
test("marks are at times that are round where the test-bed is", () => {
  for (const zone of ["Asia/Kolkata", "Asia/Kathmandu", "Europe/Vienna", "America/St_Johns", "Pacific/Chatham"]) {
    const clock = new Clock(zone);
    const min = Date.parse("2026-03-20T12:34:56Z"); // ranges of days pass the change of summer time in Europe and Chatham
    const marks = (range) => ticksOf({ min, max: min + RANGES[range], width: 600 }, range, clock).map((tick) => clock.field(tick.value));
    assert.ok(marks("PT6H").every((text) => text.endsWith(":00")), `${zone} ${marks("PT6H")}`);
    for (const range of ["P7D", "P30D"]) {
      assert.ok(marks(range).length > 2);
      assert.ok(marks(range).every((text) => text.endsWith("T00:00")), `${zone} ${marks(range)}`);
    }
  }
});

test("where the clock skips an hour, no mark is there twice", () => {
  const min = Date.parse("2026-03-29T00:30:00Z");
  const ticks = ticksOf({ min, max: min + RANGES.PT6H, width: 2000 }, "PT6H", new Clock("Europe/Vienna")).map((tick) => tick.value);
  assert.deepEqual(ticks, [...new Set(ticks)].sort((a, b) => a - b));
});

test("a range of no numbers has no marks", () => {
  assert.deepEqual(ticksOf({ min: NaN, max: NaN, width: 600 }, "PT6H", new Clock("UTC")), []);
});
