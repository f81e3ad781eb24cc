import assert from "node:assert/strict";
import test from "node:test";
import * as words from "../../main/resources/page/words.js";
import { alert } from "./fixtures.js";

test("the expected range may be open on either side", () => {
  const range = (low, high) => words.expected(alert({ expected: low === null && high === null ? null : { low, high } }));
  assert.equal(range(3, 25), "3 to 25 µg/m³");
  assert.equal(range(null, 25), "at most 25 µg/m³");
  assert.equal(range(3, null), "at least 3 µg/m³");
  assert.equal(range(null, null), "–");
  assert.equal(words.expected(alert({ expected: { low: 0, high: 0 }, unit: null })), "0 to 0");
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
  assert.deepEqual(["not-a-fault", "real", "known-work", "no-verdict"].map((what) => words.done({ what })),
    ["judged: no fault", "judged: real", "judged: known work", "verdict taken back"]);
});

test("the tab says how many need someone, and whether that is in doubt", () => {
  assert.equal(words.tabTitle(0, false, ""), "Metrobed");
  assert.equal(words.tabTitle(2, false, "Riverbend"), "(2) Riverbend · Metrobed");
  assert.equal(words.tabTitle(0, true, "Riverbend"), "(0?) Riverbend · Metrobed");
});
