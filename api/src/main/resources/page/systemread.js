// What the view Health reads, and how it is arranged: gateways with their things, completeness, dead letters by reason. What is not asked of the API is pure.

import { secondsOf } from "./format.js";
import { readAll } from "./pages.js";

const HOUR = 3600000;
const DAY = 24 * HOUR;
const MOST_LETTERS = 1000;
const MOST_CONFLICTS = 1000;
/** Windows of an hour are closed so long after its end. */
const CLOSING_MILLIS = 900000;

const iso = (millis) => new Date(millis).toISOString();
const none = (answer) => answer.catch(() => null);

/**
 * Reads all parts at once; a part that cannot be read is null.
 *
 * @param get reads a resource of the API
 * @param lines reads a list of the API as rows
 * @param unbound reads the topics that no binding reads; null if this server has no such list
 */
export async function readSystem({ get, lines, unbound }, testbed, now) {
  const end = Math.floor((now - CLOSING_MILLIS) / HOUR) * HOUR;
  const coverage = (window, from, to) => lines("windows", { testbed, window, datetime: `${iso(from)}/${iso(to)}`, agg: "count", columns: "datastream,start,coverage" });
  const today = Math.floor(now / DAY) * DAY;
  const week = `${iso(now - 7 * DAY)}/..`;
  const [gateways, things, letters, conflicts, hours, days, topics] = await Promise.all([
    none(readAll(get, "gateways", { testbed, limit: 1000 })), none(readAll(get, "things", { testbed, limit: 10000 })),
    none(get("deadletters", { state: "open", datetime: week, limit: MOST_LETTERS })),
    none(get("conflicts", { testbed, datetime: week, limit: MOST_CONFLICTS })),
    none(coverage("PT1H", end - DAY, end)), none(coverage("P1D", today - 7 * DAY, today)), none(unbound()),
  ]);
  return { gateways: gateways?.items ?? null, things: things?.items ?? [], letters, conflicts, topics, hours: hours && { rows: hours.rows, from: end - DAY, to: end, step: HOUR }, days: days && { rows: days.rows, from: today - 7 * DAY, to: today, step: DAY } };
}

/**
 * The share of the readings that were due, by thing. Windows before the first one of the test-bed are not due, so that a new test-bed is not incomplete.
 *
 * @param read rows of windows, the range and their length; null if they could not be read
 * @param datastreams those of which readings are due: id, thing, interval
 */
export function coverageOf(read, datastreams) {
  const shares = new Map();
  if (read === null || read.rows.length === 0) return shares;
  const first = Math.min(...read.rows.map((row) => Date.parse(row.start)));
  const windows = Math.max(1, (read.to - Math.max(first, read.from)) / read.step);
  const got = new Map();
  read.rows.forEach((row) => got.set(row.datastream, (got.get(row.datastream) ?? 0) + Math.min(1, row.coverage ?? 0)));
  datastreams.forEach(({ id, thing, interval }) => {
    const due = Math.floor(windows / Math.max(1, (secondsOf(interval) * 1000) / read.step));
    if (due > 0) shares.set(thing, [...(shares.get(thing) ?? []), Math.min(1, (got.get(id) ?? 0) / due)]);
  });
  return new Map([...shares].map(([thing, list]) => [thing, list.reduce((sum, one) => sum + one, 0) / list.length]));
}

/**
 * Gateways with their things, those with a fault first. A thing is late if it was heard longer ago than three of its shortest intervals.
 *
 * @param things of the test-bed, with their gateways and when they were heard
 * @param intervals the shortest interval of each thing, seconds
 */
export function treeOf(gateways, things, intervals, now) {
  const groups = new Map((gateways ?? []).map((gateway) => [gateway.id, { gateway, things: [] }]));
  const without = { gateway: null, things: [] };
  things.forEach((thing) => {
    const expected = intervals.get(thing.id) ?? null;
    const heard = thing.lastHeard === null ? null : Math.max(0, (now - Date.parse(thing.lastHeard)) / 1000);
    const late = heard === null || (expected !== null && heard > Math.max(60, 3 * expected));
    (groups.get(thing.gateway) ?? without).things.push({ thing, heard, expected, late });
  });
  const all = [...groups.values(), ...(without.things.length > 0 ? [without] : [])];
  all.forEach((group) => {
    group.things.sort((a, b) => Number(b.late) - Number(a.late) || a.thing.name.localeCompare(b.thing.name));
    group.late = group.things.filter((one) => one.late).length;
    group.offline = group.gateway?.status === "offline";
  });
  return all.sort((a, b) => Number(b.offline) - Number(a.offline) || b.late - a.late || Number(a.gateway === null) - Number(b.gateway === null)
    || (a.gateway?.id ?? "").localeCompare(b.gateway?.id ?? ""));
}

/** The shortest interval of each thing, seconds; derived datastreams do not count, because their thing does not send them. */
export function intervalsOf(datastreams) {
  const shortest = new Map();
  datastreams.filter((one) => !one.derived).forEach(({ thing, interval }) => {
    const seconds = secondsOf(interval);
    if (seconds > 0) shortest.set(thing, Math.min(shortest.get(thing) ?? Infinity, seconds));
  });
  return shortest;
}

/** Dead letters by reason, the most frequent first, each with its newest one. */
export function lettersByReason(items) {
  const groups = new Map();
  items.forEach((letter) => {
    const group = groups.get(letter.reason) ?? { reason: letter.reason, count: 0, topics: new Set(), newest: letter };
    group.count++;
    group.topics.add(letter.topic);
    if (Date.parse(letter.receivedTime) > Date.parse(group.newest.receivedTime)) group.newest = letter;
    groups.set(letter.reason, group);
  });
  return [...groups.values()].sort((a, b) => b.count - a.count || a.reason.localeCompare(b.reason));
}

/** Conflicts by datastream, the most frequent first. */
export function conflictsByDatastream(items) {
  const counts = new Map();
  items.forEach((one) => counts.set(one.datastream, (counts.get(one.datastream) ?? 0) + 1));
  return [...counts].map(([datastream, count]) => ({ datastream, count })).sort((a, b) => b.count - a.count || a.datastream.localeCompare(b.datastream));
}
