// Texts for alerts and values.

import { age, number, quantity, unit } from "./format.js";
import { isOfNoValue, observedUntil, STAGE } from "./model.js";

const ORIGINS = { sensor: "probably the sensor", environment: "the environment: neighbours see it too" };

const CAUSES = {
  season: "unusual at this time of day", deviation: "far from usual", unrest: "away from usual for some time",
  "level-shift": "moved to another level", loss: "far less than usual for hours", volatility: "changes by other steps", stuck: "always the same value",
  jump: "a large step", silence: "no readings", clock: "late, or a wrong clock", repeats: "duplicate readings",
  threshold: "beyond its limit",
};

const DONE = {
  pending: "pending", opened: "opened", updated: "updated", resolved: "resolved", withdrawn: "withdrawn",
  acknowledge: "acknowledged", unacknowledge: "no longer acknowledged", unassign: "assigned to nobody", comment: "comment",
  approve: "approved for the public", silence: "silenced", maintenance: "in maintenance", ended: "suppression ended",
  expired: "suppression ran out",
};

/** Station: Fine particles. */
export function title(model, alert) {
  const value = model.values.get(alert.datastream);
  const [testbed, thing, property] = alert.datastream.split("/");
  if (isOfNoValue(alert)) return alert.name ?? model.things.get(`${testbed}/${thing}`)?.name ?? thing;
  return `${model.things.get(`${testbed}/${thing}`)?.name ?? thing}: ${value?.name ?? alert.name ?? property}`;
}

/** The possible origin of an alert; empty if no peer gives evidence. */
export function origin(alert) { return ORIGINS[alert.origin] ?? ""; }

export function cause(alert) { return CAUSES[alert.cause] ?? alert.cause ?? ""; }

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

/** observed 412 · expected 3 to 25 · usually 11; empty if there are no values. */
export function figures(alert) {
  if (isOfNoValue(alert)) return "";
  const parts = [];
  if (isKnown(alert.observed)) parts.push(`observed ${quantity(alert.observed, alert.unit)}`);
  if (expected(alert) !== "–") parts.push(`expected ${expected(alert)}`);
  if (isKnown(alert.usual)) parts.push(`usually ${number(alert.usual)}`);
  return parts.join(" · ");
}

/** The start of an alert, and its end if it has ended. */
export function duration(model, alert) {
  const opened = Date.parse(alert.openedTime);
  const from = model.clock.moment(opened, model.now());
  if (alert.state === "open") return `since ${from} (${age((model.now() - opened) / 1000)})`;
  return `${from} to ${model.clock.moment(Date.parse(alert.resolvedTime), model.now())}`;
}

/** People's actions on an alert, one phrase for each. */
export function handled(model, alert) {
  const parts = [];
  const { acknowledgement, suppression } = alert;
  const moment = (text) => model.clock.moment(Date.parse(text), model.now());
  if (suppression && suppression.kind !== "parent") {
    const kind = suppression.kind === "silence" ? "silenced" : "in maintenance";
    parts.push(`${kind} until ${moment(suppression.until)} by ${suppression.by}`);
  }
  if (acknowledgement.state === "acknowledged") parts.push(`acknowledged by ${acknowledgement.by} at ${moment(acknowledgement.at)}`);
  if (alert.assignee) parts.push(`assigned to ${alert.assignee}`);
  return parts;
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

/** The id of the alert that the fragment of an address names, such as #alert/UUID; null for none. */
export function alertOf(fragment) {
  const named = /^#alert\/([^/]+)$/.exec(fragment);
  if (named === null) return null;
  try {
    return decodeURIComponent(named[1]);
  } catch {
    return null;
  }
}

/** A current value: its state, its text without unit, whether a unit follows, its age, its text for screen readers. */
export function current(model, value) {
  const state = model.stateOf(value);
  const measured = value.phenomenonTime !== null;
  const text = state === "withheld" ? "withheld" : !measured ? "no data" : value.result === null ? "missing" : number(value.result);
  const withUnit = state !== "withheld" && measured && value.result !== null && unit(value.unit) !== "";
  const old = measured ? age((model.now() - observedUntil(value)) / 1000) : "";
  const spoken = withUnit ? `${text} ${unit(value.unit)}` : text;
  return { state, text, withUnit, age: state === "stale" && old ? `stale ${old}` : old, spoken: `${spoken}, ${state}` };
}

/** 3 need you · 2 acknowledged; empty without alerts. */
export function counts(model) {
  if (model.listCalls().length === 0) return "";
  const needed = model.count(STAGE.NEEDED);
  const parts = [needed === 0 ? "none needs you" : needed === 1 ? "1 needs you" : `${needed} need you`];
  for (const [stage, word] of [[STAGE.ACKNOWLEDGED, "acknowledged"], [STAGE.SUPPRESSED, "suppressed"]]) {
    const count = model.count(stage);
    if (count > 0) parts.push(`${count} ${word}`);
  }
  return parts.join(" · ");
}

/** The title of the browser's tab: (2) Riverbend · Metrobed; with a question mark while the count may be outdated. */
export function tabTitle(needed, inDoubt, city) {
  const count = needed > 0 || inDoubt ? `(${needed}${inDoubt ? "?" : ""}) ` : "";
  return `${count}${city ? `${city} · ` : ""}Metrobed`;
}
