// The layers of the map: which property each shows, its steps of colour, and how a value is written in a mark.

import { unit } from "./format.js";

/** Colours: p particles, n gases, h people and traffic. Steps are upper bounds of the first five classes. */
const LAYERS = [
  { id: "pm25", label: "PM2.5", ramp: "p", steps: [5, 10, 20, 35, 55] },
  { id: "no2", label: "NO₂", ramp: "n", steps: [10, 25, 40, 70, 100] },
  { id: "o3", label: "O₃", ramp: "n", steps: [20, 40, 60, 80, 100] },
  { id: "aqi-pm25", label: "Air index", ramp: "p", steps: [50, 100, 150, 200, 300] },
  { id: "pedestrian-count", label: "People", ramp: "h", steps: [5, 10, 20, 30, 45], perMinute: true },
  { id: "bicycle-count", label: "Bicycles", ramp: "h", steps: [1, 2, 4, 7, 10], perMinute: true },
  { id: "vehicle-count", label: "Vehicles", ramp: "h", steps: [3, 6, 10, 15, 20], perMinute: true },
  { id: "water-level", label: "River", ramp: "n", steps: null },
  { id: "air-temperature", label: "Temperature", ramp: "n", steps: null },
];

/** Names of properties that are shorter than those of the catalog. */
const SHORT = {
  pm25: "PM2.5", pm10: "PM10", no2: "NO₂", o3: "Ozone", "air-temperature": "Temperature", "relative-humidity": "Humidity",
  "pm25-nowcast": "PM2.5 NowCast", "aqi-pm25": "Index of PM2.5", "aqi-no2": "Index of NO₂", "aqi-o3": "Index of ozone",
};

export function shortName(property, name) { return SHORT[property] ?? name ?? property; }

/** The layers that a test-bed has values for; a property without steps of its own gets steps from its values. */
export function layersOf(values) {
  const present = new Map();
  for (const value of values) {
    if (!present.has(value.property)) present.set(value.property, []);
    present.get(value.property).push(value);
  }
  return LAYERS.filter((layer) => present.has(layer.id)).map((layer) => {
    const own = present.get(layer.id);
    return { ...layer, unit: unitOf(layer, own[0]), steps: layer.steps ?? stepsOf(own.map((value) => value.result)) };
  });
}

function unitOf(layer, value) {
  const written = unit(value?.unit);
  return layer.perMinute && !written ? "a minute" : written;
}

/** Five round steps between the least and the greatest value. */
export function stepsOf(results) {
  const known = results.filter((result) => Number.isFinite(result));
  if (known.length === 0) return [1, 2, 3, 4, 5];
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const step = roundUp(Math.max(most - least, Math.abs(most) / 100, 1e-6) / 4);
  const first = Math.floor(least / step) * step + step;
  return [0, 1, 2, 3, 4].map((turn) => Number((first + turn * step).toPrecision(6)));
}

/** The smallest of 1, 2, 2.5 and 5 times a power of ten that is not below a number. */
export function roundUp(number) {
  const power = 10 ** Math.floor(Math.log10(number));
  return [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((step) => step >= number * 0.999999);
}

/** The class of a value, 0 to 5. */
export function classOf(layer, result) {
  const at = layer.steps.findIndex((step) => result <= step);
  return at < 0 ? 5 : at;
}

/** A value in a mark: at most four characters. */
export function markText(result) {
  if (!Number.isFinite(result)) return "–";
  const size = Math.abs(result);
  if (size >= 10000) return `${Math.round(result / 1000)}k`;
  return size >= 10 || Number.isInteger(result) ? String(Math.round(result)) : result.toFixed(1);
}
