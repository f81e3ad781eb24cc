// The operator's screen. All data comes from /api/v1; see /openapi.json. Which view is shown is in the address.

import { Actions } from "./actions.js";
import { Address, ASKED, parseAddress } from "./address.js";
import { AlertView } from "./alertview.js";
import { Data } from "./data.js";
import { CityView } from "./cityview.js";
import { Clock } from "./format.js";
import { DayView } from "./dayview.js";
import { ExploreView } from "./exploreview.js";
import { Form } from "./form.js";
import { listenToKeys } from "./keys.js";
import { drawKey } from "./legend.js";
import { ListView } from "./listview.js";
import { Live } from "./live.js";
import { Model, STAGE } from "./model.js";
import { NowView } from "./nowview.js";
import { Operator } from "./operator.js";
import { readAll } from "./pages.js";
import { Redrives } from "./redrive.js";
import { getLines } from "./rows.js";
import { drawStrip, partsOf } from "./strip.js";
import { SystemView } from "./systemview.js";
import { ThingView } from "./thingview.js";
import { tabTitle } from "./words.js";

const REFRESH_MILLIS = 30000;
const CATALOG_MILLIS = 5000;
const STRIP_MILLIS = 15000;
const at = (id) => document.getElementById(id);

const model = new Model();
model.clock = new Clock("UTC");
const address = new Address();
const data = new Data(get);
const operator = new Operator(at("operator"), new Form(at("operator-dialog")));
const actions = new Actions(model, operator, new Form(at("action-dialog")), get);
const redrives = new Redrives(operator, new Form(at("redrive-dialog")));
const doings = {
  redrive: (group, then) => redrives.start(group, then),
  act: (name, alert) => actions.start(name, alert),
  actOnAll: (name, alerts, then) => actions.startAll(name, alerts, then),
  needs: () => operator.refused || (operator.missing() ? `To act, give ${operator.missing()} under Operator.` : ""),
};
const shared = { model, data, address, doings, get, lines: getLines, unbound: getUnbound, status: () => status };
const places = {
  now: at("now"), alerts: at("alerts"), alert: at("alert"), thing: at("thing-view"), explore: at("explore-view"), system: at("system-view"), day: at("day-view"), city: at("city-view"),
};
const views = {
  now: new NowView(at, shared), alerts: new ListView(places.alerts, shared), alert: new AlertView(places.alert, shared), day: new DayView(places.day, shared),
  city: new CityView(places.city, shared), thing: new ThingView(places.thing, shared), explore: new ExploreView(places.explore, shared), system: new SystemView(places.system, shared),
};
const live = new Live(at("live"), model, take);

let beds = [];
let testbed = null;
let city = "";
let status = { gateways: null, health: null };
let shown = null;

async function get(resource, parameters = {}) {
  const response = await fetch(`/api/v1/${resource}?${new URLSearchParams(parameters)}`, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`${resource}: ${response.status}`);
  return response.json();
}

/** The topics that no binding reads; null for those who show no token: payloads may hold personal data. */
async function getUnbound() {
  if (!operator.token) return null;
  const response = await fetch("/api/v1/unbound?limit=100", { headers: { Accept: "application/json", Authorization: `Bearer ${operator.token}` } });
  if (!response.ok) throw new Error(`unbound: ${response.status}`);
  return response.json();
}

function take(name, message) {
  if (name === "snapshot") {
    model.setAsOf(message.asOf);
    model.setLatest(message.latest);
    const resolved = [...model.alerts.values()].filter((alert) => alert.state !== "open");
    model.setAlerts([...resolved, ...message.alerts]);
    data.forget();
    refreshAlerts().catch(() => live.show());
  } else if (name === "window") {
    model.takeWindow(message);
    data.renew(message.datastream);
  } else if (name === "alert") {
    model.takeAlert(message);
    data.renew(message.datastream);
  } else if (name === "handling") {
    model.takeHandling(message);
  } else if (name === "tick") {
    model.setAsOf(message.asOf);
  }
}

async function refreshAlerts() {
  const since = new Date(model.now() - 86400000).toISOString();
  const [open, resolved] = await Promise.all([
    readAll(get, "alerts", { testbed, state: "open", limit: 5000 }),
    get("alerts", { testbed, state: "resolved", calls: "yes", datetime: `${since}/..`, limit: 200 }),
  ]);
  [...open.items, ...resolved.items].forEach((alert) => model.takeAlert(alert));
  const { selectedAlert } = model;
  if (selectedAlert && !model.alerts.has(selectedAlert)) model.takeAlert(await get(`alerts/${encodeURIComponent(selectedAlert)}`));
}

async function refreshLatest() {
  const latest = await readAll(get, "latest", { testbed, limit: 10000 });
  model.setAsOf(latest.asOf);
  model.setLatest(latest.items);
  model.prune();
}

async function refreshStrip() {
  const health = await fetch("/health", { headers: { Accept: "application/json" } }).then((response) => response.json()).catch(() => null);
  const gateways = testbed === null ? null : await get("gateways", { testbed, limit: 1000 }).then((answer) => answer.items).catch(() => null);
  status = { health, gateways };
  model.changed();
}

async function show(bed) {
  testbed = bed.id;
  city = bed.name;
  model.clock = new Clock(bed.zone);
  at("city").textContent = bed.name;
  const [things, , ground] = await Promise.all([readAll(get, "things", { testbed, limit: 10000 }), data.loadDatastreams(testbed), data.ground(testbed)]);
  if (testbed !== bed.id) return; // another test-bed was selected meanwhile
  views.now.setGround(ground);
  views.alert.ground = ground;
  Object.assign(views.city, { ground, city });
  model.setThings(things.items);
  live.open(testbed);
  refreshStrip();
}

/** Shows a test-bed; tries again while it is selected and cannot be loaded. */
function turnTo(bed) {
  show(bed).catch(() => setTimeout(() => testbed === bed.id && turnTo(bed), CATALOG_MILLIS));
}

/** The test-bed of an alert; null if the alert is not known. */
async function bedOf(alert) {
  const found = alert === null ? null : await get(`alerts/${encodeURIComponent(alert)}`).catch(() => null);
  if (found !== null) model.takeAlert(found);
  return found?.datastream.split("/")[0] ?? null;
}

/** Waits for the catalog, then shows the test-bed of the address, else the first, and lists the others. */
async function start() {
  beds = await get("testbeds").then((answer) => answer.items).catch(() => []);
  if (beds.length === 0) {
    setTimeout(start, CATALOG_MILLIS);
    return;
  }
  at("testbed").replaceChildren(...beds.map((bed) => new Option(bed.name, bed.id)));
  at("testbed-choice").hidden = beds.length < 2;
  at("testbed").addEventListener("change", () => {
    model.setLatest([]);
    model.setAlerts([]);
    model.selectAlert(null);
    address.go({ bed: at("testbed").value, view: "now", alert: null, series: null, layer: null, at: null });
  });
  const { alert, bed, series, thing, datastream } = address.state;
  const named = bed ?? (await bedOf(alert)) ?? (thing ?? datastream ?? series)?.split("/")[0];
  const first = beds.find((one) => one.id === named) ?? beds[0];
  at("testbed").value = first.id;
  turnTo(first);
  showView(address.state);
}

/** Shows the view of the address and hides the others. */
function showView(state) {
  for (const name of Object.keys(views)) places[name].hidden = name !== state.view;
  document.body.classList.toggle("wall", state.view === "city" && state.wall === "1");
  document.querySelectorAll(".nav a").forEach((link) => {
    if (link.dataset.view === (state.view === "alert" ? "alerts" : state.view)) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  });
  const key = `${state.view} ${state.alert} ${state.thing}`;
  if (key === shown) return;
  const moved = shown !== null;
  shown = key;
  if (state.view === "alert") views.alert.open(state.alert);
  else model.selectAlert(null);
  if (state.view === "thing") views.thing.open(state.thing);
  if (moved && !["alert", "thing"].includes(state.view)) at("view").focus({ preventScroll: true });
}

address.onChange((state, before) => {
  const bed = beds.find((one) => one.id === (state.bed ?? testbed));
  if (bed && bed.id !== testbed && state.bed !== before.bed) turnTo(bed);
  showView(state);
  model.changed();
});

/** Links inside the page change its state without loading it anew. */
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='/']");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0 || /^\/(api\/|metrobed[.]|health|openapi)/.test(link.getAttribute("href"))) return;
  event.preventDefault();
  const url = new URL(link.href);
  const { view, alert, thing, day } = parseAddress(url);
  const asked = view === "explore" ? Object.fromEntries(ASKED.map((name) => [name, null])) : {};
  address.go({ view, alert, thing, day, at: null, filter: "", ...asked, ...Object.fromEntries(url.searchParams) });
});

/** A notice while no data arrives at all. */
function showSilence() {
  const since = model.silentSince();
  at("silence").hidden = since === null;
  if (since === null) return;
  const text = `No data is coming in since ${model.clock.moment(since, model.now())}.`;
  if (at("silence").textContent !== text) at("silence").textContent = text;
}

/** Shows in the tab's title how many alerts need attention; with a question mark while the number may be outdated. */
function showTitle() {
  const title = tabTitle(model.count(STAGE.NEEDED), at("live").dataset.state === "stale", city);
  if (document.title !== title) document.title = title;
}

function showClock() {
  if (model.asOf === null) return;
  const now = Date.now();
  at("clock").textContent = `${model.clock.minutes(now)} `;
  const zone = document.createElement("span");
  zone.textContent = `${model.clock.zone(now)}, ${model.clock.day(now)}`;
  at("clock").append(zone);
}

at("skip").addEventListener("click", (event) => {
  event.preventDefault();
  at("view").focus();
});
drawKey(at("chart-key"));
listenToKeys((key) => views[address.state.view].keys()[key]);
operator.onChange(() => model.changed());

model.onChange(() => {
  showTitle();
  showSilence();
  drawStrip(at("health"), partsOf({ ...status, asOf: model.asOf, now: Date.now(), clock: model.clock }));
  views[address.state.view].draw();
});

setInterval(() => {
  showClock();
  model.changed();
}, 1000);
setInterval(() => testbed && refreshLatest().catch(() => live.show()), REFRESH_MILLIS);
setInterval(refreshStrip, STRIP_MILLIS);

start();
