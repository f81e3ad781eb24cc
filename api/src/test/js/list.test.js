import assert from "node:assert/strict";
import test from "node:test";
import { isOfKind } from "../../main/resources/page/inbox.js";
import { formatFilter, parseFilter, wanted } from "../../main/resources/page/listview.js";
import { partsOf } from "../../main/resources/page/strip.js";
import { stepsOf } from "../../main/resources/page/timeline.js";
import { Clock } from "../../main/resources/page/format.js";
import { NOON, afterNoon, alert } from "./fixtures.js";

test("a filter and its text are the same", () => {
  for (const text of ["", "kind:city stage:needed harbour", "severity:critical sort:new"]) assert.equal(formatFilter(parseFilter(text)), text);
  assert.equal(parseFilter("words:x").words[0], "words:x");
});

test("a filter chooses by kind, stage, severity and words", () => {
  const row = (fields, stage = 0) => ({ alert: alert(fields), stage, text: "PM2.5 at the Harbour Ada" });
  const is = (text, one) => wanted(parseFilter(text), one);
  assert.deepEqual([is("kind:city", row()), is("kind:equipment", row()), is("city", row())], [true, false, true]);
  assert.deepEqual([is("stage:hand", row({}, 1)), is("stage:hand", row({}, 2)), is("stage:ended", row({}, 0))], [true, true, false]);
  assert.deepEqual([is("harbour ada", row()), is("harbour zoe", row()), is("severity:critical", row())], [true, false, false]);
  assert.deepEqual([isOfKind(alert(), ""), isOfKind(alert(), "equipment")], [true, false]);
});

test("the strip tells what is wrong in words", () => {
  const clock = new Clock("UTC");
  const base = { gateways: [{ status: "online" }, { status: "offline" }], health: { parts: [{ name: "job", status: "behind" }] }, asOf: NOON, now: NOON + 2000, clock };
  assert.deepEqual(partsOf(base).map((part) => [part.name, part.words, part.ok]), [["Gateways", "1 of 2", false], ["Data up to", "12:00:00", true], ["Pipeline", "job behind", false]]);
  assert.deepEqual(partsOf({ ...base, gateways: null, health: { parts: [] } }).map((part) => part.words), ["12:00:00", "2 s behind"]);
  assert.equal(partsOf({ ...base, health: null }).at(-1).words, "does not answer");
});

test("the timeline starts with the first sign and joins those who were told at once", () => {
  const told = (by) => ({ time: afterNoon(6), kind: "notification", what: "firing", by, reason: "told" });
  const items = [
    { time: afterNoon(5), kind: "condition", what: "pending", reason: "" }, { time: afterNoon(5), kind: "condition", what: "opened", reason: "80 above 55" },
    told("mail"), told("pager"), { time: afterNoon(9), kind: "action", what: "acknowledge", by: "ada", reason: "seen" },
    { time: afterNoon(9), kind: "notification", what: "held", by: "mail", reason: "not told: it is silenced" },
  ];
  const steps = stepsOf(items, alert({ openedTime: afterNoon(0) }), { direction: "above", raise: 55 });
  assert.deepEqual(steps.map((step) => [step.bold, step.rest]), [
    ["First value above 55", ""], ["Alert opened", ""], ["Told", "mail, pager"], ["ada", "acknowledged"], ["Not told", "mail (it is silenced)"],
  ]);
});
