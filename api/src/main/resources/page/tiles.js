// The tiles of the view City: one sentence on people, air, bicycles, traffic, river and bridge, against what is usual. Pure.

import { goodOnly, newest } from "./course.js";
import { number, quantity } from "./format.js";
import { shortPlace } from "./sentence.js";

const HOUR = 3600000;
/** What is beyond the band by less than this share of its width is no news. */
const MARGIN = 0.1;
/** Steps of PM2.5 in µg/m³ with their words, after the classes of the European index. */
const AIR = [[10, "The air is good"], [20, "The air is fair"], [25, "The air is moderate"], [50, "The air is poor"], [Infinity, "The air is bad"]];

/** The tiles in their order: what is counted or measured, and in which words. */
export const TILES = [
  { property: "pedestrian-count", noun: "people", one: "person", per: "a minute", more: "busier", less: "quieter", calm: (day) => `A usual ${day} for people` },
  { property: "pm25", air: true },
  { property: "bicycle-count", noun: "bicycles", one: "bicycle", per: "a minute", more: "busier by bicycle", less: "quieter by bicycle", calm: (day) => `A usual ${day} for bicycles` },
  { property: "vehicle-count", noun: "vehicles", one: "vehicle", per: "a minute", more: "busier with traffic", less: "quieter for traffic", calm: () => "Traffic flows as usual" },
  { property: "water-level", river: true },
  { property: "strain", bridge: true },
];

/** How the good values of a course are against what is expected: more, less, usual; null if that is not known. */
export function against(course) {
  const last = course && newest(goodOnly(course));
  if (!last || course.end - last.x > HOUR) return null;
  const band = course.band.filter((one) => one.x <= last.x).at(-1);
  if (!band) return { last, band: null, state: "usual", excess: 0 };
  const margin = MARGIN * (band.high - band.low);
  const state = last.y > band.high + margin ? "more" : last.y < band.low - margin ? "less" : "usual";
  const excess = Math.abs(last.y - band.usual) / Math.max(1e-9, band.high - band.usual);
  return { last, band, state, excess };
}

/**
 * The tile of a property; null if there is nothing to say.
 *
 * @param places courses with their things: {course, thing, value}
 * @param day name of the day of the week
 * @param checked names of places whose values are being checked
 */
export function tileOf(tile, places, day, checked) {
  const known = places.map((place) => ({ ...place, course: goodOnly(place.course), ...against(place.course) })).filter((place) => place.last);
  if (known.length === 0) return null;
  if (tile.air) return air(known, checked);
  if (tile.river) return river(known);
  const [first] = [...known].sort((a, b) => Number(b.state !== "usual") - Number(a.state !== "usual") || (tile.bridge ? b.excess - a.excess : b.last.y - a.last.y));
  if (tile.bridge) return bridge(first);
  return counted(tile, first, day);
}

function usually({ band }, day) {
  if (!band) return "";
  const range = `${number(Math.max(0, Math.round(band.low * 10) / 10))} to ${number(Math.round(band.high * 10) / 10)}`;
  return day ? `, on a ${day} usually ${range}` : `, usually ${range}`;
}

function counted(tile, place, day) {
  const title = place.state === "usual" ? tile.calm(day) : `${shortPlace(place.thing)} is ${place.state === "more" ? tile.more : tile.less} than usual`;
  const where = place.state === "usual" ? ` at ${shortPlace(place.thing)}` : "";
  const count = number(Math.round(place.last.y * 10) / 10);
  return { title, differs: place.state !== "usual", bold: `${count} ${count === "1" ? tile.one : tile.noun} ${tile.per}`, rest: `${where}${usually(place, day)}`, course: place.course };
}

function air(known, checked) {
  const sound = [...known].sort((a, b) => a.last.y - b.last.y);
  const middle = sound[Math.floor(sound.length / 2)];
  const [, title] = AIR.find(([most]) => middle.last.y <= most);
  const rest = checked.length > 0 ? `. ${checked.join(", ")}: withheld, being checked` : `, median of ${sound.length} places`;
  return { title, differs: middle.last.y > 25, bold: `Fine particles ${quantity(middle.last.y, middle.value.unit)}`, rest, course: middle.course };
}

function river(known) {
  const [place] = known;
  const before = place.course.good.filter(Boolean).filter((point) => point.x <= place.last.x - 3 * HOUR).at(-1);
  const rate = before ? ((place.last.y - before.y) / ((place.last.x - before.x) / HOUR)) * 100 : 0;
  const change = Math.abs(rate) < 0.5 ? "steady" : rate > 0 ? "rising" : "falling";
  const rest = change === "steady" ? ` at ${shortPlace(place.thing)}` : `, ${number(Math.abs(Math.round(rate * 10) / 10))} cm ${rate > 0 ? "more" : "less"} each hour at ${shortPlace(place.thing)}`;
  return { title: `The river is ${change}`, differs: place.state === "more", bold: quantity(place.last.y, place.value.unit), rest, course: place.course };
}

function bridge(place) {
  return {
    title: place.state === "usual" ? "The bridge carries as usual" : "The bridge carries more than usual", differs: place.state === "more",
    bold: `Strain ${quantity(place.last.y, place.value.unit)}`, rest: ` at ${shortPlace(place.thing).toLowerCase()}${usually(place, null)}`, course: place.course,
  };
}
