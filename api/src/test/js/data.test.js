import assert from "node:assert/strict";
import test from "node:test";
import { Data } from "../../main/resources/page/data.js";
import { NOON, value } from "./fixtures.js";

const asked = (fails = false) => {
  const names = [];
  const data = new Data(async (resource) => {
    names.push(resource);
    if (fails && resource === "windows") throw new Error("away");
    return { items: [] };
  });
  return { data, names };
};

test("the course of a datastream asks for windows, flagged values and what was expected, once", async () => {
  const { data, names } = asked();
  await Promise.all([data.course(value(), "PT6H", NOON), data.course(value(), "PT6H", NOON)]);
  assert.deepEqual(names, ["windows", "observations", "datastreams/city/station/pm25/expected"]);
});

test("of many flagged values the newest are read, and older ones leave no gap", async () => {
  const second = (at) => ({ phenomenonTime: new Date(NOON - at * 1000).toISOString(), result: 7, flag: 3, tests: {} });
  const all = Array.from({ length: 21600 }, (_, at) => second(at + 1)); // of six hours, the newest first
  const data = new Data(async (resource, { order, limit }) => {
    if (resource !== "observations") return { items: [] };
    return { items: (order === "desc" ? all : [...all].reverse()).slice(0, limit), next: "/api/v1/observations?cursor=2" };
  });
  const course = await data.course(value({ staleAfterSeconds: 15 }), "PT6H", NOON);
  assert.deepEqual([course.suspect.at(-1).x, course.gaps], [NOON - 1000, []]);
});

test("something new of a datastream asks again, but not for what was expected", async () => {
  const { data, names } = asked();
  await data.course(value(), "PT6H", NOON);
  data.renew("city/other/pm25");
  await data.course(value(), "PT6H", NOON);
  assert.equal(names.length, 3);
  data.renew("city/station/pm25");
  await data.course(value(), "PT6H", NOON);
  assert.deepEqual(names.slice(3), ["windows", "observations"]);
});

test("a course that cannot be read is asked for again, and one without expectation is a course", async () => {
  const { data, names } = asked(true);
  await assert.rejects(data.course(value(), "PT6H", NOON));
  await assert.rejects(data.course(value(), "PT6H", NOON));
  assert.equal(names.filter((name) => name === "windows").length, 2);
});

test("a range of days has no single flagged values, and longer windows", async () => {
  const { data, names } = asked();
  const course = await data.course(value(), "P7D", NOON);
  assert.deepEqual([names.includes("observations"), course.sizeMillis], [false, 900000]);
});
