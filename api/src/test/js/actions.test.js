import assert from "node:assert/strict";
import test from "node:test";
import { Actions, BUTTONS } from "../../main/resources/page/actions.js";
import { alert, modelAtNoon } from "./fixtures.js";

/** Opens the form of an action; gives its fields and what it sends. */
function opened(name, one) {
  const forms = [];
  const sent = [];
  const operator = { name: "ada", missing: () => "", send: async (path, body) => {
    sent.push([path, body]);
    return { ...one, version: one.version + 1 };
  } };
  new Actions(modelAtNoon(), operator, { open: (form) => forms.push(form) }, async () => ({})).start(name, one);
  return { form: forms[0], sent };
}

test("a verdict is sent as an action with reason and version, and a given one may be taken back", async () => {
  const { form, sent } = opened("judge", alert({ version: 3 }));
  const verdicts = (shown) => shown.fields[0].options.map((option) => option.value);
  assert.deepEqual(verdicts(form), ["real", "not-a-fault", "known-work"]);
  await form.send({ verdict: "not-a-fault", reason: "a bird" });
  assert.deepEqual(sent, [["alerts/a/actions", { action: "not-a-fault", by: "ada", reason: "a bird", version: 3 }]]);
  const again = opened("judge", alert({ verdict: { verdict: "known-work", by: "bo" } })).form;
  assert.deepEqual([verdicts(again).at(-1), again.fields[0].value], ["no-verdict", "known-work"]);
});

test("an alert without values offers no data to mark, but a verdict", () => {
  const offered = (datastream) => BUTTONS.filter((button) => button.offered(alert({ datastream }))).map((button) => button.name);
  const difference = offered("city/station/pm25").filter((name) => !offered("city/gateways/network").includes(name));
  assert.deepEqual(difference, ["mark"]);
  assert.ok(offered("city/gateways/network").includes("judge"));
});

/** Acts on several alerts; the API refuses those whose id is in `refused`. */
async function all(name, alerts, values, refused = []) {
  const forms = [];
  const sent = [];
  const operator = { name: "ada", missing: () => "", send: async (path, body) => {
    sent.push([path, body]);
    if (refused.some((id) => path.includes(`/${id}/`))) throw Object.assign(new Error("It was changed."), { status: 409 });
    return { ...alert(), id: path.split("/")[1], version: 9 };
  } };
  new Actions(modelAtNoon(), operator, { open: (form) => forms.push(form) }, async (path) => alert({ id: path.split("/").at(-1), version: 7 })).startAll(name, alerts, () => {});
  const error = await forms[0].send(values).then(() => null, (thrown) => thrown);
  return { form: forms[0], sent, error };
}

test("several alerts are given to a person, or silenced until one time, with one reason", async () => {
  const two = [alert({ id: "a", version: 1 }), alert({ id: "b", version: 2, datastream: "city/park/pm25" })];
  const given = await all("assign", two, { assignee: "bo", reason: "shift" });
  assert.deepEqual(given.sent, [["alerts/a/actions", { action: "assign", assignee: "bo", version: 1, by: "ada", reason: "shift" }],
    ["alerts/b/actions", { action: "assign", assignee: "bo", version: 2, by: "ada", reason: "shift" }]]);
  const silenced = await all("silence", two, { to: "hour", reason: "works" });
  assert.deepEqual(silenced.sent.map(([path, body]) => [path, body.kind, body.pattern, body.reason]),
    [["suppressions", "silence", "city/station/pm25", "works"], ["suppressions", "silence", "city/park/pm25", "works"]]);
  assert.equal(silenced.sent[0][1].to, silenced.sent[1][1].to);
  assert.equal(silenced.error, null);
});

test("what was not done is said, and sent again is only that", async () => {
  const refused = ["b"];
  const { form, sent, error } = await all("acknowledge", [alert({ id: "a" }), alert({ id: "b" })], { reason: "seen" }, refused);
  assert.match(error.message, /1 of 2 were not done: It was changed/);
  refused.length = 0;
  await form.send({ reason: "seen" });
  assert.deepEqual(sent.map(([path]) => path), ["alerts/a/actions", "alerts/b/actions", "alerts/b/actions"]);
  assert.equal(sent[2][1].version, 7, "with the version that is there now");
});
