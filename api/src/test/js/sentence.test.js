import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import * as sentence from "../../main/resources/page/sentence.js";
import { alert, modelAtNoon, value } from "./fixtures.js";

const RULE = { thresholds: [{ name: "unhealthy", direction: "above", raise: 55, minDuration: "PT5M" }] };

function model() {
  const one = modelAtNoon();
  one.setThings([{ id: "city/station", name: "Air at the ferry landing", place: "South Quay, pier 2", family: "air" }]);
  one.setLatest([value({ property: "pm25" })]);
  return one;
}

test("an alert of a limit is one sentence with place, value and limit", () => {
  assert.equal(sentence.statement(model(), alert({ detector: "unhealthy", observed: 78.2 }), RULE), "PM2.5 at the ferry landing is 78.2\u00a0µg/m³, above the limit of 55.");
  assert.equal(sentence.summary(model(), alert({ detector: "unhealthy", usual: 11 }), RULE), "Above the limit of 55 since 12:10, usually 11.");
});

test("an alert that is over is told in the past with its furthest value", () => {
  const over = alert({ detector: "unhealthy", state: "resolved", resolvedTime: "2026-05-01T12:11:00Z", peak: 80 });
  assert.equal(sentence.statement(model(), over, RULE), "PM2.5 at the ferry landing was 80\u00a0µg/m³, above the limit of 55.");
});

test("a finding without a limit says what is unusual, and an unknown cause its range", () => {
  assert.equal(sentence.statement(model(), alert({ cause: "stuck" })), "PM2.5 at the ferry landing shows the same value all the time.");
  assert.equal(sentence.statement(model(), alert({ cause: "new-one", expected: { low: 3, high: 25 } })), "PM2.5 at the ferry landing is 60\u00a0µg/m³, expected 3 to 25 µg/m³.");
  assert.equal(sentence.statement(model(), alert({ datastream: "city/station/thing" })), "Air at the ferry landing is silent.");
});

test("an alert of the network of gateways is told as a silence", () => {
  const network = alert({ datastream: "city/gateways/network", detector: "network-silent", cause: "silence", observed: 3, peak: 4, unit: "1" });
  assert.equal(sentence.headline(model(), network), "The network of gateways is silent");
  assert.equal(sentence.statement(model(), { ...network, state: "resolved" }), "The network of gateways was silent.");
  assert.deepEqual([sentence.isEquipment(network), sentence.witnesses(network)], [true, ""]);
});

test("who else sees it is what the detector found, else how many of the nearest places do", () => {
  assert.match(sentence.witnesses(alert({ origin: "sensor" })), /probably the sensor/);
  assert.equal(sentence.witnesses(alert(), { of: 5, count: 0 }), "None of the 5 nearest places sees it.");
  assert.equal(sentence.witnesses(alert(), { of: 5, count: 2 }), "2 of the 5 nearest places see it too.");
  assert.equal(sentence.witnesses(alert(), { of: 1, count: 1 }), "The nearest place sees it too.");
  assert.equal(sentence.witnesses(alert()), "");
});

test("a place is the name without its property, or where it stands", () => {
  assert.equal(sentence.shortPlace({ name: "Air at the ferry landing" }), "Ferry landing");
  assert.equal(sentence.shortPlace({ name: "Reference station City Hall", place: "City Hall court, roof" }), "City Hall court");
  assert.equal(sentence.shortPlace({ name: "Station" }), "Station");
});

test("an alert of a sensor or of silence is one of equipment, one of the environment is not", () => {
  assert.deepEqual([alert({ origin: "sensor" }), alert({ datastream: "city/g1/gateway" }), alert({ cause: "stuck" }), alert()].map(sentence.isEquipment), [true, true, true, false]);
});

test("every alert has something to do", () => {
  for (const one of [alert(), alert({ origin: "sensor" }), alert({ origin: "environment" }), alert({ cause: "silence" }), alert({ datastream: "metrobed/pipeline/ingest" })]) {
    assert.ok(sentence.advice(one).length >= 2);
  }
});

test("places are said as messages say them", () => {
  const [, ...rows] = readFileSync(new URL("../../../../model/src/test/resources/place-words.csv", import.meta.url), "utf8").trim().split("\n");
  assert.ok(rows.length > 8);
  rows.map((row) => row.split(";")).forEach(([name, words]) => assert.equal(sentence.placeOf({ name }), words));
  assert.equal(sentence.placeOf(undefined), "");
});
