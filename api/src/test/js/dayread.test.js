import assert from "node:assert/strict";
import test from "node:test";
import { readDay } from "../../main/resources/page/dayread.js";
import { NOON, afterNoon, alert, modelAtNoon } from "./fixtures.js";

const HOUR = 3600000;
const DATASTREAMS = ["pm25", "no2"].map((name) => ({ id: `city/station/${name}`, thing: "city/station", interval: "PT1M" }));

/** Reads a day of an API whose alerts are chosen by onset and state, and whose windows come in two pages. */
async function read(date, alerts, { kept = true } = {}) {
  const model = modelAtNoon();
  model.setThings([{ id: "city/station", name: "Station", testbed: "city", project: "air" }]);
  const asked = [];
  const get = async (resource, parameters = {}) => {
    asked.push([resource, parameters]);
    if (parameters.as_of && !kept) throw new Error("410");
    if (resource === "alerts") {
      const [from, to] = parameters.datetime?.split("/").map(Date.parse) ?? [-Infinity, Infinity];
      const past = Date.parse(parameters.as_of ?? "2200-01-01T00:00Z");
      return { items: alerts.map((one) => (Date.parse(one.resolvedTime) > past ? { ...one, state: "open", resolvedTime: null } : one))
        .filter((one) => Date.parse(one.openedTime) >= from && Date.parse(one.openedTime) < Math.min(to, past) && (!parameters.state || one.state === parameters.state)) };
    }
    if (resource === "windows") {
      const second = parameters.cursor === "2";
      const start = Date.parse(parameters.datetime.split("/")[0]);
      const items = Array.from({ length: 6 }, (_, at) => start + (at + (second ? 6 : 0)) * HOUR)
        .map((time) => ({ datastream: "city/station/pm25", start: new Date(time).toISOString(), end: new Date(time + HOUR).toISOString(), coverage: 1 }));
      return { items, next: second ? null : "/api/v1/windows?cursor=2" };
    }
    if (resource === "datastreams") return { items: DATASTREAMS };
    return { items: resource === "projects" ? [{ id: "city/air", name: "Air Watch" }] : [] };
  };
  const data = { datastreams: new Map(DATASTREAMS.map((one) => [one.id, one])) };
  return { ...await readDay(get, model, data, date), asked };
}

const old = (fields) => alert({ id: "old", openedTime: afterNoon(-30 * 1440), ...fields });

test("an alert of a month ago that is still open is for the next shift, also on a past day on which it was open", async () => {
  const ids = async (...question) => (await read(...question)).parts.open.map((one) => one.id);
  assert.deepEqual(await ids("2026-05-01", [old(), alert()]), ["a", "old"]);
  const since = old({ state: "resolved", resolvedTime: afterNoon(-60) });
  assert.deepEqual(await ids("2026-05-01", [since]), []);
  assert.deepEqual(await ids("2026-04-29", [since]), ["old"]);
  assert.deepEqual(await ids("2026-04-29", [old()], { kept: false }), ["old"], "if that time is no longer kept, what is open now");
});

test("the share of a project counts a datastream without data, and all pages", async () => {
  const { complete } = await read("2026-05-01", []);
  assert.deepEqual(complete, [{ name: "Air Watch", share: 0.5 }], "one of two has all eleven hours; the twelfth ended only twelve minutes ago");
  assert.deepEqual((await read("2026-04-29", [])).complete.map((one) => one.share), [0.25], "a past day is due as a whole");
});
