import assert from "node:assert/strict";
import test from "node:test";
import { courseOf, extent, gapsOf, newest, runsOf } from "../../main/resources/page/course.js";
import { seesIt } from "../../main/resources/page/neighbours.js";
import { NOON, afterNoon } from "./fixtures.js";

const MINUTE = 60000;
const window = (minute, mean) => ({ start: afterNoon(minute), end: afterNoon(minute + 1), mean });
const flagged = (minute, result, flag) => ({ phenomenonTime: afterNoon(minute), result, flag, tests: { spike: flag, "gross-range": 1 } });
const course = (parts) => courseOf({ windows: [], sizeMillis: MINUTE, from: NOON, end: NOON + 60 * MINUTE, ...parts });

test("suspect and failed values are apart from good ones, with the tests that flagged them", () => {
  const { good, suspect, failed } = course({ windows: [window(0, 5), window(1, 6)], flagged: { items: [flagged(3, 81, 3), flagged(4, 900, 4), flagged(5, null, 3)] } });
  assert.deepEqual(good.map((point) => point.y), [5, 6]);
  assert.deepEqual(suspect.map((point) => [point.y, point.tests]), [[81, ["spike"]]]);
  assert.deepEqual(failed.map((point) => point.y), [900]);
});

test("the newest value is the suspect one if it is newer", () => {
  assert.deepEqual([newest(course({ windows: [window(0, 5)], flagged: { items: [flagged(3, 81, 3)] } })).y, newest(course({ windows: [window(0, 5)] })).y], [81, 5]);
  assert.equal(newest(course({})), null);
});

test("the axis holds band, suspect values and the limit, and no failed value", () => {
  const one = course({ windows: [window(0, 5)], flagged: { items: [flagged(3, 81, 3), flagged(4, 900, 4)] }, expected: [{ time: afterNoon(0), expected: 6, low: -2, high: 12 }] });
  const numbers = extent(one, [{ value: 55 }, { value: 5000 }]);
  assert.deepEqual([Math.min(...numbers), Math.max(...numbers)], [0, 81]);
  assert.ok(numbers.includes(55));
});

test("a gap is longer than ten minutes, and a suspect value is no gap", () => {
  const gaps = (flags) => gapsOf([NOON, NOON + MINUTE], flags, NOON, NOON + 30 * MINUTE, MINUTE).map((gap) => (gap.to - gap.from) / MINUTE);
  assert.deepEqual(gaps([]), [29]);
  assert.deepEqual(gaps([NOON + 9 * MINUTE, NOON + 18 * MINUTE, NOON + 25 * MINUTE]), []);
});

test("before the oldest flagged value that was read no gap is known, if there are older ones", () => {
  const items = [flagged(50, 81, 3), flagged(45, 82, 3), flagged(40, 83, 4)];
  const gaps = (answer) => course({ windows: [window(0, 5)], flagged: answer }).gaps.map((gap) => [(gap.from - NOON) / MINUTE, (gap.to - NOON) / MINUTE]);
  assert.deepEqual(gaps({ items: items.slice(0, 2), next: null }), [[1, 45]]);
  assert.deepEqual(gaps({ items, next: "/api/v1/observations?cursor=2" }), []);
  assert.deepEqual(gaps({ items: items.slice(2), next: "/api/v1/observations?cursor=2" }), [[40, 60]], "a gap after it is one");
});

test("suspect points far from one another are not joined", () => {
  assert.deepEqual(runsOf([{ x: 0 }, { x: 5 }, { x: 50 }], 10).map((run) => run.length), [2, 1]);
});

test("a neighbour sees what an alert reports beyond the same limit, else outside its own band", () => {
  const calm = course({ windows: [window(0, 5)], expected: [{ time: afterNoon(0), expected: 6, low: 2, high: 12 }] });
  const loud = course({ windows: [window(0, 60)], expected: [{ time: afterNoon(0), expected: 6, low: 2, high: 12 }] });
  const rule = { direction: "above", raise: 55 };
  assert.deepEqual([seesIt(calm, {}, rule), seesIt(loud, {}, rule), seesIt(calm, {}), seesIt(loud, {}), seesIt(course({}), {})], [false, true, false, true, null]);
});
