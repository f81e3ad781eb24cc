// The view Now: inbox, map with a layer and a time, the chart of the chosen datastream, and the other values of its place.

import { drawChart } from "./chart.js";
import { CityMap } from "./map.js";
import { element, label, shape, write } from "./dom.js";
import { number, unit } from "./format.js";
import { isOfKind, Inbox } from "./inbox.js";
import { layersOf, shortName } from "./layers.js";
import { drawLegend, drawTable } from "./legend.js";
import { marksOf, medians, resultsAt } from "./marks.js";
import { isOfNoValue, STAGE } from "./model.js";
import { linear, pathOf } from "./scale.js";
import { isEquipment, shortPlace } from "./sentence.js";
import { spark } from "./spark.js";
import { DAY } from "./series.js";
import { RangeButtons } from "./ranges.js";

const QUARTER = 900000;
const STEPS = 96;
/** The day is replayed in 48 s. */
const REPLAY_MILLIS = 500;
const MOST_SIDE = 7;

export class NowView {
  /**
   * @param at finds an element by its id
   * @param doings act(name, alert)
   */
  constructor(at, { model, data, address, doings }) {
    Object.assign(this, { at, model, data, address });
    this.inbox = new Inbox({ title: at("needs"), hand: at("in-hand"), chips: at("now-filter"), list: at("inbox") }, data, {
      open: (alert) => address.go({ view: "alert", alert }), act: doings.act, kind: (filter) => address.turn({ filter }),
      load: (value) => data.course(value, "PT3H", model.now()),
    });
    this.map = new CityMap(at("map"), (mark) => this.choose(mark));
    this.map.onMove = (bar) => {
      write(at("scale-words"), bar.label);
      at("scale-bar").style.width = `${bar.width.toFixed(0)}px`;
    };
    this.ranges = new RangeButtons(at("ranges"), (range) => address.turn({ range }));
    at("zoom-in").addEventListener("click", () => this.map.zoomIn());
    at("zoom-out").addEventListener("click", () => this.map.zoomOut());
    at("replay").addEventListener("click", () => this.replay());
    at("at-words").addEventListener("click", () => this.stop() || address.turn({ at: null }));
    at("at").addEventListener("input", () => this.slide(Number(at("at").value)));
    new ResizeObserver(() => this.paint()).observe(at("chart"));
    new ResizeObserver(() => this.drawDay()).observe(at("day"));
  }

  setGround(ground) {
    this.ground = ground;
    this.at("attribution").textContent = ground?.attribution ?? "";
    this.drawnThings = null;
  }

  keys() {
    return {
      a: () => this.first() && this.inbox.act("acknowledge", this.first()), p: () => this.replay(),
      Enter: document.activeElement === document.body && this.first() ? () => this.address.go({ view: "alert", alert: this.first().id }) : null,
      "/": () => this.address.go({ view: "alerts" }), j: () => this.step(1), k: () => this.step(-1),
    };
  }

  first() { return this.model.listCalls().find((alert) => this.model.stageOf(alert) === STAGE.NEEDED && isOfKind(alert, this.address.state.filter)); }

  /** Moves the focus among the alerts of the inbox. */
  step(by) {
    const links = [...this.at("inbox").querySelectorAll(".al [data-act=open], .row a")];
    const now = links.indexOf(document.activeElement);
    links[Math.min(links.length - 1, Math.max(0, now + by))]?.focus();
  }

  choose(mark) {
    const own = [...this.model.values.values()].filter((value) => value.thing === mark.thing);
    const series = mark.datastream ?? (own.find((value) => this.model.stateOf(value) === "alert") ?? own[0])?.datastream;
    if (series) this.address.turn({ series });
  }

  draw() {
    const { model, address } = this;
    this.inbox.draw(model, address.state.filter);
    if (this.drawnThings !== model.things && model.things.size > 0) {
      this.drawnThings = model.things;
      this.map.setGround(this.ground, [...model.things.values()]);
    }
    this.layers = layersOf(model.values.values());
    if (this.layers.length === 0) return;
    this.layer = this.layers.find((layer) => layer.id === address.state.layer) ?? this.usualLayer();
    this.drawLayers();
    this.drawMap();
    this.loadDay();
    this.loadChart();
    this.drawSide();
    this.drawCity();
  }

  /** Without a layer in the address: that of the first alert, else the first. */
  usualLayer() {
    const call = this.first();
    const property = call && !isOfNoValue(call) ? call.datastream.split("/")[2] : null;
    return this.layers.find((layer) => layer.id === property) ?? this.layers[0];
  }

  drawLayers() {
    const key = this.layers.map((layer) => layer.id).join() + this.layer.id;
    if (key === this.layerKey) return;
    this.layerKey = key;
    const focused = document.activeElement?.dataset?.layer;
    this.at("layers").replaceChildren(...this.layers.map((layer) => {
      const button = element("button", "", layer.label, { type: "button", "data-layer": layer.id, "aria-pressed": String(layer === this.layer) });
      button.addEventListener("click", () => this.address.turn({ layer: layer.id, series: this.sibling(layer.id) }));
      return button;
    }));
    if (focused) this.at("layers").querySelector(`[data-layer="${focused}"]`)?.focus();
    drawLegend(this.at("legend"), this.layer);
  }

  /** The datastream of a property at the chosen place, else the choice itself. */
  sibling(property) {
    const { series } = this.address.state;
    const other = series ? `${series.split("/").slice(0, 2).join("/")}/${property}` : null;
    return this.model.values.has(other) ? other : series;
  }

  drawMap() {
    const { at } = this.address.state;
    const past = at && this.day ? resultsAt(this.day.windows, Date.parse(at)) : null;
    const marks = marksOf(this.model, this.layer, this.address.state.series, past);
    this.map.show(marks);
    const where = past ? this.model.clock.moment(Date.parse(at), this.model.now()) : "now";
    drawTable(this.at("map-rows"), marks, this.layer, where, this.model);
  }

  async loadDay() {
    const { id } = this.layer;
    const bed = this.model.things.values().next().value?.testbed;
    const day = await this.data.day(bed, id, this.model.now()).catch(() => null);
    if (day === null || day === this.day || id !== this.layer.id) return;
    this.day = day;
    this.drawDay();
    this.model.changed();
  }

  drawDay() {
    const svg = this.at("day");
    const [width, height] = [svg.clientWidth, svg.clientHeight];
    if (!this.day || width === 0) return;
    const { from, end, windows } = this.day;
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.replaceChildren();
    const points = medians(windows, from, end);
    const known = points.filter(Boolean).map((point) => point.y);
    const x = linear([from, end], [8, width - 8]);
    const y = linear([Math.min(0, ...known), Math.max(1e-9, ...known)], [height - 24, 14]);
    shape("path", { d: `M8 ${height - 18}H${width - 8}`, class: "c-baseline" }, svg);
    shape("path", { d: pathOf(points.map((point) => point && [x(point.x), y(point.y)])), class: "c-line thin" }, svg);
    label(`${this.layer.label}, median of places`, { x: 8, y: 10, class: "c-note" }, svg);
    for (let time = Math.ceil(from / (3 * 3600000)) * 3 * 3600000; time < end; time += 3 * 3600000) {
      label(this.model.clock.minutes(time), { x: x(time), y: height - 4, class: "c-axis", "text-anchor": "middle" }, svg);
    }
    this.drawTicks(svg, { x, from, height });
    this.moveSlider();
  }

  /** Alerts of the day as bars with their sign. */
  drawTicks(svg, { x, from, height }) {
    this.model.listCalls().forEach((alert) => {
      const start = Math.max(from, Date.parse(alert.openedTime));
      const stop = alert.resolvedTime ? Date.parse(alert.resolvedTime) : this.model.now();
      if (stop < from) return;
      const kind = isEquipment(alert) ? "equipment" : alert.severity;
      shape("rect", { x: x(start), y: height - 19.5, width: Math.max(3, x(stop) - x(start)), height: 3.4, rx: 1.7, class: `d-bar ${kind}` }, svg);
      const at = x(start);
      if (kind === "equipment") shape("rect", { x: at - 4, y: height - 31, width: 8, height: 8, class: "i-box" }, svg);
      else if (kind === "critical") shape("path", { d: `M${at} ${height - 33}l6 6-6 6-6-6Z`, class: "i-critical" }, svg);
      else if (kind === "info") shape("circle", { cx: at, cy: height - 27, r: 4.5, class: "i-info" }, svg);
      else shape("path", { d: `M${at} ${height - 33}l6 11h-12Z`, class: "i-warning" }, svg);
    });
  }

  slide(step) {
    if (!this.day) return;
    const time = this.day.from + (step * (this.day.end - this.day.from)) / STEPS;
    this.address.turn({ at: step >= STEPS ? null : new Date(time).toISOString().replace(".000Z", "Z") });
    this.moveSlider();
  }

  moveSlider() {
    const { at } = this.address.state;
    const step = at && this.day ? Math.round(((Date.parse(at) - this.day.from) * STEPS) / (this.day.end - this.day.from)) : STEPS;
    this.at("at").value = String(step);
    const words = at ? this.model.clock.moment(Date.parse(at), this.model.now()) : `Live, ${this.model.clock.minutes(this.model.now())}`;
    this.at("at").setAttribute("aria-valuetext", words);
    write(this.at("at-words"), words);
    this.at("at-words").dataset.live = String(!at);
  }

  replay() {
    if (this.stop()) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    let step = 0;
    this.replaying = setInterval(() => {
      this.slide(still ? STEPS : step);
      step++;
      if (step > STEPS) this.stop();
    }, REPLAY_MILLIS);
    this.at("replay").firstChild.textContent = "Stop ";
  }

  stop() {
    if (!this.replaying) return false;
    clearInterval(this.replaying);
    this.replaying = null;
    this.at("replay").firstChild.textContent = "Replay ";
    return true;
  }

  chosen() {
    const { model, address } = this;
    if (model.values.has(address.state.series)) return model.values.get(address.state.series);
    const call = this.first();
    const ofLayer = [...model.values.values()].find((value) => value.property === this.layer.id);
    return model.values.get(call?.datastream) ?? ofLayer ?? model.values.values().next().value;
  }

  async loadChart() {
    const value = this.chosen();
    const { range, at } = this.address.state;
    this.ranges.show(range);
    if (!value) return;
    const end = at ? Math.max(Date.parse(at), this.model.now() - 30 * DAY) : this.model.now();
    const course = await this.data.course(value, range, end).catch(() => null);
    if (course === null || course === this.course || value !== this.chosen() || range !== this.address.state.range) return;
    Object.assign(this, { course, value });
    this.paint();
  }

  paint() {
    if (!this.course || this.at("now").hidden) return;
    const { model, value, course } = this;
    const thing = model.things.get(value.thing);
    const title = `${shortPlace(thing)}, ${shortName(value.property, value.name)}`;
    write(this.at("chart-title"), title);
    write(this.at("chart-unit"), unit(value.unit));
    const limits = (this.data.datastreams.get(value.datastream)?.thresholds ?? []).map((rule) => ({ value: rule.raise, words: `limit ${number(rule.raise)}` }));
    drawChart(this.at("chart"), course, {
      title, unit: value.unit, clock: model.clock, range: this.address.state.range, limits, live: !this.address.state.at, withheld: model.stateOf(value) === "withheld",
      episodes: this.episodes(value.datastream),
    });
  }

  episodes(datastream) {
    const clock = (text) => this.model.clock.minutes(Date.parse(text));
    return [...this.model.alerts.values()].filter((alert) => alert.datastream === datastream).map((alert) => ({
      from: Date.parse(alert.openedTime), to: alert.resolvedTime ? Date.parse(alert.resolvedTime) : null, severity: alert.severity,
      words: alert.resolvedTime ? `${clock(alert.openedTime)} to ${clock(alert.resolvedTime)}` : `since ${clock(alert.openedTime)}`,
    }));
  }

  /** The other values of the chosen place, three hours against what was expected. */
  drawSide() {
    const value = this.chosen();
    if (!value) return;
    const { model } = this;
    const key = [value.datastream, Math.floor(model.now() / 10000), this.inbox.drawnCourses].join(" ");
    if (key === this.sideKey) return;
    this.sideKey = key;
    const own = [...model.values.values()].filter((one) => one.thing === value.thing && one.datastream !== value.datastream).slice(0, MOST_SIDE);
    this.at("side-title").replaceChildren(shortPlace(model.things.get(value.thing)), element("span", "", own.length ? "3 h" : ""));
    this.at("side-rows").replaceChildren(...own.map((one) => this.valueRow(one, shortName(one.property, one.name), () => this.address.turn({ series: one.datastream }))));
  }

  valueRow(value, words, run) {
    const { model } = this;
    const state = model.stateOf(value);
    const text = state === "withheld" ? "withheld" : value.result === null ? "–" : number(value.result);
    const course = this.inbox.course(value);
    const button = element("button", "", words, { type: "button" });
    button.addEventListener("click", run);
    return element("li", `vr ${state === "stale" ? "st" : ""}`, [
      button, element("b", "", [text, element("small", "", value.result === null ? "" : unit(value.unit))]), ...(course ? [spark(course, { width: 74, height: 26 })] : []),
    ]);
  }

  /** One value of each layer: that of the place with the highest one. */
  drawCity() {
    const { model } = this;
    const key = [Math.floor(model.now() / 10000), this.inbox.drawnCourses, this.layers.length].join(" ");
    if (key === this.cityKey) return;
    this.cityKey = key;
    const rows = ["pedestrian-count", "bicycle-count", "pm25", "water-level"].map((property) => {
      const known = [...model.values.values()].filter((value) => value.property === property && model.stateOf(value) === "normal" && value.result !== null);
      return known.sort((a, b) => b.result - a.result)[0];
    }).filter(Boolean);
    this.at("city-now").replaceChildren(element("h2", "gh", [element("span", "", "City now, highest place"), element("span", "", "3 h")]), element("ul", "", rows.map((value) =>
      this.valueRow(value, `${shortName(value.property, value.name)}, ${shortPlace(model.things.get(value.thing))}`,
        () => this.address.turn({ layer: value.property, series: value.datastream })))));
  }
}
