// The nearest places with the same property: small charts on one scale, and their places on a small map.

import { element } from "./dom.js";
import { number } from "./format.js";
import { layersOf } from "./layers.js";
import { CityMap } from "./map.js";
import { marksOf } from "./marks.js";
import { isOfNoValue } from "./model.js";
import { domainOf } from "./scale.js";
import { extent, newest } from "./course.js";
import { ruleOf, shortPlace } from "./sentence.js";
import { spark } from "./spark.js";

const MOST = 5;
const FARTHEST_METRES = 5000;
const METRES_PER_DEGREE = 111320;
const WINDS = ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"];

/** Distance in metres and direction from one place to another. */
export function away(from, to) {
  const shrink = Math.cos((from.latitude * Math.PI) / 180);
  const east = (to.longitude - from.longitude) * METRES_PER_DEGREE * shrink;
  const north = (to.latitude - from.latitude) * METRES_PER_DEGREE;
  const turn = (Math.atan2(east, north) * 180) / Math.PI;
  return { metres: Math.hypot(east, north), wind: WINDS[((Math.round(turn / 45) % 8) + 8) % 8] };
}

/** A distance in words: 450 m, 1.2 km. */
export function distance(metres) {
  return metres >= 950 ? `${(metres / 1000).toFixed(1)} km` : `${Math.max(10, Math.round(metres / 10) * 10)} m`;
}

/** The nearest other places with a value of the same property, the nearest first. */
export function nearest(model, datastream) {
  const [testbed, name, property] = datastream.split("/");
  const here = model.things.get(`${testbed}/${name}`);
  if (!here || !Number.isFinite(here.latitude)) return [];
  return [...model.values.values()].filter((value) => value.property === property && value.thing !== here.id && Number.isFinite(model.things.get(value.thing)?.latitude))
    .map((value) => ({ value, thing: model.things.get(value.thing), ...away(here, model.things.get(value.thing)) }))
    .filter((one) => one.metres <= FARTHEST_METRES).sort((a, b) => a.metres - b.metres).slice(0, MOST);
}

/** Whether a place shows now what an alert reports: beyond the limit, or outside its own band. Null if that is not known. */
export function seesIt(course, alert, rule) {
  const last = newest(course);
  if (!last) return null;
  if (rule) return rule.direction === "below" ? last.y < rule.raise : last.y > rule.raise;
  const band = course.band.filter((one) => one.x <= last.x).at(-1);
  return band ? last.y < band.low || last.y > band.high : null;
}

export class Neighbours {
  /** @param onSeen receives how many of the nearest places see what an alert reports */
  constructor(root, mapRoot, { view, onSeen }) {
    Object.assign(this, { root, mapRoot, view, onSeen, model: view.model, data: view.data });
  }

  draw(alert, datastream) {
    const near = isOfNoValue(alert) ? [] : nearest(this.model, alert.datastream);
    this.root.hidden = near.length === 0;
    this.drawMap(alert, near);
    if (near.length > 0) this.load(alert, datastream, near);
  }

  async load(alert, datastream, near) {
    const { model } = this;
    const end = alert.resolvedTime ? Math.min(model.now(), Date.parse(alert.resolvedTime) + 3600000) : model.now();
    const own = model.values.get(alert.datastream);
    if (!own) return;
    const [mine, ...courses] = await Promise.all([own, ...near.map((one) => one.value)].map((value) => this.data.course(value, "PT3H", end).catch(() => null)));
    const rule = ruleOf(alert, datastream);
    const told = courses.filter(Boolean).map((course) => seesIt(course, alert, rule)).filter((sees) => sees !== null);
    this.onSeen({ of: told.length, count: told.filter(Boolean).length });
    const limits = [ruleOf(alert, datastream)?.raise].filter((limit) => limit !== undefined);
    const known = [mine, ...courses].filter(Boolean);
    const domain = domainOf(known.flatMap((course) => extent(course, limits.map((value) => ({ value, always: true })))), alert.unit);
    const scale = `3 h, same scale ${number(domain.low)} to ${number(domain.high)}${limits.length ? " and limit" : ""}, each in its own band`;
    const key = JSON.stringify([alert.id, near.map((one) => one.value.datastream), known.map((course) => [course.end, course.good.length])]);
    if (key === this.shown) return;
    this.shown = key;
    this.root.replaceChildren(
      element("div", "chh", [element("h2", "", near.length === 1 ? "The nearest place" : `The ${near.length} nearest places`), element("p", "", scale)]),
      element("ul", "nb", near.map((one, at) => this.item(one, courses[at], { limits, domain: [domain.low, domain.high], from: Date.parse(alert.openedTime) }))));
  }

  item({ value, thing, metres, wind }, course, spec) {
    const last = course && newest(course);
    const stale = this.model.isStale(value);
    const text = this.model.stateOf(value) === "withheld" ? "withheld" : stale && !last ? "no data" : number(last?.y ?? value.result);
    return element("li", "", [
      element("h3", "", [element("a", "", shortPlace(thing), { href: `/?series=${value.datastream}&layer=${value.property}` }), element("b", "", text)]),
      element("p", "", `${distance(metres)} ${wind}`), ...(course ? [spark(course, { width: 180, height: 90, ...spec })] : []),
    ]);
  }

  drawMap(alert, near) {
    const { model } = this;
    const here = model.things.get(alert.datastream.split("/").slice(0, 2).join("/"));
    const layer = layersOf([...model.values.values()].filter((value) => value.datastream === alert.datastream || near.some((one) => one.value === value)))[0];
    this.mapRoot.hidden = !here || !Number.isFinite(here.latitude);
    if (this.mapRoot.hidden) return;
    if (!this.map) {
      this.mapRoot.innerText = "";
      const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      svg.id = "near-map";
      svg.setAttribute("role", "group");
      svg.setAttribute("aria-label", "The place and its neighbours");
      svg.setAttribute("preserveAspectRatio", "xMidYMid slice");
      this.mapRoot.append(svg);
      this.map = new CityMap(svg, () => {});
    }
    if (this.mapOf !== alert.id || this.mapNear !== near.length || this.mapGround !== this.view.ground) {
      this.mapGround = this.view.ground;
      this.mapOf = alert.id;
      this.mapNear = near.length;
      this.map.setGround(this.view.ground, [...model.things.values()]);
      this.map.centreOn(here, Math.max(220, ...near.map((one) => one.metres)) * 1.5);
    }
    const shown = new Set([here.id, ...near.map((one) => one.thing.id)]);
    const marks = layer ? marksOf(model, layer, null, null).filter((mark) => shown.has(mark.thing))
      : [{ ...here, thing: here.id, state: "never", text: "!", words: here.name }];
    this.map.show(marks.map((mark) => ({ ...mark, name: mark.name ?? shortPlace(model.things.get(mark.thing)), left: mark.longitude < here.longitude })));
  }
}
