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
  assert.deepEqual(acts.map((act) => [act.by, act.words, act.reason]), [["ada", "acknowledged: PM2.5, Station, after 4 min", "seen"]]);
  assert.equal(answerSeconds([{ alert: alert(), items }]), 240);
  assert.equal(answerSeconds([]), null);
});

test("completeness is the mean coverage of a project's windows", () => {
  const windows = [{ datastream: "city/station/pm25", coverage: 1 }, { datastream: "city/station/no2", coverage: 0.5 }, { datastream: "city/gone/no2", coverage: 0 }];
  assert.deepEqual(completeness(windows, new Map([["city/station", { project: "air" }]]), [{ id: "air", name: "Air Watch" }]), [{ name: "Air Watch", share: 0.75 }]);
});
