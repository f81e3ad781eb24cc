import assert from "node:assert/strict";
import test from "node:test";
import { Clock } from "../../main/resources/page/format.js";
import { batteryOf, historyOf, ordered, readThing } from "../../main/resources/page/thingread.js";

test("the history of a place is told from the newest on, with its device", () => {
  const one = (from, to, place, device) => ({ from, to, place, district: "", device, serial: device ? "7" : "", calibration: "", latitude: 1, longitude: 2 });
  const lines = historyOf([one(null, "2026-05-01T00:00:00Z", "Quay", ""), one("2026-05-01T00:00:00Z", null, "", "PMS5003")]);
  assert.deepEqual(lines.map((line) => [line.place, line.device, line.from, line.to]), [["1, 2", "PMS5003, serial number 7", Date.parse("2026-05-01"), null], ["Quay", "", null, Date.parse("2026-05-01")]]);
});

test("the battery comes last and is found by its property", () => {
  const values = [{ property: "battery-voltage" }, { property: "pm25" }];
  assert.deepEqual(ordered(values).map((one) => one.property), ["pm25", "battery-voltage"]);
  const derived = [{ property: "aqi-pm25" }, ...values];
  assert.deepEqual(ordered(derived, (one) => one.property === "aqi-pm25").map((one) => one.property), ["pm25", "aqi-pm25", "battery-voltage"]);
  assert.equal(batteryOf(values).property, "battery-voltage");
  assert.equal(batteryOf([{ property: "pm25" }]), undefined);
});

test("days are those of the city, up to yesterday, and a gateway that is not known is none", async () => {
  const asked = [];
  const get = async (resource, parameters) => {
    asked.push([resource, parameters]);
    if (resource.startsWith("gateways/")) throw new Error("404");
    return resource.startsWith("things/") ? { gateway: "city/g", deployments: [] } : { items: [] };
  };
  const answer = await readThing(get, { id: "city/a", datastreams: [{ id: "city/a/x" }], clock: new Clock("Europe/Paris"), now: Date.parse("2026-05-01T23:00Z") }); // 01:00 of 2 May in Paris
  const { datetime, tz } = asked.find(([resource]) => resource === "windows")[1];
  assert.equal(tz, "Europe/Paris");
  assert.ok(datetime.endsWith("/2026-05-01T22:00:00.000Z"), datetime);
  assert.equal(answer.days.at(-1).date, "2026-05-01");
  assert.equal(answer.gateway, null);
});
