import assert from "node:assert/strict";
import test from "node:test";
import { apart, hull, labelPlace, projection, scaleBar } from "../../main/resources/page/places.js";

const place = (latitude, longitude) => ({ latitude, longitude });

test("things of a city lie within the margins, north above south, west left of east", () => {
  const things = [place(48.1, 11.5), place(48.2, 11.6), place(48.15, 11.7)];
  const { point } = projection(things, 600, 400);
  for (const [x, y] of things.map(point)) assert.ok(x >= 43.9 && x <= 556.1 && y >= 43.9 && y <= 356.1, `${x}, ${y}`);
  assert.ok(point(things[0])[1] > point(things[1])[1]);
  assert.ok(point(things[0])[0] < point(things[1])[0]);
});

test("a kilometre to the north is as long as one to the east", () => {
  const { point, metresPerUnit } = projection([place(60, 10), place(60.02, 10.04)], 600, 400);
  const [x0, y0] = point(place(60.01, 10.02));
  const metre = 1 / 111320;
  const north = y0 - point(place(60.01 + 1000 * metre, 10.02))[1];
  const east = point(place(60.01, 10.02 + (1000 * metre) / Math.cos((60.01 * Math.PI) / 180)))[0] - x0;
  assert.ok(Math.abs(north - east) < 1e-6);
  assert.ok(Math.abs(north * metresPerUnit - 1000) < 1e-6);
});

test("a single thing stands in the middle", () => assert.deepEqual(projection([place(48, 11)], 600, 400).point(place(48, 11)), [300, 200]));

test("things at one place are moved apart, the first stays", () => {
  const placed = apart(Array.from({ length: 9 }, () => [100, 100]));
  assert.deepEqual(placed[0], [100, 100]);
  const far = placed.every(([x, y], i) => placed.slice(0, i).every(([u, v]) => Math.hypot(x - u, y - v) > 14));
  assert.ok(far);
});

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

test("a district's name stays within the map and off the names that stand already", () => {
  const points = [[300, 200]];
  const taken = [];
  const area = { width: 600, height: 400 };
  const first = labelPlace("Harbour", points, points, taken, area);
  taken.push([...first, 7 * 6.6]);
  const second = labelPlace("Harbour", points, points, taken, area);
  assert.notDeepEqual(first, second);
  for (const [x, y] of [first, second]) assert.ok(x > 20 && x < 580 && y > 14 && y < 386);
});

test("the scale is a round length of at most 120 units", () => {
  for (const metresPerUnit of [0.1, 0.5, 1, 3, 8.34, 10, 77, 1000]) {
    const { width, label } = scaleBar(metresPerUnit);
    assert.ok(width > 0 && width <= 120, `${metresPerUnit}: ${width}`);
    assert.match(label, /^[125]0* k?m$/);
  }
  assert.equal(scaleBar(10).label, "1 km");
});
