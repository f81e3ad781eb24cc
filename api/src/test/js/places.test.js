import assert from "node:assert/strict";
import test from "node:test";
import { hull, scaleBar, spanOnGround } from "../../main/resources/page/places.js";

test("the hull goes round all points and over none within", () => {
  const square = [[0, 0], [10, 0], [10, 10], [0, 10]];
  const found = hull([...square, [5, 5], [2, 7], [5, 0]]);
  assert.deepEqual(found.map(String).sort(), square.map(String).sort());
});

test("the hull of few points or of a line is these points", () => {
  assert.deepEqual(hull([[1, 2]]), [[1, 2]]);
  assert.deepEqual(hull([[3, 4], [1, 2]]), [[1, 2], [3, 4]]);
  assert.deepEqual(hull([[0, 0], [1, 1], [2, 2]]).map(String).sort(), ["0,0", "2,2"]);
});

test("the hull leaves the points as they were", () => {
  const points = [[3, 3], [0, 0], [3, 0], [0, 3]];
  hull(points);
  assert.deepEqual(points, [[3, 3], [0, 0], [3, 0], [0, 3]]);
});

test("the scale is a round length of at most 120 units", () => {
  for (const metresPerUnit of [0.1, 0.5, 1, 3, 8.34, 10, 77, 1000]) {
    const { width, label } = scaleBar(metresPerUnit);
    assert.ok(width > 0 && width <= 120, `${metresPerUnit}: ${width}`);
    assert.match(label, /^[125]0* k?m$/);
  }
  assert.equal(scaleBar(10).label, "1 km");
});

test("a view shows nothing beyond the ground, unless a place is there", () => {
  const ground = { width: 4000, height: 3000 };
  assert.equal(spanOnGround(3000, 2500, ground, 1.5), 3000, "it fits with its margin");
  assert.equal(spanOnGround(5000, 3500, ground, 1), 3500, "places beyond the ground are shown");
  assert.equal(spanOnGround(4400, 3600, ground, 1.5), 4000, "the margin is smaller");
  assert.equal(spanOnGround(4000, 3000, ground, 1.2), 3600, "the ground is low");
});
