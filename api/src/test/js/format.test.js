import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { age, Clock, number, numberBeside, quantity, secondsOf, unit } from "../../main/resources/page/format.js";

const MINUTE = 60000;

test("a duration of ISO 8601 is read in seconds", () => {
  assert.deepEqual(["PT1M", "PT1H30M", "PT0.5S", "PT24H", "", null, "P1D"].map(secondsOf), [60, 5400, 0.5, 86400, 0, 0, 0]);
});

test("numbers are written as messages of alerts write them", () => {
  const [, ...rows] = readFileSync(new URL("../../../../model/src/test/resources/figures.csv", import.meta.url), "utf8").trim().split("\n");
  assert.ok(rows.length > 25);
  rows.map((row) => row.split(";")).forEach(([value, beside, text]) => assert.equal(beside === "" ? number(Number(value)) : numberBeside(Number(value), Number(beside)), text, value));
});

test("a number has three digits, and is whole from a hundred on", () => {
  assert.equal(number(3.14159), "3.14");
  assert.equal(number(0.000123456), "0.000123");
  assert.equal(number(124.6), "125");
  assert.equal(number(9999.4), "9,999");
  assert.equal(number(9999.6), "10,000");
  assert.equal(number(12345.6), "12,346");
  assert.equal(number(-12345.6), "-12,346");
});

test("what is no number is an en dash", () => {
  for (const nothing of [null, undefined, NaN, Infinity, -Infinity]) assert.equal(number(nothing), "–");
});

test("zero has no minus", () => {
  assert.equal(number(-0), "0");
  assert.equal(number(JSON.parse("-0.0")), "0");
});

test("a unit is written as messages of alerts write it", () => {
  const [, ...rows] = readFileSync(new URL("../../../../model/src/test/resources/unit-symbols.csv", import.meta.url), "utf8").trim().split("\n");
  assert.ok(rows.length > 20);
  rows.map((row) => row.split(",")).forEach(([ucum, symbol]) => assert.equal(unit(ucum), symbol, ucum));
});

test("a unit is written as people write it", () => {
  assert.equal(unit("ug/m3"), "µg/m³");
  assert.equal(unit("Cel"), "°C");
  assert.equal(unit("{vehicles}/h"), "vehicles/h");
  assert.equal(unit("%"), "%");
});

test("a number of no unit stands alone", () => {
  for (const none of ["1", "{count}", "", null, undefined]) assert.equal(quantity(5, none), "5");
  assert.equal(quantity(5, "Cel"), "5\u00a0°C");
});

test("a unit that has the name of a property of every object is written as it is", () => assert.equal(unit("constructor"), "constructor"));

test("an age is told in seconds, minutes, hours and days", () => {
  const told = [0, 89, 90, 5399, 5400, 172799, 172800, 864000].map(age);
  assert.deepEqual(told, ["0 s", "89 s", "2 min", "90 min", "2 h", "48 h", "2 d", "10 d"]);
});

test("an age that is not known is empty, and none is below zero", () => {
  assert.deepEqual([null, undefined, NaN].map(age), ["", "", ""]);
  assert.equal(age(-5), "0 s");
});

test("a moment of another day has its date", () => {
  const clock = new Clock("Europe/Berlin");
  const now = Date.parse("2026-05-01T12:00:00Z");
  assert.equal(clock.moment(now - MINUTE, now), "13:59");
  assert.equal(clock.moment(Date.parse("2026-04-30T21:59:00Z"), now), "30 Apr, 23:59");
  assert.equal(clock.moment(Date.parse("2026-04-30T22:00:00Z"), now), "00:00");
});

test("the name of the zone is that of the time that is shown, in summer as in winter", () => {
  const clock = new Clock("Europe/Berlin");
  assert.equal(clock.zone(Date.parse("2026-01-15T12:00:00Z")), "CET");
  assert.equal(clock.zone(Date.parse("2026-07-15T12:00:00Z")), "CEST");
});

test("a field for date and time reads what it wrote, through the whole year, except in the hour that comes twice", () => {
  for (const zone of ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia"]) {
    const clock = new Clock(zone);
    let twice = 0;
    for (let time = Date.parse("2026-01-01T00:00:00Z"); time < Date.parse("2027-01-01T00:00:00Z"); time += 30 * MINUTE) {
      const read = clock.parseField(clock.field(time));
      if (read === time) continue;
      assert.equal(clock.field(read), clock.field(time), `${zone} ${new Date(time).toISOString()}`);
      twice++;
    }
    assert.ok(twice <= 2, `${zone}: ${twice} half hours come twice`);
  }
});

test("a field that says nothing is no number", () => assert.ok(Number.isNaN(new Clock("UTC").parseField(""))));

test("tomorrow at seven is seven on the wall, also where the clock changes in between", () => {
  const clock = new Clock("Europe/Berlin");
  const at = (text) => new Date(clock.tomorrowAtSeven(Date.parse(text))).toISOString();
  assert.equal(at("2026-05-01T12:00:00Z"), "2026-05-02T05:00:00.000Z");
  assert.equal(at("2026-03-28T12:00:00Z"), "2026-03-29T05:00:00.000Z");
  assert.equal(at("2026-10-24T12:00:00Z"), "2026-10-25T06:00:00.000Z");
  assert.equal(at("2026-12-31T23:30:00Z"), "2027-01-02T06:00:00.000Z");
});
