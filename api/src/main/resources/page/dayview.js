// The view Day: one sentence, the day in charts, what called and broke, who did what, what is open, how complete the data is. It prints on one A4 page.

import { drawChart } from "./chart.js";
import { courseOf } from "./course.js";
import { actsOf, answerSeconds, linesOf, opening } from "./day.js";
import { readDay } from "./dayread.js";
import { element, shape } from "./dom.js";
import { age, number, unit } from "./format.js";
import { icon } from "./icons.js";
import { shortName } from "./layers.js";
import { isEquipment, shortPlace, summary } from "./sentence.js";

const PROPERTIES = ["pedestrian-count", "bicycle-count", "vehicle-count", "pm25", "water-level"];
const QUARTER = 900000;
const MOST_LINES = 8;

export class DayView {
  constructor(root, { model, data, address, get }) {
    Object.assign(this, { root, model, data, address, get });
  }

  draw() {
    const { model } = this;
    if (model.things.size === 0 || model.values.size === 0) return;
    const today = model.clock.field(model.now()).slice(0, 10);
    const date = /^\d{4}-\d\d-\d\d$/.test(this.address.state.day ?? "") ? this.address.state.day : today;
    const key = `${date} ${date === today ? Math.floor(model.now() / 300000) : ""} ${model.things.size}`;
    if (key === this.shown) return;
    this.shown = key;
    this.load(date).catch(() => {
      if (this.shown !== key) return;
      this.shown = null; // it is tried again with the next change
      if (!this.root.hasChildNodes()) this.root.replaceChildren(element("p", "empty", "The day cannot be read now."));
    });
  }

  async load(date) {
    const { day, end, within, parts, histories, complete } = await readDay(this.get, this.model, this.data, date);
    this.show(date, day, parts, histories, complete);
    await this.loadCharts(day, end, within);
  }

  show(date, day, parts, histories, complete) {
    const { clock } = this.model;
    const step = (days) => new Date(Date.parse(`${date}T00:00Z`) + days * 86400000).toISOString().slice(0, 10);
    const wait = answerSeconds(histories);
    this.charts = element("div", "dcharts");
    const list = (lines) => element("ul", "dlist", lines.length ? lines.slice(0, MOST_LINES) : [element("li", "none", "Nothing.")]);
    this.root.replaceChildren(
      element("header", "dhead", [element("h1", "", clock.day(day.from + 43200000, true) + ` ${date.slice(0, 4)}`),
        element("nav", "", [element("a", "", "Day before", { href: `/day/${step(-1)}` }), element("a", "", "Day after", { href: `/day/${step(1)}` })], { "aria-label": "Days" })]),
      element("p", "dfirst", opening(parts)), this.charts,
      element("div", "dcols", [
        element("section", "", [element("h2", "", ["What called, what broke ", element("span", "", wait === null ? "" : `first answer after ${age(wait)} (median)`)]),
          list(linesOf(this.model, [...parts.calls, ...parts.tickets]).map((line) => this.line(line))),
          element("h2", "", ["Still open ", element("span", "", "for the next shift")]), list(linesOf(this.model, parts.open).map((line) => this.line(line)))]),
        element("section", "", [element("h2", "", "Who did what"), list(actsOf(this.model, histories, day).map((act) => element("li", "", [
          element("time", "", clock.minutes(act.time)), element("span", "", [element("b", "", act.by), ` ${act.words}`, ...(act.reason ? [element("i", "", ` “${act.reason}”`)] : [])])]))),
          element("h2", "", ["Data complete ", element("span", "", "of what was due")]), list(complete.map(({ name, share }) => this.bar(name, share)))]),
      ]),
      element("footer", "dfoot", `Made ${clock.date(Date.now())} ${clock.zone(Date.now())}`));
  }

  line({ alert, title, spans }) {
    const { clock } = this.model;
    const words = spans.map((span) => `${clock.moment(span.from, Date.parse(alert.openedTime))} to ${span.to ? clock.minutes(span.to) : "…"}`).slice(0, 3).join(", ");
    return element("li", "dline", [icon(isEquipment(alert) ? "equipment" : alert.severity), element("span", "", [element("a", "", title, { href: `/alert/${alert.id}` }), element("small", "", summary(this.model, alert, this.data.datastreams.get(alert.datastream)))]),
      element("time", "", words)]);
  }

  bar(name, share) {
    const svg = shape("svg", { viewBox: "0 0 100 6", width: 100, height: 6, "aria-hidden": "true", preserveAspectRatio: "none" });
    shape("rect", { x: 0, y: 0, width: 100, height: 6, rx: 3, class: "d-due" }, svg);
    shape("rect", { x: 0, y: 0, width: Math.max(1, 100 * share), height: 6, rx: 3, class: "d-got" }, svg);
    return element("li", "dbar", [element("span", "", name), svg, element("b", "", `${(100 * share).toFixed(1)} %`)]);
  }

  async loadCharts(day, end, datetime) {
    const { model } = this;
    const shown = this.charts;
    const rows = await Promise.all(PROPERTIES.map(async (property) => {
      const known = [...model.values.values()].filter((value) => value.property === property);
      const value = known.find((one) => model.hasOpenAlert(one.datastream)) ?? known.sort((a, b) => (b.result ?? 0) - (a.result ?? 0))[0];
      if (!value) return null;
      const { datastream } = value;
      const [windows, flagged, expected] = await Promise.all([
        this.get("windows", { datastream, window: "PT15M", datetime, limit: 200 }), this.get("observations", { datastream, datetime, qc: "suspect,fail", order: "desc", limit: 1000 }),
        this.get(`datastreams/${datastream}/expected`, { datetime }).catch(() => ({ items: [] })),
      ]);
      const course = courseOf({ windows: windows.items, sizeMillis: QUARTER, flagged, expected: expected.items, from: day.from, end });
      return { value, course: { ...course, band: course.band.filter((one) => one.x < day.to) } };
    }));
    if (shown !== this.charts) return;
    rows.filter(Boolean).forEach(({ value, course }, at) => {
      const svg = shape("svg", { id: `day-chart-${at}`, class: "chart" });
      const thing = model.things.get(value.thing);
      shown.append(element("div", "drow", [element("div", "", [element("h2", "", [shortName(value.property, value.name), unit(value.unit) ? `, ${unit(value.unit)}` : ""]), element("p", "", shortPlace(thing))]), svg]));
      drawChart(svg, course, {
        title: `${shortName(value.property, value.name)}, ${shortPlace(thing)}`, unit: value.unit, clock: model.clock, range: "PT24H", live: false,
        limits: (this.data.datastreams.get(value.datastream)?.thresholds ?? []).map((rule) => ({ value: rule.raise, words: `limit ${number(rule.raise)}` })), episodes: [],
      });
    });
  }

  keys() { return {}; }
}
