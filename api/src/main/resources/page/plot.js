// Lines of several series as SVG: one part for each unit, one axis of time for all. Lines differ by colour and by dashes; each is named at its end.

import { timeMarks } from "./axis.js";
import { label, shape } from "./dom.js";
import { number, unit } from "./format.js";
import { domainOf, linear, marksOf, pathOf } from "./scale.js";

const EDGE = { left: 46, right: 18, top: 24, bottom: 26 };
const GAP = 38;
const NAMES_FROM = 640;
const NAMES_WIDTH = 196;
const NAME_HEIGHT = 15;

/**
 * Draws a chart.
 *
 * @param panels unit and series, each with its place in the list (at), name, points and earlier points
 * @param spec from and to in milliseconds, clock, title, aggregate
 */
export function drawPlot(svg, panels, spec) {
  const width = Math.max(260, svg.clientWidth || 0);
  const height = Math.max(200, svg.clientHeight || 0);
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.replaceChildren();
  const named = width >= NAMES_FROM;
  const frame = { left: EDGE.left, right: width - EDGE.right - (named ? NAMES_WIDTH : 0) };
  const x = linear([spec.from, spec.to], [frame.left, frame.right]);
  const room = (height - EDGE.top - EDGE.bottom - GAP * (panels.length - 1)) / Math.max(1, panels.length);
  panels.forEach((panel, at) => {
    const top = EDGE.top + at * (room + GAP);
    drawPanel(svg, panel, { ...frame, top, bottom: top + room, x, named });
  });
  timeMarks(spec.from, spec.to, frame.right - frame.left, spec.clock).forEach(({ value, words }) => {
    const place = x(value).toFixed(1);
    shape("path", { d: `M${place} ${height - EDGE.bottom}v4`, class: "c-baseline" }, svg);
    label(words, { x: place, y: height - EDGE.bottom + 18, class: "c-axis", "text-anchor": "middle" }, svg);
  });
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", describe(panels, spec));
}

function drawPanel(svg, panel, place) {
  const values = panel.series.flatMap((one) => [...one.points, ...one.earlier].filter(Boolean).map((point) => point.y));
  const domain = domainOf(values, panel.unit);
  const y = linear([domain.low, domain.high], [place.bottom, place.top]);
  marksOf(domain).forEach((mark, at) => {
    shape("path", { d: `M${place.left} ${y(mark).toFixed(1)}H${place.right}`, class: at === 0 ? "c-baseline" : "c-grid" }, svg);
    label(number(mark), { x: place.left - 8, y: y(mark) + 4, class: "c-axis", "text-anchor": "end" }, svg);
  });
  label(unit(panel.unit) || "number", { x: place.left, y: place.top - 9, class: "c-axis p-unit" }, svg);
  const line = (points, series, className) => shape("path", { d: pathOf(points.map((point) => point && [place.x(point.x), y(point.y)])), class: `p-line s${series.at} ${className}` }, svg);
  panel.series.filter((one) => one.earlier.length > 0).forEach((one) => line(one.earlier, one, "before"));
  panel.series.forEach((one) => line(one.points, one, ""));
  if (place.named) drawNames(svg, panel, place, y);
}

/** Names at the ends of their lines; names that would overlap are moved apart. */
function drawNames(svg, panel, place, y) {
  const shown = namer(panel.series.map((one) => one.name));
  const names = panel.series.map((one) => ({ one, last: one.points.filter(Boolean).at(-1) })).filter(({ last }) => last)
    .map(({ one, last }) => ({ one, at: y(last.y) })).sort((a, b) => a.at - b.at);
  spread(names.map((name) => name.at), place.top + 6, place.bottom, NAME_HEIGHT).forEach((at, index) => {
    const { one } = names[index];
    label(shortened(shown(one.name)), { x: place.right + 8, y: at + 4, class: `p-name s${one.at}` }, svg);
  });
}

/** Heights in order, at least a step apart and within bounds if there is room. */
export function spread(heights, top, bottom, step) {
  const placed = [];
  heights.forEach((height, at) => placed.push(Math.max(height, at === 0 ? top : placed[at - 1] + step)));
  const over = (placed.at(-1) ?? 0) - bottom;
  if (over <= 0) return placed;
  for (let at = placed.length - 1; at >= 0; at--) placed[at] = Math.min(placed[at], at === placed.length - 1 ? bottom : placed[at + 1] - step);
  return placed;
}

/** What tells names apart: if all are of one property, the place alone. */
export function namer(names) {
  const [property] = names[0].split(", ");
  const same = names.length > 1 && names.every((name) => name.startsWith(`${property}, `));
  return (name) => (same ? name.slice(property.length + 2) : name);
}

function shortened(name) { return name.length > 27 ? `${name.slice(0, 26)}…` : name; }

function describe(panels, spec) {
  const parts = panels.flatMap((panel) => panel.series.map((one) => {
    const values = one.points.filter(Boolean).map((point) => point.y);
    return values.length === 0 ? `${one.name}: no values` : `${one.name}: ${number(Math.min(...values))} to ${number(Math.max(...values))} ${unit(panel.unit)}`.trim();
  }));
  return `${spec.title}. ${parts.join(". ")}`;
}
