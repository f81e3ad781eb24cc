import assert from "node:assert/strict";
import test from "node:test";
import { observedUntil } from "../../main/resources/page/model.js";
import * as words from "../../main/resources/page/words.js";
import { afterNoon, alert, modelAtNoon, value } from "./fixtures.js";

test("the title of an alert names thing and value, by id where the catalog has them no more", () => {
  const model = modelAtNoon();
  model.setLatest([value()]);
  assert.equal(words.title(model, alert()), "Station: Fine particles");
  assert.equal(words.title(model, alert({ datastream: "city/gone/pm25", name: null })), "gone: pm25");
  assert.equal(words.title(model, alert({ datastream: "city/station/thing", name: null })), "Station");
  assert.equal(words.title(model, alert({ datastream: "city/g1/gateway", name: null })), "g1");
});

test("the expected range may be open on either side", () => {
  const range = (low, high) => words.expected(alert({ expected: low === null && high === null ? null : { low, high } }));
  assert.equal(range(3, 25), "3 to 25 µg/m³");
  assert.equal(range(null, 25), "at most 25 µg/m³");
  assert.equal(range(3, null), "at least 3 µg/m³");
  assert.equal(range(null, null), "–");
  assert.equal(words.expected(alert({ expected: { low: 0, high: 0 }, unit: null })), "0 to 0");
});

test("figures leave out what is not known, and keep a zero", () => {
  assert.equal(words.figures(alert({ observed: 0 })), "observed 0 µg/m³ · expected at most 50 µg/m³ · usually 11");
  assert.equal(words.figures(alert({ observed: null, expected: null, usual: null })), "");
  assert.equal(words.figures(alert({ datastream: "city/g1/gateway" })), "");
});

test("an open alert lasts since its onset, one that is over from then until its end", () => {
  const model = modelAtNoon();
  assert.equal(words.duration(model, alert()), "since 12:10 (2 min)");
  assert.equal(words.duration(model, alert({ state: "resolved", resolvedTime: afterNoon(11) })), "12:10 to 12:11");
});

test("what people did is told one phrase each; being a member is none of it", () => {
  const model = modelAtNoon();
  const acknowledgement = { state: "acknowledged", by: "ada", at: afterNoon(11), reason: "seen" };
  const suppression = { kind: "silence", until: afterNoon(60), by: "bo" };
  assert.deepEqual(words.handled(model, alert({ acknowledgement, suppression, assignee: "cy" })),
    ["silenced until 13:00 by bo", "acknowledged by ada at 12:11", "assigned to cy"]);
  assert.deepEqual(words.handled(model, alert({ suppression: { kind: "parent" } })), []);
});

test("updates that follow one another are one entry of the history, the newest", () => {
  const entry = (what, time) => ({ what, time });
  const shown = words.collapse([entry("opened", 1), entry("updated", 2), entry("updated", 3), entry("acknowledge", 4), entry("updated", 5)]);
  assert.deepEqual(shown.map(({ entry: { what, time }, times }) => [what, time, times]),
    [["updated", 5, 1], ["acknowledge", 4, 1], ["updated", 3, 2], ["opened", 1, 1]]);
});

test("an entry of the history that the page does not know is told as it is", () => {
  assert.equal(words.done({ what: "assign", assignee: "ada" }), "assigned to ada");
  assert.equal(words.done({ what: "silence" }), "silenced");
  assert.equal(words.done({ what: "escalated" }), "escalated");
});

test("a cause that the page does not know is told as it is", () => {
  assert.equal(words.cause(alert({ cause: "stuck" })), "always the same value");
  assert.equal(words.cause(alert({ cause: "new-one" })), "new-one");
  assert.equal(words.cause(alert({ cause: null })), "");
});

test("a current value is told with its unit, its state and its age", () => {
  const model = modelAtNoon();
  const { text, withUnit, age, spoken } = words.current(model, value());
  assert.deepEqual([text, withUnit, age, spoken], ["11", true, "60 s", "11 µg/m³, normal"]);
});

test("the age of a mean counts from the end of its interval, also after a window", () => {
  const model = modelAtNoon();
  const instant = words.current(model, value()).age;
  model.setLatest([value({ phenomenonTime: afterNoon(0), phenomenonEnd: value().phenomenonTime })]);
  const mean = model.values.get("city/station/pm25");
  assert.equal(words.current(model, mean).age, instant);
  model.takeWindow({ datastream: "city/station/pm25", last: 12, lastTime: afterNoon(1), recordedTime: afterNoon(12) });
  assert.equal(observedUntil(mean) - Date.parse(mean.phenomenonTime), Date.parse(value().phenomenonTime) - Date.parse(afterNoon(0)));
});

test("what a reader hears of a value changes with the value, not only with its state", () => {
  const model = modelAtNoon();
  assert.notEqual(words.current(model, value({ result: 11 })).spoken, words.current(model, value({ result: 12 })).spoken);
});

test("a value that is withheld, missing or was never measured has no unit", () => {
  const model = modelAtNoon();
  const told = (fields) => {
    const { text, withUnit, age } = words.current(model, value(fields));
    return [text, withUnit, age];
  };
  assert.deepEqual(told({ state: "withheld", result: null }), ["withheld", false, "60 s"]);
  assert.deepEqual(told({ result: null }), ["missing", false, "60 s"]);
  assert.deepEqual(told({ result: null, phenomenonTime: null, receivedTime: null }), ["no data", false, ""]);
  assert.deepEqual(told({ receivedTime: afterNoon(0), phenomenonTime: afterNoon(0) }), ["11", true, "stale 12 min"]);
});

test("the head of the list counts what needs someone, and the rest only where there is some", () => {
  const model = modelAtNoon();
  assert.equal(words.counts(model), "");
  model.setAlerts([alert({ suppression: { kind: "silence" } })]);
  assert.equal(words.counts(model), "none needs you · 1 suppressed");
  model.setAlerts([alert()]);
  assert.equal(words.counts(model), "1 needs you");
  model.setAlerts([alert(), alert({ id: "b" }), alert({ id: "c", acknowledgement: { state: "acknowledged" } })]);
  assert.equal(words.counts(model), "2 need you · 1 acknowledged");
});

test("the tab says how many need someone, and whether that is in doubt", () => {
  assert.equal(words.tabTitle(0, false, ""), "Metrobed");
  assert.equal(words.tabTitle(2, false, "Riverbend"), "(2) Riverbend · Metrobed");
  assert.equal(words.tabTitle(0, true, "Riverbend"), "(0?) Riverbend · Metrobed");
});

test("the address of an alert names it", () => {
  assert.equal(words.alertOf("#alert/0b1c-2"), "0b1c-2");
  assert.equal(words.alertOf("#alert/a%7Cb"), "a|b");
  for (const other of ["", "#riverbend/air-market/pm25", "#alert/", "#alert/a/b", "#alert/%E0%A4%A"]) {
    assert.equal(words.alertOf(other), null);
  }
});
