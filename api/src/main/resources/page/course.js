// The course of one datastream: what was measured, what its tests found, what was expected, and where data is missing. Pure.

import { drawn, pointsOf } from "./series.js";

const GAP_LEAST = 10 * 60000;
const SUSPECT = 3;
const FAILED = 4;

/**
 * The parts of a chart.
 *
 * @param windows good windows of the API, in any order
 * @param sizeMillis their length
 * @param flagged an answer with suspect and failed observations; if it has a next page, it begins with the newest, and before its oldest
 *     one no gap is known
 * @param expected rows of the resource `expected`
 * @param from start of the range, milliseconds
 * @param end end of the data, milliseconds
 */
export function courseOf({ windows, sizeMillis, flagged = { items: [] }, expected = [], from, end }) {
  const byStart = new Map(windows.filter((window) => drawn(window).value !== null).map((window) => [Date.parse(window.start), window]));
  const good = pointsOf(byStart, from, sizeMillis).map((point) => (point.gap ? null : { x: point.x, y: drawn(point.window).value }));
  const marked = (flag) => flagged.items.filter((one) => one.flag === flag && one.result !== null)
    .map((one) => ({ x: Date.parse(one.phenomenonTime), y: one.result, tests: testsOf(one, flag) }))
    .filter((one) => one.x >= from).sort((a, b) => a.x - b.x);
  const suspect = marked(SUSPECT);
  const failed = marked(FAILED);
  const known = flagged.next ? Math.max(from, Math.min(...flagged.items.map((one) => Date.parse(one.phenomenonTime)))) : from;
  return {
    from, end, sizeMillis, good, suspect, failed,
    band: expected.filter((row) => row.low !== null && Date.parse(row.time) >= from).map((row) => ({ x: Date.parse(row.time), low: row.low, high: row.high, usual: row.expected })),
    gaps: gapsOf([...byStart.keys()].flatMap((start) => [start, start + sizeMillis]), [...suspect, ...failed].map((one) => one.x).filter((time) => time >= known), known, end, sizeMillis),
  };
}

function testsOf(observation, flag) {
  return Object.entries(observation.tests ?? {}).filter(([, verdict]) => verdict === flag).map(([test]) => test.replaceAll("-", " "));
}

/** Stretches without any value, longer than ten minutes and than two windows. */
export function gapsOf(covered, flagged, from, end, sizeMillis) {
  const times = [from, ...covered.filter((time) => time >= from), ...flagged, end].sort((a, b) => a - b);
  const least = Math.max(GAP_LEAST, 2.5 * sizeMillis);
  const gaps = [];
  for (let at = 1; at < times.length; at++) {
    if (times[at] - times[at - 1] > least) gaps.push({ from: times[at - 1], to: times[at], open: times[at] === end });
  }
  return gaps;
}

/** Runs of points whose distance is at most a limit, for thin joins between suspect points. */
export function runsOf(points, mostMillis) {
  const runs = [];
  for (const point of points) {
    const run = runs.at(-1);
    if (run && point.x - run.at(-1).x <= mostMillis) run.push(point);
    else runs.push([point]);
  }
  return runs;
}

/** The newest value of a course, good or suspect. */
export function newest(course) {
  const good = course.good.filter(Boolean).at(-1);
  const suspect = course.suspect.at(-1);
  return suspect && (!good || suspect.x > good.x - course.sizeMillis / 2) ? { ...suspect, flag: "suspect" } : good ? { ...good, flag: "good" } : null;
}

/** A course with its good values alone, for what the public sees. */
export function goodOnly(course) { return { ...course, suspect: [], failed: [] }; }

/** The limits that a chart shows: those it always shows, the nearest one, and those that its values come near. */
export function shownLimits(course, limits) {
  const most = Math.max(0, ...course.good.filter(Boolean).map((point) => point.y), ...course.suspect.map((point) => point.y));
  return [...limits].sort((a, b) => a.value - b.value).filter((limit, place) => limit.always || limit.value <= most * (place === 0 ? 1.6 : 1.1));
}

/** All values that the axis must hold. A failed value is clipped to the edge instead. */
export function extent(course, limits) {
  const measured = [...course.good.filter(Boolean).map((point) => point.y), ...course.suspect.map((point) => point.y)];
  const least = Math.min(...measured, ...course.band.map((one) => one.usual ?? one.low));
  return [
    ...measured, ...course.band.flatMap((one) => [least >= 0 ? Math.max(0, one.low) : one.low, one.high]), ...shownLimits(course, limits).map((one) => one.value),
  ];
}
