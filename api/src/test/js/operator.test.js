import assert from "node:assert/strict";
import test from "node:test";
import { BUTTONS } from "../../main/resources/page/actions.js";
import { refusalOf } from "../../main/resources/page/operator.js";
import { alert } from "./fixtures.js";

test("a problem of a field that was sent is told at the field", () => {
  const refusal = refusalOf(400, { detail: "The body has a field 'reason' that must not be blank." }, ["reason", "by"]);
  assert.deepEqual([refusal.field, refusal.message], ["reason", "It must not be blank."]);
});

test("a problem of anything else is told as the API tells it", () => {
  const detail = "The body has a field 'version' that is no number.";
  assert.deepEqual(refusalOf(400, { detail }, ["reason"]).field, null);
  assert.equal(refusalOf(400, { detail }, ["reason"]).message, detail);
  assert.equal(refusalOf(503, { title: "Busy" }, []).message, "Busy");
  assert.equal(refusalOf(502, {}, []).message, "The answer was 502.");
});

test("only a conflict of versions is stale", () => {
  assert.equal(refusalOf(409, { type: "urn:metrobed:problem:stale-version" }, []).isStale(), true);
  assert.equal(refusalOf(409, { type: "urn:metrobed:problem:conflict" }, []).isStale(), false);
  assert.equal(refusalOf(400, {}, []).isStale(), false);
});
