import assert from "node:assert/strict";
import test from "node:test";
import { questionOf, readQuestion } from "../../main/resources/page/exploreread.js";
import { Clock } from "../../main/resources/page/format.js";
import { byUnit, datesOf, earlier, later, linesOf, offered, rangeOf, summaryOf, windowFor } from "../../main/resources/page/question.js";

const DAY = 86400000;
const NOW = Date.parse("2026-11-29T12:00Z");
const paris = new Clock("Europe/Paris");

test("a chart never has more points than pixels, and windows are no shorter than the interval", () => {
  for (const days of [0.25, 1, 7, 30, 90, 365, 3650]) {
    for (const pixels of [300, 900, 1500]) {
      const range = { from: NOW - days * DAY, to: NOW };
      const window = windowFor(range, pixels, 60);
      assert.ok((days * DAY) / window.millis <= pixels, `${days} d in ${pixels} px: ${window.name}`);
      assert.ok(offered(range, pixels).every((one) => (days * DAY) / one.millis <= pixels));
    }
  }
  assert.equal(windowFor({ from: NOW - DAY, to: NOW }, 1500, 3600).name, "PT1H");
  assert.equal(windowFor({ from: NOW - 365 * DAY, to: NOW }, 900, 60).name, "P1D");
});

test("dates are whole days of the city, and the end is included", () => {
  assert.equal(datesOf("2026-10-24", "2026-10-25"), "2026-10-24/2026-10-26");
  assert.equal(datesOf("2026-10-25", "2026-10-24"), null);
  assert.deepEqual(rangeOf("2026-10-24/2026-10-26", NOW, paris), { from: Date.parse("2026-10-23T22:00Z"), to: Date.parse("2026-10-25T23:00Z") });
  assert.deepEqual(rangeOf(null, NOW, paris), { from: NOW - 7 * DAY, to: NOW });
  assert.equal(rangeOf("2026-W44", NOW, paris), null);
});

test("a week before is at the same time of the clock, although the clocks were changed since", () => {
  const noon = Date.parse("2026-10-28T11:00Z"); // 12:00 in winter time
  assert.equal(new Date(earlier(noon, 7, paris)).toISOString(), "2026-10-21T10:00:00.000Z"); // 12:00 in summer time
  assert.equal(later(earlier(noon, 7, paris), 7, paris), noon);
});

test("a missing window and a window without a value break the line; what was not measured is not drawn", () => {
  const row = (minute, mean) => ({ start: new Date(NOW + minute * 60000).toISOString(), mean });
  const points = linesOf([row(0, 1), row(1, 2), row(3, 4), row(4, null), row(5, 6)], "mean", 60000);
  assert.deepEqual(points.map((point) => point?.y ?? null), [1, 2, null, 4, null, 6]);
});

test("a direction that passes north does not cross the chart", () => {
  const row = (minute, mean) => ({ start: new Date(NOW + minute * 60000).toISOString(), mean });
  assert.deepEqual(linesOf([row(0, 355), row(1, 3), row(2, 9)], "mean", 60000, { circular: true }).map((point) => point?.y ?? null), [355, null, 3, 9]);
});

test("series of one unit share an axis, those of two units do not", () => {
  const panels = byUnit([{ id: "a", unit: "ug/m3" }, { id: "b", unit: "Cel" }, { id: "c", unit: "ug/m3" }]);
  assert.deepEqual(panels.map((panel) => [panel.unit, panel.series.map((one) => one.id)]), [["ug/m3", ["a", "c"]], ["Cel", ["b"]]]);
});

test("the summary of a series has its extremes with their times", () => {
  assert.equal(summaryOf([null]), null);
  const summary = summaryOf([{ y: 2, start: 1 }, null, { y: 8, start: 2 }, { y: 5, start: 3 }]);
  assert.deepEqual([summary.count, summary.mean, summary.least.start, summary.greatest.start, summary.last.y], [3, 5, 1, 2, 5]);
});

const KNOWN = new Map([["city/a/pm25", { statistic: "mean", intervalSeconds: 60 }], ["city/b/meter", { statistic: "total", intervalSeconds: 60 }]]);
const question = (state) => questionOf(state, { known: KNOWN, clock: paris, zone: "Europe/Paris", now: NOW, pixels: 900 });

test("a window that would be more points than pixels is replaced, and that is said", () => {
  const asked = question({ datastream: "city/a/pm25", datetime: "P30D/..", window: "PT1M" });
  assert.deepEqual([asked.window.name, asked.refused], ["PT1H", true]);
  assert.deepEqual(question({ datastream: "city/a/pm25", datetime: "P30D/..", window: "P1D" }).window.name, "P1D");
});

test("a meter is asked for its increase, with the mean of others, and each is drawn by its own", async () => {
  const asked = question({ datastream: "city/a/pm25,city/b/meter" });
  assert.deepEqual(asked.parameters.agg, ["mean", "increase"]);
  const sent = [];
  const lines = async (list, parameters) => {
    sent.push(parameters);
    return { rows: [{ datastream: "city/a/pm25", start: "2026-11-28T00:00:00Z", mean: 7, increase: null }, { datastream: "city/b/meter", start: "2026-11-28T00:00:00Z", mean: null, increase: 3 }], begins: null, asOf: NOW, datetime: null };
  };
  const answer = await readQuestion(lines, asked, { agg: null, clock: paris, describe: (id) => ({ name: id, unit: "1", statistic: KNOWN.get(id).statistic }) });
  assert.deepEqual(answer.series.map((one) => one.points[0].y), [7, 3]);
  assert.equal(sent[0].columns, "datastream,start,coverage,mean,increase");
  assert.equal(sent.length, 1);
});

test("an earlier period is asked for by the calendar and drawn where the later one is", async () => {
  const asked = question({ datastream: "city/a/pm25", datetime: "2026-10-24/2026-10-28", against: "P7D" });
  const sent = [];
  const lines = async (list, parameters) => {
    sent.push(parameters.datetime);
    return { rows: parameters.datetime.includes("10-24/") ? [] : [{ datastream: "city/a/pm25", start: "2026-10-20T10:00:00Z", mean: 5 }], begins: null, datetime: null };
  };
  const answer = await readQuestion(lines, asked, { agg: "mean", clock: paris, describe: (id) => ({ name: id, unit: "", statistic: "mean" }) });
  assert.equal(sent[1], "2026-10-16T22:00:00.000Z/2026-10-20T22:00:00.000Z");
  assert.ok(Math.abs(answer.series[0].earlier[0].x - Date.parse("2026-10-27T11:00Z")) <= asked.window.name.length * 3600000, "12:00 of the clock, a week later");
  assert.equal(answer.series[0].points.length, 0);
});
