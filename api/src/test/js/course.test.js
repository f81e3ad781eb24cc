import assert from "node:assert/strict";
import test from "node:test";
import { Course } from "../../main/resources/page/course.js";
import { alert, modelAtNoon, NOON, value } from "./fixtures.js";

globalThis.matchMedia = () => ({ addEventListener() {} });

/** A chart that never receives its windows, and its requests. */
function course() {
  const asked = [];
  const load = (...parameters) => {
    asked.push(parameters);
    return new Promise(() => {});
  };
  return { asked, chart: new Course({}, {}, {}, { addEventListener() {} }, load) };
}

test("the windows of a value that is chosen are asked for once", () => {
  const { asked, chart } = course();
  const model = modelAtNoon();
  model.setLatest([value()]);
  model.select("city/station/pm25");
  chart.draw(model);
  chart.draw(model);
  assert.deepEqual(asked, [["city/station/pm25", "PT6H", "PT1M"]]);
});

test("a value that is there no more leaves the chart as it is: another test-bed was chosen, or a catalog without it came", async () => {
  const { asked, chart } = course();
  const model = modelAtNoon();
  model.setLatest([value()]);
  model.setAlerts([alert()]);
  model.selectAlert("a");
  chart.draw(model);
  chart.end = NOON;
  model.setLatest([]);
  model.selectAlert(null);
  chart.draw(model);
  await chart.reload();
  assert.equal(asked.length, 1);
});
