// What the view Explore reads: the rows of its question, of the earlier period if one is compared, and where data is if there is none in the range.

import { given } from "./code.js";
import { aggregateOf, byUnit, earlier, later, linesOf, offered, PERIODS, rangeOf, summaryOf, windowFor, WINDOWS } from "./question.js";

const DAY = 86400000;

/**
 * The question of an address, with what it leaves out.
 *
 * @param state the state of the address
 * @param known datastreams of the catalog, by id
 * @param pixels the width of the chart
 */
export function questionOf(state, { known, clock, zone, now, pixels }) {
  const ids = (state.datastream ?? "").split(",").filter(Boolean);
  const clockRange = rangeOf(state.datetime, now, clock) ?? { from: now - 30 * DAY, to: now };
  const interval = Math.max(1, ...ids.map((id) => known.get(id)?.intervalSeconds ?? 1));
  const fits = offered(clockRange, pixels);
  const chosen = fits.find((one) => one.name === state.window);
  const window = chosen ?? windowFor(clockRange, pixels, interval);
  const aggregates = state.agg ? [state.agg] : [...new Set(ids.map((id) => aggregateOf(known.get(id)?.statistic)))];
  const parameters = {
    datastream: ids, window: window.name, datetime: state.datetime || "P7D/..", agg: aggregates, tz: state.tz || zone, qc: state.qc ? state.qc.split(",") : null,
  };
  return { ids, range: clockRange, window, offered: fits, refused: Boolean(state.window) && !chosen, parameters, against: PERIODS.find(([name]) => name === (state.against ?? "")) ?? PERIODS[0] };
}

/** The name of the field of a window in which a series has its value. */
export function fieldOf(agg, statistic) { return agg || aggregateOf(statistic); }

/**
 * Reads the rows of a question and arranges them.
 *
 * @param lines reads a list of the API as rows
 * @param describe name, unit and statistic of a datastream
 */
export async function readQuestion(lines, question, { agg, clock, describe }) {
  const { parameters, window, against } = question;
  const columns = ["datastream", "start", "coverage", ...parameters.agg].join(",");
  const [now, before] = await Promise.all([
    lines("windows", { ...flat(parameters), columns }),
    against[2] === 0 ? { rows: [] } : lines("windows", { ...flat(parameters), columns, datetime: datetimeBefore(question.range, against[2], clock) }),
  ]);
  const range = now.datetime ?? question.range;
  const size = WINDOWS.find((one) => one.name === window.name).millis;
  const series = question.ids.map((id, at) => {
    const told = describe(id);
    const field = fieldOf(agg, told.statistic);
    const own = (rows) => rows.filter((row) => row.datastream === id);
    const circular = told.statistic === "direction";
    const points = linesOf(own(now.rows), field, size, { circular });
    const moved = linesOf(own(before.rows), field, size, { circular, move: (millis) => later(millis, against[2], clock) });
    return { id, at, ...told, unit: agg === "count" ? "1" : told.unit, points, earlier: moved, summary: summaryOf(points), before: summaryOf(moved) };
  });
  return { series, panels: byUnit(series), range, asOf: now.asOf, begins: now.begins, rows: now.rows.length };
}

function flat(parameters) { return Object.fromEntries(Object.entries(given(parameters)).map(([name, value]) => [name, [value].flat().join(",")])); }

function datetimeBefore({ from, to }, days, clock) {
  return [from, to].map((time) => new Date(earlier(time, days, clock)).toISOString()).join("/");
}
