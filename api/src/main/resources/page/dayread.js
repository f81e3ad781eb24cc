// What the view Day reads of the API: the alerts of a day and those that are still open, their histories, and how complete the data is.

import { alertsOf, completeness, rangeOf } from "./day.js";
import { readAll } from "./pages.js";

const WEEK = 7 * 86400000;
const MOST_HISTORIES = 30;
/** Windows of an hour are closed so long after its end. */
const CLOSING_MILLIS = 900000;

const iso = (millis) => new Date(millis).toISOString();

/**
 * A day.
 *
 * @param get reads a resource of the API
 * @param date 2026-11-29
 */
export async function readDay(get, model, data, date) {
  const testbed = model.things.values().next().value.testbed;
  const day = rangeOf(date, model.clock);
  const end = Math.max(Math.min(day.to, model.now()), day.from + 1);
  const within = `${iso(day.from)}/${iso(end)}`;
  const [alerts, projects, hours, datastreams] = await Promise.all([
    alertsUntil(get, testbed, day, end), get("projects", { testbed, limit: 1000 }),
    readAll(get, "windows", { testbed, window: "PT1H", datetime: within, limit: 10000 }), datastreamsAt(get, testbed, day, end, data),
  ]);
  const parts = alertsOf(alerts, day);
  const told = [...new Set([...parts.calls, ...parts.tickets, ...parts.open])].slice(0, MOST_HISTORIES);
  const histories = await Promise.all(told.map((alert) => get(`alerts/${encodeURIComponent(alert.id)}/history`).then(({ items }) => ({ alert, items }))));
  const due = { from: day.from, to: Math.min(day.to, model.now() - CLOSING_MILLIS) };
  return { day, end, within, parts, histories, complete: completeness(hours.items, datastreams, model.things, projects.items, due) };
}

/** Alerts of the week before the end of a day, and all that were open at its end, however old. */
async function alertsUntil(get, testbed, day, end) {
  const primary = { testbed, calls: "yes", limit: 1000 };
  const [recent, open] = await Promise.all([
    readAll(get, "alerts", { ...primary, datetime: `${iso(day.from - WEEK)}/${iso(end)}` }),
    thenOrNow((then) => readAll(get, "alerts", { ...primary, state: "open", ...then }), day, end),
  ]);
  const known = new Set(recent.items.map((alert) => alert.id));
  return [...recent.items, ...open.items.filter((alert) => !known.has(alert.id))];
}

/** The datastreams that the catalog had at the end of a day. */
async function datastreamsAt(get, testbed, day, end, data) {
  if (end < day.to) return [...data.datastreams.values()];
  return (await thenOrNow((then) => readAll(get, "datastreams", { testbed, limit: 10000, ...then }), day, end)).items;
}

/** Reads what was known at the end of a day; what is known now if the day is not over or that time is no longer kept. */
function thenOrNow(read, day, end) {
  return end < day.to ? read({}) : read({ as_of: iso(day.to) }).catch(() => read({}));
}
