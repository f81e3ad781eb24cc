import assert from "node:assert/strict";
import test from "node:test";
import { orderOf } from "../../main/resources/page/redrive.js";
import { reasonOf } from "../../main/resources/page/rows.js";
import { conflictsByDatastream, coverageOf, intervalsOf, lettersByReason, readSystem, treeOf } from "../../main/resources/page/systemread.js";

const HOUR = 3600000;
const NOON = Date.parse("2026-05-01T12:00Z");
const at = (minutes) => new Date(NOON + minutes * 60000).toISOString();
const thing = (name, minutes, gateway = "city/g1") => ({ id: `city/${name}`, name, gateway, lastHeard: minutes === null ? null : at(minutes), clockSkewMillis: null });

test("a thing is late after three of its own intervals: a fresh battery does not hide a silent station", () => {
  const [group] = treeOf([{ id: "city/g1", status: "online" }], [thing("fast", -5), thing("slow", -5), thing("never", null)], new Map([["city/fast", 60], ["city/slow", 3600]]), NOON);
  assert.deepEqual(group.things.map((one) => [one.thing.name, one.late]), [["fast", true], ["never", true], ["slow", false]]);
  assert.equal(group.late, 2);
});

test("gateways that are offline come first, then those with late things; a thing without a gateway is not lost", () => {
  const groups = treeOf([{ id: "city/a", status: "online" }, { id: "city/b", status: "online" }, { id: "city/c", status: "offline" }], [thing("one", -1, "city/a"), thing("two", -90, "city/b"), thing("three", -1, null)],
    new Map([["city/one", 60], ["city/two", 60]]), NOON);
  assert.deepEqual(groups.map((group) => group.gateway?.id ?? null), ["city/c", "city/b", "city/a", null]);
  assert.equal(treeOf(null, [thing("one", -1)], new Map(), NOON).length, 1);
});

test("what is computed is not expected from a thing", () => {
  assert.deepEqual([...intervalsOf([{ thing: "city/a", interval: "PT1M", derived: { by: "x" } }, { thing: "city/a", interval: "PT10M", derived: null }])], [["city/a", 600]]);
});

const read = (rows) => ({ rows, from: NOON - 24 * HOUR, to: NOON, step: HOUR });

test("the share of a thing counts hours and datastreams that are not there, and none before the test-bed began", () => {
  const two = [{ id: "city/a/x", thing: "city/a", interval: "PT1M" }, { id: "city/a/y", thing: "city/a", interval: "PT1M" }];
  const rows = [{ datastream: "city/a/x", start: at(-120), coverage: 1 }, { datastream: "city/a/x", start: at(-60), coverage: 0.5 }];
  assert.equal(coverageOf(read(rows), two).get("city/a"), 0.375);
  assert.equal(coverageOf(null, two).size, 0);
  assert.equal(coverageOf(read([]), two).size, 0);
});

test("a reading every six hours needs a window in every sixth hour", () => {
  const rows = Array.from({ length: 4 }, (_, index) => ({ datastream: "city/a/x", start: at(-24 * 60 + index * 360), coverage: 1 }));
  assert.equal(coverageOf(read(rows), [{ id: "city/a/x", thing: "city/a", interval: "PT6H" }]).get("city/a"), 1);
});

test("dead letters are told by reason, the most frequent first, with the newest one and its topics", () => {
  const letter = (reason, minute, topic) => ({ reason, receivedTime: at(minute), topic, id: `${minute}` });
  const groups = lettersByReason([letter("empty", 1, "a"), letter("malformed", 2, "a"), letter("malformed", 9, "b"), letter("malformed", 3, "a")]);
  assert.deepEqual(groups.map((one) => [one.reason, one.count, one.topics.size, one.newest.id]), [["malformed", 3, 2, "9"], ["empty", 1, 1, "1"]]);
  assert.deepEqual(orderOf(groups[0], "", true), { reason: ["malformed"], dryRun: true });
  assert.deepEqual(orderOf(groups[0], "a/#", false), { reason: ["malformed"], topic: "a/#", dryRun: false });
});

test("conflicts are counted by datastream", () => {
  assert.deepEqual(conflictsByDatastream([{ datastream: "b" }, { datastream: "a" }, { datastream: "b" }]), [{ datastream: "b", count: 2 }, { datastream: "a", count: 1 }]);
});

test("a part that cannot be read does not hide the others, and a server without a list of unbound topics shows none", async () => {
  const get = async (resource) => {
    if (resource === "conflicts") throw new Error("503");
    return { items: [] };
  };
  const answer = await readSystem({ get, lines: async () => ({ rows: [] }), unbound: async () => { throw new Error("404"); } }, "city", NOON);
  assert.equal(answer.conflicts, null);
  assert.equal(answer.topics, null);
  assert.deepEqual(answer.letters, { items: [] });
});

test("what the API says is wrong with a question is told in its words", () => {
  assert.equal(reasonOf({ errors: [{ parameter: "window", rule: "must be shorter" }] }, 400), "window must be shorter");
  assert.equal(reasonOf({}, 502), "The answer was 502.");
});
