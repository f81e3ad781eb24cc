import assert from "node:assert/strict";
import test from "node:test";
import { isOfNoValue, isOfPipeline, STAGE } from "../../main/resources/page/model.js";
import { afterNoon, alert, condition, modelAtNoon, NOON, value } from "./fixtures.js";

test("changes that come together are told once", () => {
  const model = modelAtNoon();
  let told = 0;
  model.frames.splice(0).forEach((run) => run());
  model.onChange(() => told++);
  model.setLatest([value()]);
  model.setAlerts([alert()]);
  model.frames.splice(0).forEach((run) => run());
  assert.equal(told, 1);
  model.select("city/station/pm25");
  model.frames.splice(0).forEach((run) => run());
  assert.equal(told, 2);
});

test("log time runs on from what was heard last, whatever the wall clock says", () => {
  const model = modelAtNoon();
  model.time.wall += 86400000;
  model.time.elapsed += 5000;
  assert.equal(model.now(), NOON + 12 * 60000 + 5000);
});

test("a time that is none leaves the log time as it is", () => {
  const model = modelAtNoon();
  model.setAsOf(null);
  assert.equal(model.now(), NOON + 12 * 60000);
});

test("a window's last reading replaces an older value only", () => {
  const model = modelAtNoon();
  model.setLatest([value({ result: 11 })]);
  model.takeWindow({ datastream: "city/station/pm25", last: 5, lastTime: afterNoon(10), recordedTime: afterNoon(12) });
  assert.equal(model.values.get("city/station/pm25").result, 11);
  model.takeWindow({ datastream: "city/station/pm25", last: 12, lastTime: afterNoon(11.5), recordedTime: afterNoon(12) });
  assert.equal(model.values.get("city/station/pm25").result, 12);
  model.takeWindow({ datastream: "city/station/pm25", last: null, lastTime: null, recordedTime: afterNoon(13) });
  assert.equal(model.values.get("city/station/pm25").result, 12);
  model.takeWindow({ datastream: "city/unknown/pm25", last: 1, lastTime: afterNoon(12), recordedTime: afterNoon(12) });
  assert.equal(model.values.size, 1);
});

test("an event of the condition keeps what people did", () => {
  const model = modelAtNoon();
  model.takeAlert(alert({ version: 2, assignee: "ada", acknowledgement: { state: "acknowledged", by: "ada", at: afterNoon(11), reason: "seen" } }));
  model.takeAlert(condition({ sequence: 1, severity: "critical" }));
  const known = model.alerts.get("a");
  assert.deepEqual([known.severity, known.assignee, known.version, known.acknowledgement.by], ["critical", "ada", 2, "ada"]);
});

test("what was read before it was changed undoes nothing", () => {
  const model = modelAtNoon();
  model.takeAlert(alert({ sequence: 3, severity: "critical", version: 2, assignee: "ada" }));
  model.takeAlert(alert({ sequence: 1, severity: "warning", version: 1, assignee: null }));
  assert.deepEqual([model.alerts.get("a").severity, model.alerts.get("a").assignee], ["critical", "ada"]);
});

test("handling that is newer than the reading is taken without its condition", () => {
  const model = modelAtNoon();
  model.takeAlert(alert({ sequence: 3 }));
  model.takeHandling({ id: "a", version: 1, assignee: "ada" });
  model.takeHandling({ id: "unknown", version: 1, assignee: "ada" });
  assert.deepEqual([model.alerts.get("a").assignee, model.alerts.get("a").sequence, model.alerts.size], ["ada", 3, 1]);
});

test("signs that go away take their alert with them, unless something newer was heard", () => {
  const model = modelAtNoon();
  model.takeAlert(alert({ sequence: 5 }));
  model.takeAlert(condition({ state: "withdrawn", sequence: 4 }));
  assert.equal(model.alerts.size, 1);
  model.takeAlert(condition({ state: "withdrawn", sequence: 6 }));
  assert.equal(model.alerts.size, 0);
  model.takeAlert(condition({ state: "pending", sequence: 0 }));
  assert.equal(model.alerts.size, 0);
});

test("an alert of a day ago is forgotten when it is over and nobody looks at it", () => {
  const model = modelAtNoon();
  model.setAlerts([
    alert({ id: "old", state: "resolved", resolvedTime: afterNoon(-24 * 60) }), alert({ id: "open" }),
    alert({ id: "looked-at", state: "resolved", resolvedTime: afterNoon(-24 * 60) }),
    alert({ id: "fresh", state: "resolved", resolvedTime: afterNoon(-23 * 60) }),
  ]);
  model.selectAlert("looked-at");
  model.prune();
  assert.deepEqual([...model.alerts.keys()], ["open", "looked-at", "fresh"]);
});

test("alerts that belong to another stand under it, however long the chain", () => {
  const model = modelAtNoon();
  const chain = Array.from({ length: 12 }, (_, i) => alert({ id: `n${i}`, parent: i === 0 ? null : `n${i - 1}` }));
  model.setAlerts(chain);
  assert.deepEqual(model.listCalls().map((one) => one.id), ["n0"]);
  assert.equal(model.membersOf("n0").length, 11);
});

test("alerts that belong to one another in a ring are all listed, and what hangs on them too", () => {
  for (const size of [1, 2, 3, 5]) {
    const model = modelAtNoon();
    const ring = Array.from({ length: size }, (_, i) => alert({ id: `r${i}`, parent: `r${(i + 1) % size}` }));
    model.setAlerts([...ring, alert({ id: "tail", parent: "r0" })]);
    assert.equal(model.listCalls().length, size + 1, `a ring of ${size}`);
  }
});

test("an open alert whose parent is not known stands by itself, a resolved one does not", () => {
  const model = modelAtNoon();
  model.setAlerts([alert({ id: "open", parent: "gone" }), alert({ id: "over", parent: "gone", state: "resolved", resolvedTime: afterNoon(11) })]);
  assert.deepEqual(model.listCalls().map((one) => one.id), ["open"]);
  assert.equal(model.stageOf(model.alerts.get("open")), STAGE.SUPPRESSED);
});

test("the list has first what needs someone, the gravest first, then the newest", () => {
  const model = modelAtNoon();
  const acknowledgement = { state: "acknowledged", by: "ada", at: afterNoon(11), reason: "seen" };
  model.setAlerts([
    alert({ id: "over", state: "resolved", resolvedTime: afterNoon(12) }), alert({ id: "info", severity: "info", openedTime: afterNoon(12) }),
    alert({ id: "seen", severity: "critical", acknowledgement }), alert({ id: "older", openedTime: afterNoon(1) }),
    alert({ id: "newer", openedTime: afterNoon(2) }), alert({ id: "critical", severity: "critical", openedTime: afterNoon(0) }),
    alert({ id: "quiet", severity: "critical", suppression: { kind: "silence" } }),
  ]);
  assert.deepEqual(model.listCalls().map((one) => one.id), ["critical", "newer", "older", "info", "seen", "quiet", "over"]);
  assert.deepEqual([STAGE.NEEDED, STAGE.ACKNOWLEDGED, STAGE.SUPPRESSED, STAGE.RESOLVED].map((stage) => model.count(stage)), [4, 1, 1, 1]);
});

test("an alert that is over stays above the end while some that belong to it are open", () => {
  const model = modelAtNoon();
  model.setAlerts([alert({ id: "parent", state: "resolved", resolvedTime: afterNoon(11) }), alert({ id: "child", parent: "parent" })]);
  assert.equal(model.stageOf(model.alerts.get("parent")), STAGE.SUPPRESSED);
  model.takeAlert(condition({ id: "child", parent: "parent", state: "resolved", resolvedTime: afterNoon(12), sequence: 1 }));
  assert.equal(model.stageOf(model.alerts.get("parent")), STAGE.RESOLVED);
});

test("members are as many as the API counted, or as are known if those are more", () => {
  const model = modelAtNoon();
  model.setAlerts([alert({ id: "parent", members: 5 }), alert({ id: "child", parent: "parent" })]);
  assert.equal(model.countMembers(model.alerts.get("parent")), 5);
  model.takeAlert(alert({ id: "parent", members: 0, sequence: 1 }));
  assert.equal(model.countMembers(model.alerts.get("parent")), 1);
});

test("a value is withheld, in alert, stale, suspect or normal, in this order", () => {
  const model = modelAtNoon();
  const state = (fields) => model.stateOf(value(fields));
  assert.equal(state({}), "normal");
  assert.equal(state({ flag: 3 }), "suspect");
  assert.equal(state({ flag: 4 }), "suspect");
  assert.equal(state({ flag: 4, phenomenonTime: afterNoon(8) }), "stale");
  assert.equal(state({ phenomenonTime: null }), "stale");
  model.setAlerts([alert()]);
  assert.equal(state({ phenomenonTime: afterNoon(8) }), "alert");
  assert.equal(state({ state: "withheld" }), "withheld");
  model.takeAlert(condition({ sequence: 1, state: "resolved", resolvedTime: afterNoon(12) }));
  assert.equal(state({}), "normal");
});

test("a value is stale once its time is over, not at its last moment", () => {
  const model = modelAtNoon();
  const old = value({ phenomenonTime: afterNoon(9) });
  assert.equal(model.isStale(old), false);
  model.time.elapsed += 1;
  assert.equal(model.isStale(old), true);
  assert.equal(model.isStale(value({ phenomenonTime: afterNoon(8), phenomenonEnd: afterNoon(10) })), false);
});

test("a value of yesterday that comes in a backlog is stale", () => {
  assert.equal(modelAtNoon().isStale(value({ phenomenonTime: afterNoon(-1440), receivedTime: afterNoon(12) })), true);
});

test("no data comes in while the alert of ingest is open", () => {
  const model = modelAtNoon();
  assert.equal(model.silentSince(), null);
  model.setAlerts([alert({ datastream: "metrobed/pipeline/ingest" })]);
  assert.equal(model.silentSince(), NOON + 10 * 60000);
});

test("choosing a value leaves the alert of another", () => {
  const model = modelAtNoon();
  model.setLatest([value(), value({ datastream: "city/station/no2" })]);
  model.setAlerts([alert()]);
  model.selectAlert("a");
  assert.equal(model.selected, "city/station/pm25");
  model.select("city/station/pm25");
  assert.equal(model.selectedAlert, "a");
  model.select("city/station/no2");
  assert.equal(model.selectedAlert, null);
});

test("alerts of gateways, of their network, of whole things and of Metrobed itself have no values", () => {
  const of = (datastream) => [isOfNoValue({ datastream }), isOfPipeline({ datastream })];
  assert.deepEqual(of("city/station/pm25"), [false, false]);
  assert.deepEqual(of("city/g1/gateway"), [true, false]);
  assert.deepEqual(of("city/gateways/network"), [true, false]);
  assert.deepEqual(of("city/station/thing"), [true, false]);
  assert.deepEqual(of("metrobed/pipeline/ingest"), [true, true]);
});
