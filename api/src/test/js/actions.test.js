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
