// The marks of the map: for each place the value of the layer and the state, now or at an earlier time. Pure.

import { age } from "./format.js";
import { classOf, markText } from "./layers.js";
import { observedUntil, STAGE } from "./model.js";
import { isEquipment, shortPlace } from "./sentence.js";
import { drawn } from "./series.js";

/**
 * The marks of all places.
 *
 * @param layer see layersOf
 * @param chosen the datastream that is chosen
 * @param past results by thing at an earlier time; null for now
 */
export function marksOf(model, layer, chosen, past) {
  const calls = worstAlerts(model);
  const values = new Map([...model.values.values()].filter((value) => value.property === layer.id).map((value) => [value.thing, value]));
  return [...model.things.values()].filter((thing) => Number.isFinite(thing.latitude)).map((thing) => {
    const value = values.get(thing.id);
    const place = { thing: thing.id, latitude: thing.latitude, longitude: thing.longitude, datastream: value?.datastream };
    const alert = past ? null : calls.get(value?.datastream) ?? calls.get(`${thing.id}/thing`);
    const mark = past ? earlier(layer, past, value) : value ? present(model, layer, value) : { state: "other" };
    const state = alert ? stateOf(model, alert, mark) : mark.state;
    const name = shortPlace(thing);
    const picked = chosen !== null && chosen === value?.datastream;
    const calling = state === "critical" || state === "warning";
    return {
      ...mark, ...place, state, chosen: picked, square: thing.family === "infrastructure",
      name: calling || picked ? name : undefined, note: calling && mark.suspect ? "flagged suspect" : undefined,
      words: `${thing.name}: ${mark.words ?? `no ${layer.label}`}${alert ? `, alert ${alert.severity}` : ""}`,
    };
  });
}

/** The datastreams whose values are being checked: each has an open alert about its sensor. */
export function checkedOf(model) {
  return new Set([...model.alerts.values()].filter((alert) => alert.state === "open" && isEquipment(alert)).map((alert) => alert.datastream));
}

/** The values of a property that the public may see, and the things whose values are being checked. */
export function publicValues(model, property) {
  const checked = checkedOf(model);
  const values = [...model.values.values()].filter((value) => value.property === property);
  return {
    values: values.filter((value) => value.state !== "withheld" && !checked.has(value.datastream)),
    checked: values.filter((value) => checked.has(value.datastream)).map((value) => model.things.get(value.thing)),
  };
}

/** The marks that the public sees: good values without alerts; a value that is suspect or being checked is withheld. */
export function publicMarks(model, layer) {
  const checked = checkedOf(model);
  return marksOf(model, layer, null, null).filter((mark) => mark.datastream).map((mark) => {
    const { thing, latitude, longitude, datastream, square } = mark;
    const { name: full } = model.things.get(thing);
    const place = { thing, latitude, longitude, datastream, square, chosen: false, name: shortPlace(model.things.get(thing)) };
    if (["stale", "withheld", "never"].includes(mark.state)) return { ...mark, ...place, words: `${full}: ${mark.state === "stale" ? `no data for ${mark.text}` : mark.state === "never" ? "no data" : "withheld"}`, note: undefined };
    if (mark.suspect || checked.has(datastream)) return { ...place, state: "withheld", text: "withheld", note: "being checked", words: `${full}: withheld, being checked` };
    return { ...mark, ...place, state: "value", note: undefined, words: `${full}: ${layer.label} ${mark.text} ${layer.unit}` };
  });
}

/** The open alert that calls the most, by datastream. */
function worstAlerts(model) {
  const calls = new Map();
  for (const alert of model.alerts.values()) {
    if (alert.state !== "open") continue;
    const known = calls.get(alert.datastream);
    if (!known || weight(model, alert) < weight(model, known)) calls.set(alert.datastream, alert);
  }
  return calls;
}

function weight(model, alert) {
  return model.stageOf(alert) * 10 - { critical: 3, warning: 2, info: 1 }[alert.severity];
}

function stateOf(model, alert, mark) {
  const stage = model.stageOf(alert);
  if (mark.state === "stale" || mark.state === "withheld" || mark.state === "never") return mark.state;
  if (stage === STAGE.NEEDED) return isEquipment(alert) && alert.severity === "info" ? mark.state : alert.severity;
  return stage === STAGE.ACKNOWLEDGED ? "acknowledged" : alert.suppression?.kind === "parent" ? mark.state : "silenced";
}

function present(model, layer, value) {
  if (value.state === "withheld") return { state: "withheld", text: "withheld", words: "withheld" };
  if (value.phenomenonTime === null) return { state: "never", text: "–", words: "no data yet" };
  const old = age((model.now() - observedUntil(value)) / 1000);
  if (model.isStale(value)) return { state: "stale", text: old, words: `no data for ${old}` };
  if (value.result === null) return { state: "never", text: "–", words: "missing" };
  return filled(layer, value.result, value.flag === 3 || value.flag === 4);
}

function earlier(layer, past, value) {
  if (!value) return { state: "other" };
  const result = past.get(value.datastream);
  return result === undefined ? { state: "never", text: "–", words: "no data then" } : filled(layer, result, false);
}

function filled(layer, result, suspect) {
  const text = markText(result);
  return {
    state: "value", text, result, ramp: layer.ramp, step: classOf(layer, result), suspect,
    words: `${layer.label} ${text} ${layer.unit}${suspect ? ", flagged suspect" : ""}`,
  };
}

/** The results of windows at a time, by datastream. */
export function resultsAt(windows, millis) {
  const results = new Map();
  windows.forEach((window) => {
    if (Date.parse(window.start) >= millis || Date.parse(window.end) < millis) return;
    const { value } = drawn(window);
    if (value !== null) results.set(window.datastream, value);
  });
  return results;
}

/** The median over places of each window of a day, as points; null where no place has a value. */
export function medians(windows, from, end, sizeMillis = 900000) {
  const byStart = new Map();
  windows.forEach((window) => {
    const { value } = drawn(window);
    const start = Date.parse(window.start);
    if (value !== null) byStart.set(start, [...(byStart.get(start) ?? []), value]);
  });
  const points = [];
  for (let start = from; start < end; start += sizeMillis) {
    const list = (byStart.get(start) ?? []).sort((a, b) => a - b);
    points.push(list.length === 0 ? null : { x: start + sizeMillis / 2, y: list[Math.floor(list.length / 2)] });
  }
  return points;
}
