import assert from "node:assert/strict";
import test from "node:test";
import { actsOf, alertsOf, answerSeconds, completeness, linesOf, opening, rangeOf } from "../../main/resources/page/day.js";
import { Clock } from "../../main/resources/page/format.js";
import { NOON, afterNoon, alert, modelAtNoon } from "./fixtures.js";

const HOUR = 3600000;
const DAY = { from: NOON - 12 * HOUR, to: NOON + 12 * HOUR };

test("a day is that of the city, also when clocks change", () => {
  const hours = (date) => {
    const { from, to } = rangeOf(date, new Clock("Europe/Berlin"));
    return (to - from) / HOUR;
  };
  assert.deepEqual(["2026-05-01", "2026-03-29", "2026-10-25"].map(hours), [24, 23, 25]);
});

test("a day has what began on it, and what is open at its end", () => {
  const alerts = [
    alert({ id: "call", state: "resolved", resolvedTime: afterNoon(20) }), alert({ id: "ticket", cause: "stuck" }), alert({ id: "child", parent: "ticket" }),
    alert({ id: "before", openedTime: afterNoon(-1440), state: "resolved", resolvedTime: afterNoon(-1000) }), alert({ id: "old", openedTime: afterNoon(-1440) }),
    alert({ id: "pending", state: "pending" }),
  ];
  const { calls, tickets, open } = alertsOf(alerts, DAY);
  assert.deepEqual([calls, tickets, open].map((list) => list.map((one) => one.id)), [["call"], ["ticket"], ["ticket", "old"]]);
  assert.equal(opening({ calls, tickets, open }), "A calm day with alerts. One call, one ticket, two things still open.");
  assert.equal(opening({ calls: [], tickets: [], open: [] }), "A calm day. No calls, no tickets, no things still open.");
});

test("alerts of the same place and finding are one line", () => {
  const lines = linesOf(modelAtNoon(), [alert({ openedTime: afterNoon(50) }), alert({ id: "b", openedTime: afterNoon(5) }), alert({ id: "c", detector: "low" })]);
  assert.deepEqual(lines.map((line) => line.spans.length), [2, 1]);
});

test("what people did is in the order of time, of this day alone", () => {
  const items = [
    { time: afterNoon(14), kind: "action", what: "acknowledge", by: "ada", reason: "seen" }, { time: afterNoon(11), kind: "condition", what: "opened", by: "high" },
    { time: afterNoon(2000), kind: "action", what: "comment", by: "bo" },
  ];
  const acts = actsOf(modelAtNoon(), [{ alert: alert(), items }], DAY);
  assert.deepEqual(acts.map((act) => [act.by, act.words, act.reason]), [["ada", "acknowledged: PM2.5 at Station, after 4 min", "seen"]]);
  assert.equal(answerSeconds([{ alert: alert(), items }]), 240);
  assert.equal(answerSeconds([]), null);
});

test("completeness is the share of the hours that were due, also of a datastream and an hour without a window", () => {
  const things = new Map([["city/station", { project: "air" }], ["city/loner", { project: "" }]]);
  const projects = [{ id: "air", name: "Air Watch" }];
  const of = (name, interval, thing = "city/station") => ({ id: `${thing}/${name}`, thing, interval });
  const hours = (name, count, coverage, first = 0) => Array.from({ length: count }, (_, at) => DAY.from + (first + at) * HOUR)
    .map((start) => ({ datastream: `city/station/${name}`, start: new Date(start).toISOString(), end: new Date(start + HOUR).toISOString(), coverage }));
  const share = (windows, ...datastreams) => completeness(windows, datastreams, things, projects, DAY)[0]?.share;
  assert.deepEqual(completeness(hours("pm25", 24, 1), [of("pm25", "PT1M"), of("no2", "PT1M")], things, projects, DAY), [{ name: "Air Watch", share: 0.5 }], "one is silent all day");
  assert.equal(share(hours("pm25", 12, 0.5), of("pm25", "PT1M")), 0.25, "silent for half a day");
  assert.equal(share(hours("pm25", 4, 1), of("pm25", "PT6H")), 1, "a reading in six hours is in a sixth of the hours");
  assert.equal(share(hours("pm25", 30, 1, -3), of("pm25", "PT1M")), 1, "hours of other days do not count");
  assert.equal(share([], of("pm25", "PT720H")), undefined, "of a reading a month, none was due");
  assert.equal(share([], of("pm25", "PT1M", "city/loner")), undefined);
});
