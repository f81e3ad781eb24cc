// Scales and paths of charts: numbers to pixels, and round marks on the axis of values.

import { roundUp } from "./layers.js";

/** Units whose axis starts at 0: concentrations, shares and counts. */
const FROM_ZERO = /\/m3$|\[pp[a-z]+\]|^%$|^1$|^\{|^$/;

/** A linear scale from a domain to pixels. */
export function linear([low, high], [from, to]) {
  const span = high - low || 1;
  return (value) => from + ((value - low) / span) * (to - from);
}

/** The domain of an axis of values: round, containing all values, from 0 for concentrations and counts. */
export function domainOf(numbers, unit) {
  const known = numbers.filter(Number.isFinite);
  if (known.length === 0) return { low: 0, high: 1, step: 0.25 };
  let [low, high] = [Math.min(...known), Math.max(...known)];
  if (FROM_ZERO.test(unit ?? "") && low >= 0) low = 0;
  const pad = (high - low || Math.abs(high) || 1) * 0.06;
  high += pad;
  if (low !== 0) low -= pad;
  const step = roundUp((high - low) / 4.4);
  return { low: Math.floor(low / step) * step, high: Math.ceil(high / step) * step, step };
}

/** The marks of a domain. */
export function marksOf({ low, high, step }) {
  const count = Math.round((high - low) / step);
  return Array.from({ length: count + 1 }, (_, turn) => Number((low + turn * step).toPrecision(10)));
}

/** A path through points in pixels; null breaks it. A point alone is drawn as a short stroke. */
export function pathOf(points) {
  let text = "";
  let open = false;
  points.forEach((point, at) => {
    if (point === null) {
      open = false;
      return;
    }
    text += `${open ? "L" : "M"}${point[0].toFixed(1)} ${point[1].toFixed(1)}`;
    if (!open && !points[at + 1]) text += "h.1";
    open = true;
  });
  return text;
}

/** The outline of a band: pairs of low and high at pixels; null breaks it. */
export function bandPath(points) {
  const runs = [[]];
  points.forEach((point) => (point === null ? runs.push([]) : runs.at(-1).push(point)));
  return runs.filter((run) => run.length > 1).map((run) => {
    const top = run.map(([x, , high], at) => `${at ? "L" : "M"}${x.toFixed(1)} ${high.toFixed(1)}`).join("");
    const bottom = [...run].reverse().map(([x, low]) => `L${x.toFixed(1)} ${low.toFixed(1)}`).join("");
    return `${top}${bottom}Z`;
  }).join("");
}
