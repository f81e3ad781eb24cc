import assert from "node:assert/strict";
import test from "node:test";
import { clusters, withNames } from "../../main/resources/page/cluster.js";
import { classOf, layersOf, markText, stepsOf } from "../../main/resources/page/layers.js";
import { checkedOf, marksOf, medians, publicMarks, publicValues, resultsAt } from "../../main/resources/page/marks.js";
import { away, distance, nearest } from "../../main/resources/page/neighbours.js";
import { domainOf, marksOf as axisMarks } from "../../main/resources/page/scale.js";
import { NOON, afterNoon, alert, modelAtNoon, value } from "./fixtures.js";

const mark = (thing, x, result, fields = {}) => ({ thing, x, y: 0, result, text: String(result), state: "value", words: thing, ...fields });

test("marks that would cover one another are one, filled by the highest, with range and number", () => {
  const [one] = clusters([mark("a", 0, 12), mark("b", 10, 13)]);
  assert.deepEqual([one.text, one.count, one.result, one.members], ["12–13", 2, 13, ["a", "b"]]);
  assert.equal(clusters([mark("a", 0, 12), mark("b", 40, 13)]).length, 2);
});

test("a mark that calls stays alone and is drawn last", () => {
  const shown = clusters([mark("a", 0, 78, { state: "warning" }), mark("b", 10, 13), mark("c", 300, 1, { state: "stale" })]);
  assert.deepEqual(shown.map((one) => one.thing), ["c", "b", "a"]);
});

function model() {
  const one = modelAtNoon();
  one.setThings([
    { id: "city/station", name: "Air at the station", latitude: 48, longitude: 16, family: "air" }, { id: "city/park", name: "Air in the park", latitude: 48.001, longitude: 16, family: "air" },
    { id: "city/gauge", name: "Gauge", latitude: 48, longitude: 16.01, family: "infrastructure" },
  ]);
  one.setLatest([value({ property: "pm25", result: 12.4 }), value({ property: "pm25", datastream: "city/park/pm25", thing: "city/park", phenomenonTime: afterNoon(0) })]);
  return one;
}

test("a mark shows the value of the layer, its age if it is stale, and nothing of other places", () => {
  const one = model();
  const [layer] = layersOf(one.values.values());
  const shown = marksOf(one, layer, null, null);
  assert.deepEqual(shown.map((each) => [each.state, each.text]), [["value", "12"], ["stale", "12 min"], ["other", undefined]]);
  one.setAlerts([alert()]);
  assert.deepEqual([marksOf(one, layer, null, null)[0].state, marksOf(one, layer, null, null)[0].name], ["warning", "Station"]);
  one.setAlerts([alert({ datastream: "city/station/no2" })]);
  assert.equal(marksOf(one, layer, null, null)[0].state, "value", "an alert of another property is not of this layer");
});

test("the public sees good values without alerts, and of a sensor that is being checked none", () => {
  const one = model();
  const [layer] = layersOf(one.values.values());
  const seen = () => publicMarks(one, layer).map((each) => [each.state, each.text, each.note]);
  one.setAlerts([alert({ severity: "critical", origin: "environment" }), alert({ id: "t", datastream: "city/gauge/thing" })]);
  assert.deepEqual(seen(), [["value", "12", undefined], ["stale", "12 min", undefined]]);
  assert.deepEqual(publicMarks(one, layer).map((each) => each.words), ["Air at the station: PM2.5 12 µg/m³", "Air in the park: no data for 12 min"]);
  one.setAlerts([alert({ severity: "critical", origin: "sensor" }), alert({ id: "over", datastream: "city/park/pm25", origin: "sensor", state: "resolved", resolvedTime: afterNoon(11) })]);
  assert.deepEqual(seen()[0], ["withheld", "withheld", "being checked"]);
  assert.deepEqual([publicMarks(one, layer)[0].ramp, publicMarks(one, layer)[0].words], [undefined, "Air at the station: withheld, being checked"]);
  assert.deepEqual([...checkedOf(one)], ["city/station/pm25"]);
  const { values, checked } = publicValues(one, "pm25");
  assert.deepEqual([values.map((each) => each.thing), checked.map((thing) => thing.id)], [["city/park"], ["city/station"]]);
  one.setAlerts([]);
  one.setLatest([value({ property: "pm25", result: 900, flag: 3 })]);
  assert.deepEqual(seen(), [["withheld", "withheld", "being checked"]]);
});

test("at an earlier time a mark shows the window of then", () => {
  const one = model();
  const [layer] = layersOf(one.values.values());
  const windows = [{ datastream: "city/station/pm25", start: afterNoon(-15), end: afterNoon(0), mean: 44 }];
  const shown = marksOf(one, layer, null, resultsAt(windows, NOON));
  assert.deepEqual(shown.map((each) => each.text), ["44", "–", undefined]);
  assert.deepEqual(medians(windows, NOON - 1800000, NOON).map((point) => point?.y ?? null), [null, 44]);
});

test("a value is in the class of the first step that it does not exceed", () => {
  const layer = { steps: [5, 10, 20, 35, 55] };
  assert.deepEqual([0, 5, 5.1, 55, 56].map((result) => classOf(layer, result)), [0, 0, 1, 4, 5]);
  assert.deepEqual([78.4, 5, 5.26, 142, 12345, NaN].map(markText), ["78", "5", "5.3", "142", "12k", "–"]);
  assert.deepEqual(stepsOf([1.31, 2.08]), [1.4, 1.6, 1.8, 2, 2.2]);
});

test("an axis starts at 0 for concentrations and counts, and has round marks", () => {
  assert.deepEqual(axisMarks(domainOf([12, 81], "ug/m3")), [0, 20, 40, 60, 80, 100]);
  assert.ok(domainOf([2.03, 2.08], "m").low > 1.9);
  assert.deepEqual(domainOf([], "m"), { low: 0, high: 1, step: 0.25 });
});

test("neighbours are the nearest places with the same property, with distance and direction", () => {
  const [one] = nearest(model(), "city/station/pm25");
  assert.deepEqual([one.thing.id, Math.round(one.metres), one.wind], ["city/park", 111, "north"]);
  assert.equal(away({ latitude: 0, longitude: 0 }, { latitude: -0.01, longitude: -0.01 }).wind, "south-west");
  assert.deepEqual([448, 1234].map(distance), ["450 m", "1.2 km"]);
});

test("a name stands where it covers no other mark, and is left out if there is no room", () => {
  const names = (marks) => withNames(marks, { left: -200, right: 200 }).map((one) => [one.name, one.side]);
  assert.deepEqual(names([mark("a", 0, 1, { name: "Park", left: true })]), [["Park", "left"]]);
  assert.deepEqual(names([mark("b", -40, 1), mark("a", 0, 1, { name: "Park", left: true })]).at(-1), ["Park", "right"]);
  assert.equal(names([mark("b", -40, 1), mark("c", 40, 1), mark("a", 0, 1, { name: "Park" })]).at(-1)[1], "above");
  const full = [mark("b", -40, 1), mark("c", 40, 1), { ...mark("d", 0, 1), y: -32 }, { ...mark("e", 0, 1), y: 32 }];
  assert.equal(names([...full, mark("a", 0, 1, { name: "Park" })]).at(-1)[0], undefined);
  assert.equal(names([mark("a", 190, 1, { name: "Park", left: false })])[0][1], "left", "not beyond the edge");
});
