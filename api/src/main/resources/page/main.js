// The operator's main screen. All data comes from /api/v1; see /openapi.json.

import { Actions } from "./actions.js";
import { Alerts } from "./alerts.js";
import { Clock } from "./format.js";
import { Course } from "./course.js";
import { Detail } from "./detail.js";
import { Form } from "./form.js";
import { Live } from "./live.js";
import { CityMap } from "./map.js";
import { Model, STAGE } from "./model.js";
import { decode, Operator } from "./operator.js";
import { Values } from "./values.js";
import { alertOf, tabTitle } from "./words.js";

const REFRESH_MILLIS = 30000;
const CATALOG_MILLIS = 5000;
const at = (id) => document.getElementById(id);

const model = new Model();
model.clock = new Clock("UTC");

const values = new Values(at("values"), at("values-empty"), (id) => model.select(id));
const operator = new Operator(at("operator"), new Form(at("operator-dialog")));
const actions = new Actions(model, operator, new Form(at("action-dialog")), get);
const detail = new Detail({
  root: at("detail"), title: at("detail-title"), close: at("detail-close"), state: at("detail-state"), message: at("detail-message"),
  buttons: at("detail-buttons"), needs: at("detail-needs"), facts: at("detail-facts"), members: at("detail-members"),
  membersTitle: at("detail-members-title"), history: at("detail-history"),
}, model, actions, get, (id) => alerts.focus(id));
const alerts = new Alerts(
  { list: at("alerts"), empty: at("alerts-empty"), count: at("alerts-count"), more: at("alerts-more") },
  (id) => {
    detail.open(id);
    alerts.reveal(id);
  }, loadMembers);
const map = new CityMap(at("map"), at("map-empty"), (thing) => {
  const first = firstOf(thing);
  if (first) {
    model.select(first);
    values.reveal(first);
  }
});
const course = new Course(at("chart"), at("chart-title"), at("chart-note"), document.querySelector(".ranges"), (datastream, range, window) =>
  get("windows", { datastream, window, datetime: `${range}/..`, limit: 2000 }));
const live = new Live(at("live"), model, take);

let testbed = null;
let asked = null;
let city = "";

async function get(resource, parameters = {}) {
  const response = await fetch(`/api/v1/${resource}?${new URLSearchParams(parameters)}`, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`${resource}: ${response.status}`);
  return response.json();
}

/** The value of a thing to show first: a value with an open alert, otherwise its first value. */
function firstOf(thing) {
  const own = [...model.values.values()].filter((value) => value.thing === thing);
  return (own.find((value) => model.stateOf(value) === "alert") ?? own[0])?.datastream;
}

function take(name, data) {
  if (name === "snapshot") {
    model.setAsOf(data.asOf);
    model.setLatest(data.latest);
    const resolved = [...model.alerts.values()].filter((alert) => alert.state !== "open");
    model.setAlerts([...resolved, ...data.alerts]);
    refreshAlerts().catch(() => live.show());
    course.reload();
    choose();
  } else if (name === "window") {
    model.takeWindow(data);
    course.take(data);
  } else if (name === "alert") {
    model.takeAlert(data);
  } else if (name === "handling") {
    model.takeHandling(data);
  } else if (name === "tick") {
    model.setAsOf(data.asOf);
  }
}

/** The test-bed of the alert in the address, which is opened when the test-bed is shown; null if it names none. */
async function alertInAddress() {
  const id = alertOf(location.hash);
  if (id === null) return null;
  const alert = await get(`alerts/${encodeURIComponent(id)}`).catch(() => null);
  asked = alert;
  return alert?.datastream.split("/")[0] ?? null;
}

/** Opens the alert of the address, once. */
function openAsked() {
  if (asked === null || !model.values.size) return;
  model.takeAlert(asked);
  const { id } = asked;
  asked = null;
  detail.open(id);
  alerts.reveal(id);
}

/** The initial selection: the selection in the address, otherwise an open alert, otherwise the first value. */
function choose() {
  chooseValue();
  openAsked();
}

function chooseValue() {
  if (model.selected && model.values.has(model.selected)) return;
  const named = decode(location.hash.slice(1));
  const open = model.listCalls().find((alert) => alert.state === "open" && model.values.has(alert.datastream));
  const first = model.values.keys().next().value;
  const chosen = model.values.has(named) ? named : open?.datastream ?? first;
  if (chosen) model.select(chosen);
}

async function refreshAlerts() {
  const since = new Date(model.now() - 86400000).toISOString();
  const [open, resolved] = await Promise.all([
    get("alerts", { testbed, state: "open", limit: 1000 }),
    get("alerts", { testbed, state: "resolved", calls: "yes", datetime: `${since}/..`, limit: 20 }),
  ]);
  [...open.items, ...resolved.items].forEach((alert) => model.takeAlert(alert));
  const { selectedAlert } = model;
  if (selectedAlert && !model.alerts.has(selectedAlert)) model.takeAlert(await get(`alerts/${selectedAlert}`));
}

async function loadMembers(parent) {
  const members = await get("alerts", { parent, limit: 1000 }).catch(() => ({ items: [] }));
  members.items.forEach((alert) => model.takeAlert(alert));
}

async function refreshLatest() {
  const latest = await get("latest", { testbed, limit: 10000 });
  model.setAsOf(latest.asOf);
  model.setLatest(latest.items);
  model.prune();
  choose();
}

async function show(bed) {
  testbed = bed.id;
  model.clock = new Clock(bed.zone);
  at("city").textContent = bed.name;
  city = bed.name;
  const things = await get("things", { testbed, limit: 10000 });
  if (testbed !== bed.id) return; // another test-bed was selected meanwhile
  model.setThings(things.items);
  live.open(testbed);
}

/** Shows a test-bed; tries again while it is selected and cannot be loaded. */
function turnTo(bed) {
  show(bed).catch(() => setTimeout(() => testbed === bed.id && turnTo(bed), CATALOG_MILLIS));
}

/** Waits for the catalog, then shows its first test-bed and lists the others. */
async function start() {
  const beds = await get("testbeds").then((answer) => answer.items).catch(() => []);
  if (beds.length === 0) {
    setTimeout(start, CATALOG_MILLIS);
    return;
  }
  at("testbed").replaceChildren(...beds.map((bed) => new Option(bed.name, bed.id)));
  at("testbed-choice").hidden = beds.length < 2;
  at("testbed").addEventListener("change", (event) => {
    model.setLatest([]);
    model.setAlerts([]);
    model.selectAlert(null);
    model.select(null);
    turnTo(beds.find((bed) => bed.id === event.target.value));
  });
  const named = await alertInAddress();
  const first = beds.find((bed) => bed.id === named) ?? beds[0];
  at("testbed").value = first.id;
  turnTo(first);
}

addEventListener("hashchange", () => alertInAddress().then((named) => {
  if (named === testbed) {
    openAsked();
  } else if (named !== null) {
    at("testbed").value = named;
    at("testbed").dispatchEvent(new Event("change"));
  }
}));

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

at("skip").addEventListener("click", () => {
  model.selectAlert(null);
  detail.draw(model);
});
for (const id of ["action-dialog", "operator-dialog"]) {
  at(id).addEventListener("close", () => {
    const lost = document.activeElement === document.body || at(id).contains(document.activeElement);
    if (lost && model.selectedAlert) at("detail-title").focus();
  });
}

model.onChange(() => {
  showTitle();
  showSilence();
  map.draw(model);
  values.draw(model);
  alerts.draw(model);
  detail.draw(model);
  course.draw(model);
  if (model.selected && asked === null) history.replaceState(null, "", `#${model.selected}`);
});

setInterval(() => {
  if (model.asOf !== null) at("as-of").textContent = `${model.clock.seconds(model.asOf)} ${model.clock.zone(model.asOf)}`;
  model.changed();
}, 1000);
setInterval(() => testbed && refreshLatest().catch(() => live.show()), REFRESH_MILLIS);

start();
