// A chart as SVG: band, line, suspect and failed points, gaps, limit, onset and end. It is drawn anew after each change.

import { extent, newest, runsOf } from "./course.js";
import { label, shape } from "./dom.js";
import { age, number, unit } from "./format.js";
import { bandPath, domainOf, linear, marksOf, pathOf } from "./scale.js";
import { ticksOf } from "./series.js";

const EDGE = { left: 40, right: 72, top: 22, bottom: 24 };

/**
 * Draws a chart.
 *
 * @param svg the element, of the size in which it is shown
 * @param course see courseOf
 * @param spec title, unit, clock, range, now, limits ({value, words}), episodes ({from, to, words, severity})
 */
export function drawChart(svg, course, spec) {
  const width = Math.max(260, svg.clientWidth || 0);
  const height = Math.max(140, svg.clientHeight || 0);
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.replaceChildren();
  hatch(svg);
  const plot = { left: EDGE.left, right: width - EDGE.right, top: EDGE.top, bottom: height - EDGE.bottom };
  const domain = domainOf(extent(course, spec.limits), spec.unit);
  const ahead = Math.max(course.end, course.band.at(-1)?.x ?? 0);
  const x = linear([course.from, ahead], [plot.left, plot.right]);
  const y = linear([domain.low, domain.high], [plot.bottom, plot.top]);
  const scene = { svg, course, spec, plot, domain, x, y };
  drawAxes(scene, ahead);
  drawEpisodes(scene);
  drawGaps(scene);
  drawSeries(scene);
  drawLimits(scene);
  drawEpisodeRules(scene);
  drawNow(scene);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", describe(course, spec));
}

function hatch(svg) {
  const pattern = shape("pattern", { id: `${svg.id}-hatch`, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, shape("defs", {}, svg));
  shape("path", { d: "M0 0V6", class: "h-l" }, pattern);
}

function drawAxes({ svg, spec, plot, domain, x, y, course }, ahead) {
  marksOf(domain).forEach((mark) => {
    shape("path", { d: `M${plot.left} ${y(mark).toFixed(1)}H${plot.right}`, class: "c-grid" }, svg);
    label(number(mark), { x: plot.left - 8, y: y(mark) + 4, class: "c-axis", "text-anchor": "end" }, svg);
  });
  ticksOf({ min: course.from, max: ahead, width: plot.right - plot.left }, spec.range, spec.clock).forEach(({ value }) => {
    shape("path", { d: `M${x(value).toFixed(1)} ${plot.bottom}v4`, class: "c-grid" }, svg);
    const words = ["P7D", "P30D"].includes(spec.range) ? spec.clock.date(value).split(",")[0] : spec.clock.minutes(value);
    label(words, { x: x(value), y: plot.bottom + 18, class: "c-axis", "text-anchor": "middle" }, svg);
  });
}

function within(plot, at) { return Math.min(plot.right, Math.max(plot.left, at)); }

function drawEpisodes({ svg, spec, plot, x, course }) {
  spec.episodes.forEach((one) => {
    const [from, to] = [within(plot, x(one.from)), within(plot, x(one.to ?? course.end))];
    if (to > from) shape("rect", { x: from, y: plot.top, width: to - from, height: plot.bottom - plot.top, class: `c-ep ${one.severity}` }, svg);
  });
}

/** The rules of onset and end, over the curve; the label stands where there is room. */
function drawEpisodeRules({ svg, spec, plot, x, course }) {
  spec.episodes.forEach((one) => {
    const from = x(one.from);
    if (from >= plot.left) shape("path", { d: `M${from.toFixed(1)} ${plot.top - 8}V${plot.bottom}`, class: `c-on ${one.severity}` }, svg);
    if (one.to && x(one.to) >= plot.left) shape("path", { d: `M${x(one.to).toFixed(1)} ${plot.top - 8}V${plot.bottom}`, class: `c-on end ${one.severity}` }, svg);
    if (!one.words || x(one.to ?? course.end) < plot.left) return;
    const left = from > plot.left + 130;
    const at = left ? from - 6 : within(plot, x(one.to ?? one.from)) + 6;
    label(one.words, { x: at, y: plot.top + 2, class: `c-ont c-halo ${one.severity}`, "text-anchor": left ? "end" : "start" }, svg);
  });
}

function drawGaps({ svg, spec, plot, x, course }) {
  course.gaps.forEach((gap) => {
    const [from, to] = [x(gap.from), x(gap.to)];
    shape("rect", { x: from, y: plot.top, width: Math.max(1, to - from), height: plot.bottom - plot.top, fill: `url(#${svg.id}-hatch)`, class: "c-gap" }, svg);
    if (to - from < 44) return;
    const middle = (from + to) / 2;
    label(gap.open && spec.withheld ? "withheld" : "no data", { x: middle, y: plot.top + 12, class: "c-note c-halo", "text-anchor": "middle" }, svg);
    label(age((gap.to - gap.from) / 1000), { x: middle, y: plot.top + 25, class: "c-note c-halo", "text-anchor": "middle" }, svg);
  });
}

function drawSeries({ svg, course, plot, x, y, spec }) {
  const clip = (value) => Math.min(plot.bottom, Math.max(plot.top, y(value)));
  shape("path", { d: bandPath(course.band.map((one) => [x(one.x), clip(one.low), clip(one.high)])), class: "c-band" }, svg);
  shape("path", { d: pathOf(course.band.map((one) => [x(one.x), y(one.usual)])), class: "c-usual" }, svg);
  shape("path", { d: pathOf(course.good.map((point) => point && [x(point.x), y(point.y)])), class: "c-line" }, svg);
  runsOf(course.suspect, Math.max(10 * 60000, 2.5 * course.sizeMillis)).forEach((run) => {
    shape("path", { d: pathOf(run.map((point) => [x(point.x), clip(point.y)])), class: "c-susl" }, svg);
  });
  course.suspect.forEach((point) => {
    const mark = shape("circle", { cx: x(point.x).toFixed(1), cy: clip(point.y).toFixed(1), r: 3.4, class: "c-sus", "data-value": point.y }, svg);
    shape("title", {}, mark).textContent = `${spec.clock.seconds(point.x)}: ${number(point.y)}, suspect: ${point.tests.join(", ")}`;
  });
  course.failed.forEach((point) => {
    const [cx, cy] = [x(point.x), clip(point.y)];
    const mark = shape("path", { d: `M${cx - 4} ${cy - 4}L${cx + 4} ${cy + 4}M${cx - 4} ${cy + 4}L${cx + 4} ${cy - 4}`, class: "c-fail", "data-value": point.y }, svg);
    shape("title", {}, mark).textContent = `${spec.clock.seconds(point.x)}: ${number(point.y)}, failed: ${point.tests.join(", ")}`;
  });
}

function drawLimits({ svg, spec, plot, domain, y }) {
  spec.limits.filter((limit) => limit.value >= domain.low && limit.value <= domain.high).forEach((limit) => {
    shape("path", { d: `M${plot.left} ${y(limit.value).toFixed(1)}H${plot.right}`, class: "c-lim" }, svg);
    label(limit.words, { x: plot.left + 6, y: y(limit.value) - 6, class: "c-limt c-halo" }, svg);
  });
}

function drawNow({ svg, course, spec, plot, x, y }) {
  const last = newest(course);
  if (spec.live) shape("path", { d: `M${x(course.end).toFixed(1)} ${plot.top - 4}V${plot.bottom}`, class: "c-now" }, svg);
  const usual = course.band.at(-1);
  if (usual && (!last || Math.abs(y(usual.usual) - y(last.y)) > 34)) {
    label("expected", { x: plot.right + 6, y: y(usual.usual) + 4, class: "c-note" }, svg);
  }
  if (!last) return;
  const at = Math.min(plot.bottom - 10, Math.max(plot.top + 4, y(last.y)));
  const stale = course.end - last.x > Math.max(3 * course.sizeMillis, 10 * 60000);
  if (stale) shape("path", { d: `M${x(last.x).toFixed(1)} ${y(last.y).toFixed(1)}H${x(course.end).toFixed(1)}`, class: "c-stale" }, svg);
  label(number(last.y), { x: plot.right + 6, y: at + 4, class: "c-val c-halo" }, svg);
  label(stale ? `${age((course.end - last.x) / 1000)} ago` : last.flag === "suspect" ? "suspect" : "", { x: plot.right + 6, y: at + 17, class: "c-note" }, svg);
}

function describe(course, spec) {
  const values = course.good.filter(Boolean).length;
  const last = newest(course);
  const parts = [last ? `last ${number(last.y)} ${unit(spec.unit)} ${last.flag}` : "no values", `${values} good windows`];
  if (course.suspect.length > 0) parts.push(`${course.suspect.length} suspect, highest ${number(Math.max(...course.suspect.map((one) => one.y)))}`);
  if (course.failed.length > 0) parts.push(`${course.failed.length} failed`);
  if (course.gaps.length > 0) parts.push(`${course.gaps.length} gaps`);
  spec.limits.forEach((limit) => parts.push(limit.words));
  return `${spec.title}: ${parts.join(", ")}`;
}
