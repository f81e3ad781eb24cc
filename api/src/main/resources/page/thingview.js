// The view of a thing: what it measures, how complete its data is, where it stood, what is open, and how to get its rows.

import { codeOf, addressOf, FILES } from "./code.js";
import { CLASS_WORDS, classOf, daysInWords, percent } from "./calendar.js";
import { drawChart } from "./chart.js";
import { copied } from "./copied.js";
import { element, shape, write } from "./dom.js";
import { age, number, quantity, unit } from "./format.js";
import { icon, signOf } from "./icons.js";
import { shortName } from "./layers.js";
import { RangeButtons } from "./ranges.js";
import { headline, isEquipment, since } from "./sentence.js";
import { batteryOf, historyOf, ordered, readThing } from "./thingread.js";
import { observedUntil } from "./model.js";

const READ_MILLIS = 300000;
const CELL = 20;
/** A clock that is further off gives times that mislead. */
const CLOCK_MILLIS = 10000;

export class ThingView {
  constructor(root, { model, data, address, get }) {
    Object.assign(this, { root, model, data, address, get, charts: new Map() });
  }

  /** Shows a thing, testbed/thing. */
  open(id) {
    this.id = id;
    this.answer = null;
    this.readAt = null;
    this.daysKey = null;
    this.factsKey = null;
    this.openKey = null;
    this.charts.clear();
    this.observer?.disconnect();
    this.observer = new ResizeObserver(() => this.charts.forEach((chart) => this.paint(chart)));
    this.title = element("h1", "", "", { tabindex: "-1" });
    this.sub = element("p", "");
    this.facts = element("dl", "facts");
    this.grid = element("div", "tgrid");
    const group = element("div", "rng", [], { role: "group", "aria-label": "Range" });
    this.ranges = new RangeButtons(group, (range) => this.address.turn({ range }));
    this.calendar = element("section", "tcal");
    this.openPart = element("section", "topen");
    this.history = element("section", "thist");
    this.notes = element("section", "tnotes");
    this.rows = element("section", "trows");
    this.root.replaceChildren(
      element("div", "l", [element("div", "hd", [this.title, this.sub]), element("div", "factbox", this.facts),
        element("section", "", [element("div", "chh", [element("h2", "", "What it measures"), group]), this.grid]), this.calendar, this.rows]),
      element("aside", "r", [this.openPart, this.history, this.notes], { "aria-label": "What is open and where it stood" }));
    this.draw();
    this.title.focus({ preventScroll: true });
  }

  get thing() { return this.model.things.get(this.id) ?? this.answer?.thing; }

  get values() {
    const { model, data } = this;
    return ordered([...model.values.values()].filter((value) => value.thing === this.id), (value) => Boolean(data.datastreams.get(value.datastream)?.derived));
  }

  draw() {
    const { model, thing } = this;
    if (!this.title || model.values.size === 0 || this.data.datastreams.size === 0) return;
    this.read();
    write(this.title, thing?.name ?? this.id);
    write(this.sub, thing ? [[thing.place, thing.district].filter(Boolean).join(", "), thing.type].filter(Boolean).join(" · ") : "");
    this.ranges.show(this.address.state.range);
    this.drawFacts();
    this.drawCharts();
    this.drawOpen();
  }

  read() {
    const { model, id } = this;
    if (this.readAt !== null && model.now() - this.readAt < READ_MILLIS) return;
    this.readAt = model.now();
    const datastreams = [...this.data.datastreams.values()].filter((one) => one.thing === id);
    readThing(this.get, { id, datastreams, clock: model.clock, now: model.now() }).then((answer) => {
      if (id !== this.id) return;
      this.answer = answer;
      this.drawCalendar();
      this.drawHistory();
      this.drawNotes();
      this.drawRows(datastreams);
      this.draw();
    }).catch((error) => {
      if (id === this.id && this.answer === null) this.root.replaceChildren(element("div", "l", [element("h1", "", `${id} cannot be shown.`), element("p", "empty", error.message)]));
    });
  }

  drawFacts() {
    const { answer, model } = this;
    const facts = [];
    const fact = (name, words, small = "", bad = false) => facts.push(element("div", bad ? "bad" : "", [element("dt", "", name), element("dd", "", [words, ...(small ? [element("small", "", ` ${small}`)] : [])])]));
    const seconds = answer?.thing.lastHeard ? Math.max(0, (model.now() - Date.parse(answer.thing.lastHeard)) / 1000) : null;
    if (answer) fact("Last heard", seconds === null ? "never" : `${age(seconds)} ago`);
    if (answer?.gateway) fact("Gateway", answer.gateway.id.split("/")[1], answer.gateway.status, answer.gateway.status === "offline");
    const battery = batteryOf(this.values);
    if (battery) fact("Battery", quantity(battery.result, battery.unit), model.isStale(battery) ? "old" : "");
    if (answer && answer.thing.clockSkewMillis !== null) fact("Its clock", ...clockWords(answer.thing.clockSkewMillis));
    if (answer?.thing.device) fact("Device", answer.thing.device, answer.thing.serial);
    const key = facts.map((one) => one.textContent).join("|");
    if (key === this.factsKey) return;
    this.factsKey = key;
    this.facts.replaceChildren(...facts);
  }

  drawCharts() {
    const { range } = this.address.state;
    this.values.forEach((value) => {
      let chart = this.charts.get(value.datastream);
      if (!chart) {
        chart = this.card(value);
        this.charts.set(value.datastream, chart);
        this.grid.append(chart.root);
        this.observer.observe(chart.svg);
      }
      chart.value = value;
      this.describe(chart);
      this.data.course(value, range, this.model.now()).then((course) => {
        if (course === chart.course || this.address.state.range !== range) return;
        chart.course = course;
        chart.range = range;
        this.paint(chart);
      }).catch(() => {}); // the value is shown; the course is asked for again with the next change
    });
  }

  card(value) {
    const svg = shape("svg", { id: `thing-${value.property}`, class: "chart" });
    const words = element("p", "");
    const link = element("a", "", shortName(value.property, value.name), { href: `/explore?datastream=${value.datastream}` });
    return { svg, words, root: element("section", "tcard", [element("div", "chh", [element("h3", "", link), words]), svg]) };
  }

  /** The value with its own age, because properties of one thing can be of different times. */
  describe({ value, words, root }) {
    const { model } = this;
    const withheld = model.stateOf(value) === "withheld";
    const stale = model.isStale(value);
    const old = value.phenomenonTime ? age(Math.max(0, (model.now() - observedUntil(value)) / 1000)) : "";
    root.classList.toggle("stale", stale);
    write(words, withheld ? "withheld" : value.phenomenonTime === null ? "no data yet" : stale ? `${quantity(value.result, value.unit)}, ${old} ago` : quantity(value.result, value.unit));
  }

  paint({ svg, course, range, value }) {
    if (!course || this.root.hidden) return;
    const { model } = this;
    const episodes = [...model.alerts.values()].filter((one) => one.datastream === value.datastream)
      .map((one) => ({ from: Date.parse(one.openedTime), to: one.resolvedTime ? Date.parse(one.resolvedTime) : null, severity: one.severity, words: "" }));
    drawChart(svg, course, {
      title: shortName(value.property, value.name), unit: value.unit, clock: model.clock, range, live: true, withheld: model.stateOf(value) === "withheld", episodes,
      limits: (this.data.datastreams.get(value.datastream)?.thresholds ?? []).map((rule) => ({ value: rule.raise, words: `limit ${number(rule.raise)}` })),
    });
  }

  drawCalendar() {
    const { days } = this.answer;
    const key = JSON.stringify(days);
    if (key === this.daysKey) return;
    this.daysKey = key;
    if (days === null) {
      this.calendar.replaceChildren(element("h2", "", "How complete"), element("p", "empty", "It cannot be read now."));
      return;
    }
    const weeks = days.at(-1).week + 1;
    const [left, top] = [34, 18];
    const svg = shape("svg", { viewBox: `0 0 ${left + weeks * CELL} ${top + 7 * CELL}`, class: "cal", role: "img", "aria-label": `${daysInWords(days)}.` });
    ["Mon", "Wed", "Fri", "Sun"].forEach((name, at) => { shape("text", { x: left - 6, y: top + 2 * at * CELL + 14, "text-anchor": "end", class: "c-axis" }, svg).textContent = name; });
    days.forEach((day) => {
      const [x, y] = [left + day.week * CELL, top + day.weekday * CELL];
      const group = classOf(day.share);
      const cell = shape("rect", { x: x + 1, y: y + 1, width: CELL - 2, height: CELL - 2, rx: 2, class: `cd d${group ?? "n"}` }, svg);
      shape("title", {}, cell).textContent = `${day.date}: ${day.share === null ? "not due" : percent(day.share)}`;
      if (group === 4) shape("path", { d: `M${x + 6} ${y + 6}l8 8m0 -8l-8 8`, class: "cx" }, svg);
      if (day.date.endsWith("-01")) shape("text", { x, y: 11, class: "c-axis" }, svg).textContent = MONTHS[Number(day.date.slice(5, 7)) - 1];
    });
    const keys = CLASS_WORDS.map((words, group) => element("li", "", [this.keyOf(group), words]));
    this.calendar.replaceChildren(element("div", "chh", [element("h2", "", "How complete"), element("p", "", `${daysInWords(days)}. Share of the readings that were due, by day.`)]), svg, element("ul", "ckey", keys),
      this.daysTable(days));
  }

  keyOf(group) {
    const svg = shape("svg", { viewBox: "0 0 12 12", width: 12, height: 12, "aria-hidden": "true" });
    shape("rect", { x: .5, y: .5, width: 11, height: 11, rx: 2, class: `cd d${group}` }, svg);
    if (group === 4) shape("path", { d: "M3 3l6 6m0 -6l-6 6", class: "cx" }, svg);
    return svg;
  }

  daysTable(days) {
    const rows = [...days].reverse().filter((day) => day.share !== null).map((day) => element("tr", "", [element("th", "", day.date, { scope: "row" }), element("td", "", percent(day.share))]));
    return element("details", "", [element("summary", "", "As a table"), element("table", "plain", [element("thead", "", element("tr", "", [element("th", "", "Day", { scope: "col" }), element("th", "", "Complete", { scope: "col" })])), element("tbody", "", rows)])]);
  }

  drawOpen() {
    const { model } = this;
    const own = [...model.alerts.values()].filter((alert) => alert.datastream.startsWith(`${this.id}/`) || (alert.state === "open" && alert.datastream === `${this.answer?.thing.gateway}/gateway`));
    const open = own.filter((alert) => alert.state === "open");
    const ended = own.filter((alert) => alert.state !== "open").slice(0, 5);
    const key = JSON.stringify([own.map((alert) => [alert.id, alert.sequence, alert.version]), Math.floor(model.now() / 60000)]);
    if (key === this.openKey) return;
    this.openKey = key;
    const line = (alert) => element("li", "", [icon(signOf(alert, model.stageOf(alert), isEquipment(alert))), element("span", "", [element("a", "", headline(model, alert), { href: `/alert/${alert.id}` }), element("small", "", since(model, alert))])]);
    this.openPart.replaceChildren(element("h2", "", open.length === 0 ? "Nothing is open" : `${open.length} open`), element("ul", "tl2", open.map(line)),
      ...(ended.length === 0 ? [] : [element("h2", "", "Ended in the past day"), element("ul", "tl2", ended.map(line))]));
  }

  drawHistory() {
    const { clock } = this.model;
    const day = (millis) => clock.field(millis).slice(0, 10);
    this.history.replaceChildren(element("h2", "", "Place and device"), element("ul", "tl2 plain", historyOf(this.answer.thing.deployments).map((one) => element("li", "", element("span", "", [
      element("b", "", one.place), element("small", "", [one.device, `${one.from === null ? "from the beginning" : `from ${day(one.from)}`}${one.to === null ? "" : ` to ${day(one.to)}`}`].filter(Boolean).join("; "))])))));
  }

  drawNotes() {
    const { clock } = this.model;
    const shown = this.answer.notes.filter((note) => note.kind !== "recompute");
    const when = (text) => clock.field(Date.parse(text)).replace("T", " ");
    this.notes.replaceChildren(element("h2", "", "Notes on its data"), shown.length === 0 ? element("p", "empty", "None: nobody marked its data.") : element("ul", "tl2 plain", shown.map((note) => element("li", note.undone ? "undone" : "", element("span", "", [
      element("b", "", `${shortName(note.datastream.split("/")[2], this.data.datastreams.get(note.datastream)?.name)}: ${note.kind}${note.value === null ? "" : ` ${number(note.value)}`}${note.undone ? ", undone" : ""}`),
      element("small", "", `${when(note.from)} to ${when(note.to)}. ${note.reason} (${note.author})`)])))));
  }

  drawRows(datastreams) {
    if (this.rows.hasChildNodes()) return;
    const parameters = { thing: this.id, window: "PT1H", datetime: "P7D/..", tz: this.model.clock.name };
    const lines = codeOf("windows", parameters, location.origin);
    const ids = datastreams.slice(0, 8).map((one) => one.id).join(",");
    this.rows.replaceChildren(element("h2", "", "These rows"), element("p", "exlinks", [element("span", "", "The past 7 days, by hour:"),
      ...FILES.map(([format, words]) => element("a", "", words, { href: addressOf("windows", parameters, format), download: "" })), element("a", "", "Explore", { href: `/explore?datastream=${ids}` })]),
      element("details", "", [element("summary", "", "Python, R, curl"), copied("Python", lines.python), copied("R", lines.r), copied("curl", lines.curl)]));
  }

  keys() { return {}; }
}

/** How far a clock is off, and what else it may be. */
function clockWords(skewMillis) {
  if (Math.abs(skewMillis) < CLOCK_MILLIS) return ["right"];
  return [`${age(Math.abs(skewMillis) / 1000)} ${skewMillis > 0 ? "behind" : "ahead"}`, skewMillis > 0 ? "or delayed" : "", true];
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
