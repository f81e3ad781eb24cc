import assert from "node:assert/strict";
import test from "node:test";
import { Clock } from "../../main/resources/page/format.js";
import { liveness } from "../../main/resources/page/live.js";
import { NOON } from "./fixtures.js";

const model = (asOf) => ({ clock: new Clock("UTC"), asOf });

test("before anything is heard the screen is connecting, and has no connection once it failed", () => {
  assert.deepEqual(liveness({ heard: null, lost: null }, model(null), NOON), ["waiting", "connecting …"]);
  assert.deepEqual(liveness({ heard: null, lost: NOON }, model(null), NOON), ["stale", "no connection"]);
});

test("a stream that says nothing for twenty seconds is stale since it was heard last", () => {
  assert.deepEqual(liveness({ heard: NOON, lost: null }, model(NOON), NOON + 20000), ["live", "live"]);
  assert.deepEqual(liveness({ heard: NOON, lost: null }, model(NOON), NOON + 20001), ["stale", "stale since 12:00:00"]);
});

test("a stream that broke off is stale since then", () => {
  assert.deepEqual(liveness({ heard: NOON, lost: NOON + 3000 }, model(NOON), NOON + 4000), ["stale", "stale since 12:00:03"]);
});

test("data of more than ninety seconds ago is behind, not live", () => {
  assert.deepEqual(liveness({ heard: NOON, lost: null }, model(NOON - 90000), NOON), ["live", "live"]);
  assert.deepEqual(liveness({ heard: NOON, lost: null }, model(NOON - 90001), NOON), ["behind", "behind: data up to 11:58"]);
});
