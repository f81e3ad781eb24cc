import assert from "node:assert/strict";
import test from "node:test";
import { Data } from "../../main/resources/page/data.js";
import { readAll } from "../../main/resources/page/pages.js";
import { NOON } from "./fixtures.js";

/** A list of three pages of two rows. */
function paged() {
  const asked = [];
  const get = async (resource, parameters) => {
    asked.push(parameters);
    const page = Number(parameters.cursor?.slice("a+b=".length) ?? 0);
    return { asOf: `of page ${page}`, items: [2 * page, 2 * page + 1], next: page < 2 ? `/api/v1/${resource}?limit=2&cursor=a%2Bb%3D${page + 1}` : null };
  };
  return { asked, get };
}

test("all pages of a list are read, each with the same question and the cursor of the one before", async () => {
  const { asked, get } = paged();
  const answer = await readAll(get, "alerts", { testbed: "city", limit: 2 });
  assert.deepEqual(answer, { asOf: "of page 0", items: [0, 1, 2, 3, 4, 5], next: null });
  assert.deepEqual(asked, [{ testbed: "city", limit: 2 }, { testbed: "city", limit: 2, cursor: "a+b=1" }, { testbed: "city", limit: 2, cursor: "a+b=2" }]);
});

test("the datastreams of a test-bed are those of all pages", async () => {
  const get = async (resource, { cursor }) => ({ items: [{ id: cursor ? "city/b/no2" : "city/a/no2" }], next: cursor ? null : "/api/v1/datastreams?cursor=2" });
  const data = new Data(get);
  await data.loadDatastreams("city");
  assert.deepEqual([...data.datastreams.keys()], ["city/a/no2", "city/b/no2"]);
});

test("the day of the slider has the windows of all pages", async () => {
  const { windows } = await new Data(paged().get).day("city", "pm25", NOON);
  assert.equal(windows.length, 6);
});
