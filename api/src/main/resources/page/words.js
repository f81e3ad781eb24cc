// Texts for alerts and values.

import { number, unit } from "./format.js";

const DONE = {
  pending: "pending", opened: "opened", updated: "updated", resolved: "resolved", withdrawn: "withdrawn",
  acknowledge: "acknowledged", unacknowledge: "no longer acknowledged", unassign: "assigned to nobody", comment: "comment",
  approve: "approved for the public", silence: "silenced", maintenance: "in maintenance", ended: "suppression ended",
  expired: "suppression ran out", "not-a-fault": "judged: no fault", real: "judged: real", "known-work": "judged: known work", "no-verdict": "verdict taken back",
};

/** The expected range of values; an en dash if there is none. */
export function expected(alert) {
  const { low, high } = alert.expected ?? { low: null, high: null };
  const written = unit(alert.unit);
  const tail = written ? ` ${written}` : "";
  if (low === null && high === null) return "–";
  if (low === null) return `at most ${number(high)}${tail}`;
  if (high === null) return `at least ${number(low)}${tail}`;
  return `${number(low)} to ${number(high)}${tail}`;
}

/** Entries of a history, the newest first, each with its count; consecutive updates are one entry. */
export function collapse(items) {
  const shown = [];
  for (const entry of items) {
    const last = shown.at(-1);
    if (entry.what === "updated" && last?.entry.what === "updated") shown[shown.length - 1] = { entry, times: last.times + 1 };
    else shown.push({ entry, times: 1 });
  }
  return shown.reverse();
}

/** The text of an entry of the history. */
export function done(entry) {
  if (entry.what === "assign") return `assigned to ${entry.assignee}`;
  if (entry.kind === "notification") return `${entry.by}: ${entry.what}`;
  return DONE[entry.what] ?? entry.what;
}

export function isKnown(value) { return value !== null && value !== undefined; }

/** The title of the browser's tab: (2) Riverbend · Metrobed; with a question mark while the count may be outdated. */
export function tabTitle(needed, inDoubt, city) {
  const count = needed > 0 || inDoubt ? `(${needed}${inDoubt ? "?" : ""}) ` : "";
  return `${count}${city ? `${city} · ` : ""}Metrobed`;
}
