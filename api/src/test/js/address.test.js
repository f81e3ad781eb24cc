import assert from "node:assert/strict";
import test from "node:test";
import { Address, formatAddress, parseAddress } from "../../main/resources/page/address.js";

const at = (text) => {
  const url = new URL(text, "http://city");
  return parseAddress({ pathname: url.pathname, search: url.search, hash: url.hash });
};

test("an address names view, test-bed, layer, time, range, alert and filter", () => {
  const state = at("/alert/0b1c-2?bed=riverbend&range=PT24H&at=2026-05-01T10:00:00Z&layer=no2");
  assert.deepEqual([state.view, state.alert, state.bed, state.range, state.at, state.layer], ["alert", "0b1c-2", "riverbend", "PT24H", "2026-05-01T10:00:00Z", "no2"]);
  assert.equal(at("/alerts?filter=kind:city+harbour").filter, "kind:city harbour");
  assert.equal(at("/").view, "now");
});

test("a state and its address are the same", () => {
  for (const text of ["/", "/?layer=no2", "/alerts?filter=kind:city", "/alert/a%7Cb", "/day", "/day/2026-05-01", "/city?wall=1", "/?series=city/station/pm25&at=2026-05-01T10:00:00Z&range=PT1H"]) {
    assert.equal(formatAddress(at(text)), text);
  }
});

test("links of older messages open the alert and the datastream that they name", () => {
  assert.equal(at("/#alert/a%7Cb").alert, "a|b");
  assert.equal(at("/#city/station/pm25").series, "city/station/pm25");
});

test("what is no address of the page opens the first view", () => {
  for (const text of ["/#%", "/#alert/", "/nothing", "/alert", "/alert/", "/#token=abc/d/e"]) {
    const state = at(text);
    assert.deepEqual([state.view, state.alert, state.series], ["now", null, null], text);
  }
});

test("going to a state writes a new address, turning replaces it, and the back button goes back", () => {
  const done = [];
  const listeners = {};
  const window = {
    location: { pathname: "/", search: "", hash: "" }, addEventListener: (name, run) => { listeners[name] = run; },
    history: { pushState: (a, b, text) => done.push(["push", text]), replaceState: (a, b, text) => done.push(["replace", text]) },
  };
  const address = new Address(window);
  const seen = [];
  address.onChange((state) => seen.push(state.view));
  address.go({ view: "alert", alert: "a" });
  address.turn({ range: "PT1H" });
  address.turn({ range: "PT1H" });
  assert.deepEqual(done, [["push", "/alert/a"], ["replace", "/alert/a?range=PT1H"]]);
  listeners.popstate();
  assert.deepEqual(seen, ["alert", "alert", "now"]);
});

test("a thing, a question and the health of the system have addresses", () => {
  const thing = parseAddress({ pathname: "/thing/city/old%20quay", search: "?range=P7D" });
  assert.deepEqual([thing.view, thing.thing, thing.range], ["thing", "city/old quay", "P7D"]);
  assert.equal(formatAddress(thing), "/thing/city/old%20quay?range=P7D");
  assert.equal(parseAddress({ pathname: "/thing/city" }).view, "now");
  assert.equal(parseAddress({ pathname: "/system" }).view, "system");
});

test("the question of Explore has the words of the API, and other views leave it out", () => {
  const text = "/explore?datastream=city/a/pm25,city/b/pm25&datetime=2026-05-01/2026-05-08&window=PT1H&agg=p95&tz=Europe/Paris&against=P7D&show=table";
  const [pathname, search] = text.split("?");
  const state = parseAddress({ pathname, search: `?${search}` });
  assert.equal(formatAddress(state), text);
  assert.equal(formatAddress({ ...state, view: "alerts" }), "/alerts");
});
