// A small chart without axes: the line in its band, suspect points, limit and the last point.

import { extent, newest } from "./course.js";
import { shape } from "./dom.js";
import { bandPath, linear, pathOf } from "./scale.js";

/**
 * A sparkline. Its text equivalent stands beside it.
 *
 * @param limits values of limit lines
 * @param domain low and high of its axis; its own values if not given
 */
export function spark(course, { width, height, limits = [], domain, from }) {
  const svg = shape("svg", { viewBox: `0 0 ${width} ${height}`, width, height, class: "spk", "aria-hidden": "true" });
  const numbers = extent(course, limits.map((value) => ({ value, always: true })));
  if (numbers.length === 0) return svg;
  const [low, high] = domain ?? [Math.min(...numbers), Math.max(...numbers)];
  const pad = domain ? 0 : 3;
  const x = linear([course.from, course.end], [2, width - 4]);
  const y = linear([low, high === low ? low + 1 : high], [height - 2 - pad, 2 + pad]);
  if (from !== undefined) {
    const start = Math.max(2, x(from));
    shape("rect", { x: start, y: 0, width: Math.max(0, width - 4 - start), height, class: "c-ep warning" }, svg);
  }
  limits.filter((value) => value <= high).forEach((value) => shape("path", { d: `M0 ${y(value).toFixed(1)}H${width}`, class: "c-lim thin" }, svg));
  const band = course.band.filter((one) => one.x <= course.end);
  const clip = (value) => Math.min(height, Math.max(0, y(value)));
  shape("path", { d: bandPath(band.map((one) => [x(one.x), clip(one.low), clip(one.high)])), class: "c-band" }, svg);
  shape("path", { d: pathOf(course.good.map((point) => point && [x(point.x), y(point.y)])), class: "c-line thin" }, svg);
  course.suspect.forEach((point) => shape("circle", { cx: x(point.x).toFixed(1), cy: y(point.y).toFixed(1), r: 2.3, class: "c-sus thin" }, svg));
  const last = newest(course);
  if (last?.flag === "good") shape("circle", { cx: x(last.x).toFixed(1), cy: y(last.y).toFixed(1), r: 2.3, class: "c-dot" }, svg);
  return svg;
}
