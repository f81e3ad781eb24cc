// The operator's first screen. Everything shown comes from /api/v1; see /openapi.json.

import { Alerts } from "./alerts.js";
import { Clock } from "./format.js";
import { Course } from "./course.js";
import { Live } from "./live.js";
import { CityMap } from "./map.js";
import { Model } from "./model.js";
import { Values } from "./values.js";

const REFRESH_MILLIS = 30000;
const CATALOG_MILLIS = 5000;
const at = (id) => document.getElementById(id);

const model = new Model();
model.clock = new Clock("UTC");

const values = new Values(at("values"), at("values-empty"), (id) => model.select(id));
const alerts = new Alerts(at("alerts"), at("alerts-empty"), at("alerts-count"), (id) => {
  model.select(id);
  values.reveal(id);
});
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

async function get(resource, parameters = {}) {
  const response = await fetch(`/api/v1/${resource}?${new URLSearchParams(parameters)}`, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`${resource}: ${response.status}`);
  return response.json();
}

/** The value of a thing to show first: one with an open alert, else its first. */
function firstOf(thing) {
  const own = [...model.values.values()].filter((value) => value.thing === thing);
  return (own.find((value) => model.stateOf(value) === "alert") ?? own[0])?.datastream;
}

function take(name, data) {
  if (name === "snapshot") {
    model.setAsOf(data.asOf);
    model.setLatest(data.latest);
    const resolved = model.listAlerts().filter((alert) => alert.state !== "open");
    model.setAlerts([...resolved, ...data.alerts]);
    refreshAlerts().catch(() => live.show());
    course.reload();
    choose();
  } else if (name === "window") {
    model.takeWindow(data);
    course.take(data);
  } else if (name === "alert") {
    model.takeAlert(data);
  } else if (name === "tick") {
    model.setAsOf(data.asOf);
  }
}

/** Something to look at from the start: what the address says, else an open alert, else the first value. */
function choose() {
  if (model.selected && model.values.has(model.selected)) return;
  const named = decodeURIComponent(location.hash.slice(1));
  const open = model.listAlerts().find((alert) => alert.state === "open");
  const first = model.values.keys().next().value;
  const chosen = model.values.has(named) ? named : open && model.values.has(open.datastream) ? open.datastream : first;
  if (chosen) model.select(chosen);
}

async function refreshAlerts() {
  const since = new Date(model.now() - 86400000).toISOString();
  const [open, resolved] = await Promise.all([
    get("alerts", { testbed, state: "open" }), get("alerts", { testbed, state: "resolved", datetime: `${since}/..`, limit: 20 }),
  ]);
  [...open.items, ...resolved.items].forEach((alert) => model.takeAlert(alert));
}

async function refreshLatest() {
  const latest = await get("latest", { testbed, limit: 10000 });
  model.setAsOf(latest.asOf);
  model.setLatest(latest.items);
  choose();
}

async function show(bed) {
  testbed = bed.id;
  model.clock = new Clock(bed.zone);
  at("city").textContent = bed.name;
  document.title = `${bed.name} · Metrobed`;
  model.setThings((await get("things", { testbed, limit: 10000 })).items);
  live.open(testbed);
}

/** Waits for the catalog, then shows its first test-bed and offers the others. */
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
    model.select(null);
    show(beds.find((bed) => bed.id === event.target.value));
  });
  await show(beds[0]).catch(() => setTimeout(start, CATALOG_MILLIS));
}

/** A calm line while no data comes in at all. */
function showSilence() {
  const since = model.silentSince();
  at("silence").hidden = since === null;
  if (since === null) return;
  const text = `No data is coming in since ${model.clock.moment(since, model.now())}.`;
  if (at("silence").textContent !== text) at("silence").textContent = text;
}

model.onChange(() => {
  showSilence();
  map.draw(model);
  values.draw(model);
  alerts.draw(model);
  course.draw(model);
  if (model.selected) history.replaceState(null, "", `#${model.selected}`);
});

setInterval(() => {
  if (model.asOf !== null) at("as-of").textContent = `${model.clock.seconds(model.asOf)} ${model.clock.zone}`;
  model.changed();
}, 1000);
setInterval(() => testbed && refreshLatest().catch(() => live.show()), REFRESH_MILLIS);

start();
