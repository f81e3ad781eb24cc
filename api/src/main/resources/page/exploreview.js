// The view Explore, for researchers: series, range, windows, aggregate and quality of one question, which chart, table, code, files and picture share.

import { addressOf, codeOf, FILES } from "./code.js";
import { choices, copied, copy } from "./copied.js";
import { element, shape, write } from "./dom.js";
import { Clock, number, secondsOf, unit } from "./format.js";
import { shortName } from "./layers.js";
import { drawPlot } from "./plot.js";
import { questionOf, readQuestion } from "./exploreread.js";
import { AGGREGATES, datesOf, FLAGS, MOST_SERIES, PERIODS, SPANS } from "./question.js";
import { SeriesPicker } from "./picker.js";
import { shortPlace } from "./sentence.js";

const MOST_ROWS = 500;
const USUAL_PIXELS = 1000;
const SHOWN = [["chart", "Chart"], ["table", "Table"], ["code", "Code"]];

export class ExploreView {
  constructor(root, { model, data, address, lines }) {
    Object.assign(this, { root, model, data, address, lines });
    this.serial = 0;
    this.build();
  }

  build() {
    const turn = (name) => (event) => this.address.turn({ [name]: event.target.value || null });
    const select = (name, label, options) => {
      const node = element("select", "", options.map(([value, words]) => element("option", "", words, { value })), { id: `ex-${name}` });
      node.addEventListener("change", turn(name));
      this[name] = node;
      return element("div", "field", [element("label", "", label, { for: node.id }), node]);
    };
    this.picker = new SeriesPicker((ids) => this.address.turn({ datastream: ids.join(",") || null }));
    this.first = this.date("first", "From");
    this.last = this.date("last", "To");
    const range = select("datetime", "Range", [...SPANS.map((span) => [span.name, `the past ${span.words}`]), ["dates", "Dates …"]]);
    this.dates = element("div", "pair", [this.first.root, this.last.root]);
    const form = element("form", "exform", [this.picker.root, range, this.dates, select("window", "Windows of", []), select("agg", "Aggregate", AGGREGATES),
      select("qc", "Quality", FLAGS), select("tz", "Days and clock of", []), select("against", "Compare with", PERIODS)], { "aria-label": "Question" });
    form.addEventListener("submit", (event) => event.preventDefault());
    this.tabs = choices(SHOWN, "What is shown", (value) => this.address.turn({ show: value === "chart" ? null : value }));
    this.title = element("h1", "", "Explore");
    this.said = element("p", "said", "", { role: "status" });
    this.chart = shape("svg", { class: "chart plot" });
    this.summary = element("div", "exsum");
    this.place = element("div", "explace");
    this.links = element("p", "exlinks");
    this.root.replaceChildren(form, element("section", "exmain", [element("div", "exhead", [this.title, this.tabs.group]), this.said, this.place, this.links], { "aria-label": "Answer" }));
    new ResizeObserver(() => this.paint()).observe(this.chart);
  }

  date(name, label) {
    const input = element("input", "", [], { type: "date", id: `ex-${name}` });
    input.addEventListener("change", () => {
      const datetime = datesOf(this.first.input.value, this.last.input.value);
      if (datetime) this.address.turn({ datetime });
      else write(this.said, "The first date must not be after the last one.");
    });
    return { input, root: element("div", "field", [element("label", "", label, { for: input.id }), input]) };
  }

  draw() {
    const { model, data } = this;
    if (model.things.size === 0 || model.values.size === 0 || data.datastreams.size === 0) return;
    const { state } = this.address;
    if (!state.datastream) {
      const first = state.series ?? [...model.values.keys()].find((id) => id.endsWith("/pm25")) ?? model.values.keys().next().value;
      this.address.turn({ datastream: first });
      return;
    }
    const key = [...["datastream", "datetime", "window", "agg", "tz", "qc", "against"].map((name) => state[name]), Math.floor(model.now() / 60000), data.datastreams.size].join(" ");
    this.tabs.show(state.show ?? "chart");
    if (key !== this.asked) {
      this.asked = key;
      this.ask();
    } else if (state.show !== this.shown) this.show();
  }

  ask() {
    const { model } = this;
    this.clock = clockOf(this.address.state.tz) ?? model.clock;
    const question = questionOf(this.address.state, {
      known: this.known(), clock: this.clock, zone: model.clock.name, now: model.now(), pixels: Math.max(300, Math.round(this.chart.clientWidth || USUAL_PIXELS) - 200),
    });
    this.question = question;
    this.fill(question);
    const serial = ++this.serial;
    readQuestion(this.lines, question, { agg: this.address.state.agg, clock: this.clock, describe: (id) => this.describe(id) }).then((answer) => {
      if (serial !== this.serial) return;
      this.answer = answer;
      this.say();
      this.show();
    }).catch((error) => {
      if (serial !== this.serial) return;
      this.answer = null;
      this.chart.replaceChildren();
      this.summary.replaceChildren();
      write(this.said, error.message);
      this.show();
    });
  }

  known() {
    return new Map([...this.data.datastreams].map(([id, one]) => [id, { statistic: one.statistic, intervalSeconds: secondsOf(one.interval) }]));
  }

  describe(id) {
    const found = this.data.datastreams.get(id);
    const [testbed, thing, property] = id.split("/");
    const place = this.model.things.get(`${testbed}/${thing}`);
    return { name: `${shortName(property, found?.name)}, ${place ? shortPlace(place) : thing}`, unit: found?.unit ?? "", statistic: found?.statistic ?? "instant", thing: `${testbed}/${thing}` };
  }

  /** Writes the question into the form. */
  fill({ ids, offered, window, refused, range }) {
    const { state } = this.address;
    const { clock } = this;
    const options = [...this.data.datastreams.keys()].map((id) => ({ id, name: this.describe(id).name }));
    this.picker.show(ids.map((id, at) => ({ id, at, name: this.describe(id).name })), options, MOST_SERIES);
    this.window.replaceChildren(element("option", "", `as it fits: ${window.words}`, { value: "" }), ...offered.map((one) => element("option", "", one.words, { value: one.name })));
    this.window.value = refused ? "" : state.window ?? "";
    this.tz.replaceChildren(...[...new Set([this.model.clock.name, "UTC", clock.name])].map((zone) => element("option", "", zone, { value: zone })));
    this.tz.value = clock.name;
    const datetime = state.datetime ?? "P7D/..";
    const dated = !SPANS.some((span) => span.name === datetime);
    this.datetime.value = dated ? "dates" : datetime;
    this.dates.hidden = !dated;
    [this.first.input.value, this.last.input.value] = [range.from, range.to - 1].map((time) => clock.field(time).slice(0, 10));
    this.agg.value = state.agg ?? "";
    this.qc.value = state.qc ?? "";
    this.against.value = state.against ?? "";
  }

  say() {
    const { answer, question } = this;
    if (answer.rows > 0) {
      write(this.said, question.refused ? `Windows of ${this.address.state.window} would be more points than the chart has pixels; these are of ${question.window.words}.` : "");
      return;
    }
    write(this.said, this.where());
  }

  /** Where the data of the chosen series is, if there is none in the range. */
  where() {
    const { clock } = this;
    if (this.answer.begins !== null) return `There is no data in this range. It begins on ${clock.field(this.answer.begins).replace("T", " at ")}.`;
    const newest = Math.max(...this.question.ids.map((id) => Date.parse(this.model.values.get(id)?.phenomenonTime ?? "")).filter(Number.isFinite));
    return Number.isFinite(newest) ? `There is no data in this range. The newest value is of ${clock.field(newest).replace("T", " at ")}.` : "There is no data of this selection.";
  }

  show() {
    const { state } = this.address;
    this.shown = state.show;
    const { parameters } = this.question;
    const picture = addressOf("windows", parameters, "svg");
    if (state.show === "code") this.place.replaceChildren(...this.code(parameters));
    else if (state.show === "table") this.place.replaceChildren(this.table());
    else this.place.replaceChildren(this.chart, this.summary);
    const link = element("button", "btn", "Copy the link", { type: "button" });
    link.addEventListener("click", () => copy(link, location.href));
    this.links.replaceChildren(element("span", "", "These rows:"), ...FILES.map(([format, words]) => element("a", "", words, { href: addressOf("windows", parameters, format), download: "" })),
      element("a", "", "Picture (SVG)", { href: picture }), link);
    this.paint();
  }

  code(parameters) {
    const lines = codeOf("windows", parameters, location.origin);
    return [copied("Python", lines.python), copied("R", lines.r), copied("curl", lines.curl), copied("Picture", `<img src="${location.origin}${addressOf("windows", parameters, "svg")}" alt="${this.answer?.series.map((one) => one.name).join(" and ") ?? ""}">`)];
  }

  paint() {
    const { answer } = this;
    if (!answer || this.root.hidden || !this.chart.isConnected) return;
    const { clock } = this;
    drawPlot(this.chart, answer.panels, { ...answer.range, clock, title: answer.series.map((one) => one.name).join(" and ") });
    const compared = this.question.against[2] > 0;
    const when = (point) => clock.field(point.start).replace("T", " ");
    const cells = (one) => [
      element("th", "", [this.sample(one.at), one.name], { scope: "row" }), ...(one.summary === null ? [element("td", "", "no values", { colspan: 5 })] : [
        element("td", "", String(one.summary.count)), element("td", "", number(one.summary.mean)), element("td", "", [number(one.summary.least.y), element("small", "", when(one.summary.least))]),
        element("td", "", [number(one.summary.greatest.y), element("small", "", when(one.summary.greatest))]), ...(compared ? [element("td", "", one.before === null ? "–" : number(one.before.mean))] : [])])];
    this.summary.replaceChildren(element("table", "", [
      element("thead", "", element("tr", "", ["Series", "Windows", "Mean of them", "Least", "Greatest", ...(compared ? ["Mean before"] : [])].map((words) => element("th", "", words, { scope: "col" })))),
      element("tbody", "", answer.series.map((one) => element("tr", "", cells(one))))]));
  }

  sample(at) {
    const svg = shape("svg", { viewBox: "0 0 26 8", width: 26, height: 8, "aria-hidden": "true" });
    shape("path", { d: "M1 4H25", class: `p-line s${at}` }, svg);
    return svg;
  }

  table() {
    const { answer } = this;
    if (!answer) return element("p", "empty", "No answer.");
    const { clock } = this;
    const starts = [...new Set(answer.series.flatMap((one) => one.points.filter(Boolean).map((point) => point.start)))].sort((a, b) => b - a);
    const values = answer.series.map((one) => new Map(one.points.filter(Boolean).map((point) => [point.start, point.y])));
    const more = starts.length > MOST_ROWS ? `The newest ${MOST_ROWS} of ${starts.length.toLocaleString("en")}; the files below have all.` : "";
    return element("div", "exsum", [element("p", "said", more), element("table", "", [
      element("thead", "", element("tr", "", [element("th", "", `Start (${this.tz.value})`, { scope: "col" }), ...answer.series.map((one) => element("th", "", [one.name, unit(one.unit) ? `, ${unit(one.unit)}` : ""], { scope: "col" }))])),
      element("tbody", "", starts.slice(0, MOST_ROWS).map((start) => element("tr", "", [element("th", "", clock.field(start).replace("T", " "), { scope: "row" }),
        ...values.map((own) => element("td", "", own.has(start) ? number(own.get(start)) : ""))])))])], { tabindex: "0", role: "region", "aria-label": "Values" });
  }

  keys() { return {}; }
}

/** The clock of a zone; null if none is named or the browser does not know it. */
function clockOf(zone) {
  try {
    return zone ? new Clock(zone) : null;
  } catch {
    return null;
  }
}
