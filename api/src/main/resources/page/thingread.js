// What the view of a thing reads: the thing, the completeness of its days, its gateway and its annotations.

import { daysOf } from "./calendar.js";
import { readAll } from "./pages.js";

const DAY = 86400000;
/** Twelve weeks fit beside each other. */
const DAYS = 84;
const MOST_NOTES = 100;

/**
 * A thing.
 *
 * @param id testbed/thing
 * @param datastreams its datastreams of the catalog
 */
export async function readThing(get, { id, datastreams, clock, now }) {
  const yesterday = clock.field(now - DAY).slice(0, 10);
  const first = clock.field(now - DAYS * DAY).slice(0, 10);
  const today = clock.field(now).slice(0, 10);
  const ids = datastreams.map((one) => one.id).join(",");
  const range = `${new Date(clock.parseField(`${first}T00:00`)).toISOString()}/${new Date(clock.parseField(`${today}T00:00`)).toISOString()}`;
  const [thing, days, notes] = await Promise.all([
    get(`things/${id}`),
    ids === "" ? { items: [] } : readAll(get, "windows", { thing: id, window: "P1D", tz: clock.name, datetime: range, agg: "count", limit: 10000 }).catch(() => null),
    ids === "" ? { items: [] } : get("annotations", { datastream: ids, limit: MOST_NOTES }).catch(() => ({ items: [] })),
  ]);
  const gateway = thing.gateway ? await get(`gateways/${thing.gateway}`).then((answer) => answer.gateway).catch(() => null) : null;
  return { thing, gateway, notes: notes.items, days: days === null ? null : daysOf(days.items, datastreams.length, yesterday, DAYS) };
}

/** Where a thing stood when, with which device, the newest first: a line for each deployment. */
export function historyOf(deployments) {
  return [...deployments].reverse().map((one) => ({
    from: one.from === null ? null : Date.parse(one.from), to: one.to === null ? null : Date.parse(one.to),
    place: [one.place, one.district].filter(Boolean).join(", ") || `${one.latitude}, ${one.longitude}`,
    device: [one.device, one.serial && `serial number ${one.serial}`, one.calibration && `calibration ${one.calibration}`].filter(Boolean).join(", "),
  }));
}

const BATTERY = /battery/;

/** The values in the order in which they are shown: as in the catalog, then what is computed, batteries last. */
export function ordered(values, isDerived = () => false) {
  const rank = (value) => (BATTERY.test(value.property) ? 2 : isDerived(value) ? 1 : 0);
  return [...values].sort((a, b) => rank(a) - rank(b));
}

/** The battery of a thing; undefined if it reports none. */
export function batteryOf(values) { return values.find((value) => BATTERY.test(value.property)); }
