// Values and alerts with simple defaults: a test names only the fields that matter.

import { Clock } from "../../main/resources/page/format.js";
import { Model } from "../../main/resources/page/model.js";

export const NOON = Date.parse("2026-05-01T12:00:00Z");

/** The time this many minutes after noon, in the API's format. */
export function afterNoon(minutes) { return new Date(NOON + minutes * 60000).toISOString(); }

/** A model at twelve minutes past noon with the station of the examples; the test triggers its frames. */
export function modelAtNoon() {
  const frames = [];
  const clock = { wall: NOON, elapsed: 0 };
  const model = new Model((run) => frames.push(run), () => clock.wall, () => clock.elapsed);
  model.clock = new Clock("UTC");
  model.setThings([{ id: "city/station", name: "Station", family: "air" }]);
  model.setAsOf(afterNoon(12));
  return Object.assign(model, { frames, time: clock });
}

export function value(fields = {}) {
  return {
    datastream: "city/station/pm25", thing: "city/station", name: "Fine particles", family: "air", unit: "ug/m3", result: 11,
    phenomenonTime: afterNoon(11), receivedTime: afterNoon(11), flag: 1, staleAfterSeconds: 180, state: "public", ...fields,
  };
}

export function alert(fields = {}) {
  return {
    id: "a", datastream: "city/station/pm25", name: "Fine particles", state: "open", detector: "high", severity: "warning",
    openedTime: afterNoon(10), resolvedTime: null, observed: 60, peak: 70, expected: { low: null, high: 50 }, usual: 11,
    unit: "ug/m3", message: "Fine particles above 50 ug/m3", cause: "threshold", score: 0.9, origin: "unknown", parent: null,
    members: 0, acknowledgement: { state: "none", by: null, at: null, reason: null }, assignee: null, approval: null, version: 0,
    suppression: null, sequence: 0, ...fields,
  };
}

/** An alert event of the stream: the condition without people's actions. */
export function condition(fields = {}) {
  const { members, acknowledgement, assignee, approval, version, ...rest } = alert(fields);
  return rest;
}
