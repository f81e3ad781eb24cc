// A day in sentences: what called, what broke, who acted, what is still open. Pure.

import { age, secondsOf } from "./format.js";
import { headline, isEquipment } from "./sentence.js";
import { done } from "./words.js";

const HOUR = 3600000;
const WORDS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"];

/** The start and the end of a day in the zone of a clock, milliseconds; the day may have 23 or 25 hours. */
export function rangeOf(date, clock) {
  const next = new Date(Date.parse(`${date}T00:00Z`) + 86400000).toISOString().slice(0, 10);
  return { from: clock.parseField(`${date}T00:00`), to: clock.parseField(`${next}T00:00`) };
}

/** The parts of a day: primary alerts that overlap it, by what they are, and those that are still open at its end. */
export function alertsOf(alerts, { from, to }) {
  const within = alerts.filter((alert) => !alert.parent && ["open", "resolved"].includes(alert.state)
    && Date.parse(alert.openedTime) < to && (alert.resolvedTime === null || Date.parse(alert.resolvedTime) >= from));
  const begun = within.filter((alert) => Date.parse(alert.openedTime) >= from);
  return {
    calls: begun.filter((alert) => !isEquipment(alert)), tickets: begun.filter((alert) => isEquipment(alert)),
    open: within.filter((alert) => alert.resolvedTime === null || Date.parse(alert.resolvedTime) >= to),
  };
}

/** A calm day. Three calls, three tickets, one thing still open. */
export function opening({ calls, tickets, open }) {
  const mood = calls.length === 0 ? "A calm day." : calls.some((alert) => alert.severity === "critical") ? "A day with critical alerts." : calls.length > 5 ? "A busy day." : "A calm day with alerts.";
  return `${mood} ${count(calls.length, "call")}, ${count(tickets.length, "ticket").toLowerCase()}, ${count(open.length, "thing").toLowerCase()} still open.`;
}

function count(number, noun) { return `${WORDS[number] ?? number} ${noun}${number === 1 ? "" : "s"}`; }

/** Alerts of the same place and finding as one line with several spans, the first one first. */
export function linesOf(model, alerts) {
  const lines = new Map();
  [...alerts].sort((a, b) => Date.parse(a.openedTime) - Date.parse(b.openedTime)).forEach((alert) => {
    const key = `${alert.datastream} ${alert.detector}`;
    const line = lines.get(key) ?? { alert, title: headline(model, alert), spans: [] };
    line.spans.push({ from: Date.parse(alert.openedTime), to: alert.resolvedTime ? Date.parse(alert.resolvedTime) : null });
    lines.set(key, line);
  });
  return [...lines.values()];
}

/** What people did on a day, from the histories of its alerts, in the order of time. */
export function actsOf(model, histories, { from, to }) {
  return histories.flatMap(({ alert, items }) => items.filter((item) => item.by && ["action", "suppression"].includes(item.kind)).map((item) => ({ alert, item })))
    .filter(({ item }) => Date.parse(item.time) >= from && Date.parse(item.time) < to)
    .sort((a, b) => Date.parse(a.item.time) - Date.parse(b.item.time))
    .map(({ alert, item }) => ({
      time: Date.parse(item.time), by: item.by, alert,
      words: `${done(item)}: ${headline(model, alert)}${item.what === "acknowledge" ? `, after ${age((Date.parse(item.time) - Date.parse(alert.openedTime)) / 1000)}` : ""}`, reason: item.reason ?? "",
    }));
}

/** The median time from the onset of an alert to its first acknowledgement, seconds; null if none was acknowledged. */
export function answerSeconds(histories) {
  const waits = histories.map(({ alert, items }) => {
    const first = items.find((item) => item.what === "acknowledge");
    return first ? (Date.parse(first.time) - Date.parse(alert.openedTime)) / 1000 : null;
  }).filter((wait) => wait !== null).sort((a, b) => a - b);
  return waits.length === 0 ? null : waits[Math.floor(waits.length / 2)];
}

/**
 * The share of the readings that were due, by project, the least complete first. An hour without a window counts as empty.
 *
 * @param windows windows of an hour
 * @param datastreams those of which readings were due
 * @param due from and to, milliseconds; hours that are not wholly within are left out
 */
export function completeness(windows, datastreams, things, projects, due) {
  const hours = Math.max(0, Math.floor(due.to / HOUR) - Math.ceil(due.from / HOUR));
  const got = new Map();
  windows.filter((window) => Date.parse(window.start) >= due.from && Date.parse(window.end) <= due.to && Number.isFinite(window.coverage))
    .forEach((window) => got.set(window.datastream, (got.get(window.datastream) ?? 0) + Math.min(1, window.coverage)));
  const shares = new Map();
  datastreams.forEach(({ id, thing, interval }) => {
    const project = things.get(thing)?.project;
    const wanted = Math.floor(hours / Math.max(1, (secondsOf(interval) * 1000) / HOUR)); // of one reading in six hours, a quarter of the hours have one
    if (project && wanted > 0) shares.set(project, [...(shares.get(project) ?? []), Math.min(1, (got.get(id) ?? 0) / wanted)]);
  });
  return [...shares].map(([project, list]) => ({ name: projects.find((one) => one.id.split("/").at(-1) === project)?.name ?? project, share: list.reduce((sum, one) => sum + one, 0) / list.length }))
    .sort((a, b) => a.share - b.share);
}
