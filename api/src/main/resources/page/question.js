// The question of the view Explore: range, windows, aggregate and the period to compare with. Pure.

import { DAY } from "./series.js";

const MINUTE = 60000;
const HOUR = 60 * MINUTE;
/** More lines than this cannot be told apart. */
export const MOST_SERIES = 8;
/** Lengths of windows, each of which longer ones are made of. */
export const WINDOWS = [
  { name: "PT1M", millis: MINUTE, words: "1 minute" }, { name: "PT5M", millis: 5 * MINUTE, words: "5 minutes" }, { name: "PT15M", millis: 15 * MINUTE, words: "15 minutes" },
  { name: "PT1H", millis: HOUR, words: "1 hour" }, { name: "PT6H", millis: 6 * HOUR, words: "6 hours" }, { name: "P1D", millis: DAY, words: "1 day" },
  { name: "P1W", millis: 7 * DAY, words: "1 week" }, { name: "P1M", millis: 30 * DAY, words: "1 month" },
];
export const SPANS = [
  { name: "PT6H/..", millis: 6 * HOUR, words: "6 hours" }, { name: "PT24H/..", millis: DAY, words: "24 hours" }, { name: "P7D/..", millis: 7 * DAY, words: "7 days" },
  { name: "P30D/..", millis: 30 * DAY, words: "30 days" }, { name: "P90D/..", millis: 90 * DAY, words: "90 days" }, { name: "P365D/..", millis: 365 * DAY, words: "year" },
];
export const AGGREGATES = [["", "Usual"], ["mean", "Mean"], ["median", "Median"], ["min", "Least"], ["max", "Greatest"], ["p95", "95th percentile"], ["sd", "Standard deviation"], ["sum", "Sum"],
  ["count", "Number of readings"]];
export const FLAGS = [["", "Good"], ["good,not-evaluated,suspect", "Good and suspect"], ["good,not-evaluated,suspect,fail", "All"]];
/** Earlier periods, by days of the calendar: a week before is at the same time of the clock, also if the clocks were changed since. */
export const PERIODS = [["", "Nothing", 0], ["P1D", "the day before", 1], ["P7D", "a week before", 7], ["P28D", "four weeks before", 28], ["P364D", "a year before, same weekday", 364]];
const USUAL_SPAN = "P7D/..";

/** The start and end that a question names, milliseconds; null if it says them in a way that only the API knows. */
export function rangeOf(datetime, now, clock) {
  const span = SPANS.find((one) => one.name === (datetime || USUAL_SPAN));
  if (span) return { from: now - span.millis, to: now };
  const [first, second, more] = datetime.split("/");
  const from = timeOf(first, clock);
  const to = timeOf(second ?? "", clock);
  return more === undefined && from < to ? { from, to } : null;
}

/** A date is the start of that day on the clock; other times have an offset. */
function timeOf(text, clock) { return /^\d{4}-\d\d-\d\d$/.test(text) ? clock.parseField(`${text}T00:00`) : Date.parse(text); }

function nextDay(date) { return new Date(Date.parse(`${date}T00:00Z`) + DAY).toISOString().slice(0, 10); }

/** The datetime of two dates, both included, in the words of the API, where the end is not included. */
export function datesOf(first, last) { return first && last && first <= last ? `${first}/${nextDay(last)}` : null; }

/** The shortest windows of which a range has at most as many as the chart has pixels, and which are no shorter than the interval of the readings. */
export function windowFor(range, pixels, intervalSeconds) {
  return WINDOWS.find((window) => (range.to - range.from) / window.millis <= pixels && window.millis >= intervalSeconds * 1000) ?? WINDOWS.at(-1);
}

/** The windows that are offered for a range: not more points than pixels. */
export function offered(range, pixels) {
  return WINDOWS.filter((window) => (range.to - range.from) / window.millis <= pixels && window.millis <= range.to - range.from);
}

/** A time so many days of the calendar earlier, at the same time of the clock. */
export function earlier(millis, days, clock) { return clock.instant(clock.wall(millis) - days * DAY); }

/** The time at which a value of an earlier period is drawn. */
export function later(millis, days, clock) { return clock.instant(clock.wall(millis) + days * DAY); }

/** The aggregate that is drawn if none is chosen. */
export function aggregateOf(statistic) { return { total: "increase", state: "last" }[statistic] ?? "mean"; }

/** Series by unit, because values of two units have no axis in common. */
export function byUnit(series) {
  const panels = new Map();
  series.forEach((one) => panels.set(one.unit, [...(panels.get(one.unit) ?? []), one]));
  return [...panels].map(([unit, own]) => ({ unit, series: own }));
}

/** Points of one series in the middle of their windows, in order; a missing window or value breaks the line, and so does a direction that passes north. */
export function linesOf(rows, field, windowMillis, { move = (millis) => millis, circular = false } = {}) {
  const points = [];
  let previous = null;
  rows.forEach((row) => {
    const start = Date.parse(row.start);
    const value = row[field];
    if (value === null || value === undefined) return;
    const jumps = circular && Math.abs(value - (points.at(-1)?.y ?? value)) > 180;
    if (jumps || (previous !== null && start - previous > 1.5 * windowMillis)) points.push(null);
    previous = start;
    points.push({ x: move(start + windowMillis / 2), y: value, start });
  });
  return points;
}

/** Count, mean, least and greatest of drawn values, with the times of the two; null without values. */
export function summaryOf(points) {
  const known = points.filter(Boolean);
  if (known.length === 0) return null;
  const least = known.reduce((a, b) => (b.y < a.y ? b : a));
  const greatest = known.reduce((a, b) => (b.y > a.y ? b : a));
  return { count: known.length, mean: known.reduce((sum, one) => sum + one.y, 0) / known.length, least, greatest, last: known.at(-1) };
}
