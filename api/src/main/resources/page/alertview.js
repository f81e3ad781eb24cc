// The view of one alert: the sentence, what to do, its chart, its neighbours, and what happened.

import { BUTTONS } from "./actions.js";
import { drawChart } from "./chart.js";
import { element, shape, write } from "./dom.js";
import { age, number, unit } from "./format.js";
import { icon, signOf } from "./icons.js";
import { drawKey } from "./legend.js";
import { isOfNoValue, STAGE } from "./model.js";
import { Neighbours } from "./neighbours.js";
import { RangeButtons } from "./ranges.js";
import { advice, headline, isEquipment, owner, ruleOf, since, statement, witnesses } from "./sentence.js";
import { loadTimeline } from "./timeline.js";
import { done, expected, isKnown } from "./words.js";

/** The keys of actions. */
const KEYS = { acknowledge: "A", unacknowledge: "A", comment: "C", silence: "S", end: "S", assign: "G", mark: "M" };
const HOUR = 3600000;

export class AlertView {
  /** @param doings act(name, alert), reason that nothing can be done: needs() */
  constructor(root, { model, data, address, doings, get }) {
    Object.assign(this, { root, model, data, address, doings, get });
  }

  /** Shows the alert that the address names; loads it if it is not known. */
  async open(id) {
    this.id = id;
    this.stateKey = null;
    this.course = null;
    this.seen = null;
    this.atOnset = null;
    this.model.selectAlert(id);
    if (!this.model.alerts.has(id)) {
      this.root.replaceChildren(element("p", "empty", "Loading the alert …"));
      const alert = await this.get(`alerts/${encodeURIComponent(id)}`).catch((error) => error);
      if (id !== this.id) return;
      if (alert instanceof Error) {
        this.root.replaceChildren(element("div", "l", [element("h1", "", "This alert is not known."), element("p", "", ["It may have been withdrawn. ", element("a", "", "All alerts", { href: "/alerts" })])]));
        return;
      }
      this.model.takeAlert(alert);
    }
    this.build();
    this.draw();
    this.title.focus({ preventScroll: true });
  }

  get alert() { return this.model.alerts.get(this.id); }

  build() {
    const part = (name, className, content = []) => (this[name] = element("div", className, content));
    this.title = element("h1", "", "", { tabindex: "-1" });
    this.sub = element("p", "");
    this.sign = element("span", "sign");
    this.chart = shape("svg", { class: "chart", id: "alert-chart" });
    this.chartUnit = element("p", "");
    const chartKey = element("ul", "ckey");
    drawKey(chartKey);
    const rangeGroup = element("div", "rng", [], { role: "group", "aria-label": "Range" });
    this.ranges = new RangeButtons(rangeGroup, (range) => this.address.turn({ range }));
    this.chartPart = element("section", "obs", [element("div", "chh", [element("h2", "", "Observed and expected"), this.chartUnit, chartKey, rangeGroup]), this.chart]);
    this.neighbourPart = element("section", "ns");
    this.timeline = element("ol", "");
    this.zone = element("span", "");
    this.before = element("p", "bf");
    this.mapPart = element("div", "mc");
    this.members = element("div", "members");
    this.root.replaceChildren(
      element("div", "l", [
        part("crumb", "crumb"), element("div", "hd", [this.sign, this.title, this.sub]), part("facts", "factbox"), this.chartPart, this.members, this.neighbourPart,
      ]),
      element("aside", "r", [part("todo", "do"), this.mapPart,
        element("section", "tl", [element("h2", "", ["What happened ", this.zone]), this.timeline, this.before])], { "aria-label": "What to do and what happened" }));
    this.neighbours = new Neighbours(this.neighbourPart, this.mapPart, {
      view: this,
      onSeen: (seen) => {
        this.seen = seen;
        this.drawSub();
      },
    });
    this.observer?.disconnect();
    this.observer = new ResizeObserver(() => this.paint());
    this.observer.observe(this.chart);
  }

  draw() {
    const { alert, model } = this;
    if (!alert || !this.title) return;
    const minute = Math.floor(model.now() / 60000);
    const key = [minute, model.alertChanges, model.values.size, model.things.size, this.data.datastreams.size, this.address.state.range, this.doings.needs()].join(" ");
    this.loadCourse();
    if (key === this.stateKey) return;
    this.stateKey = key;
    const datastream = this.data.datastreams.get(alert.datastream);
    const stage = model.stageOf(alert);
    this.sign.replaceChildren(icon(signOf(alert, stage, isEquipment(alert))));
    write(this.title, statement(model, alert, datastream));
    this.drawSub();
    this.drawCrumb(alert);
    this.drawFacts(alert, datastream);
    this.drawTodo(alert);
    this.drawMembers(alert);
    this.chartPart.hidden = isOfNoValue(alert) || !model.values.has(alert.datastream);
    this.ranges.show(this.address.state.range);
    write(this.zone, `city time, ${model.clock.zone(model.now())}`);
    this.neighbours.draw(alert, datastream);
    loadTimeline(this, alert, datastream);
  }

  drawSub() {
    const { alert } = this;
    const words = [since(this.model, alert), witnesses(alert, this.seen)];
    if (this.sub.textContent !== words.join(" ")) this.sub.replaceChildren(`${words[0]} `, element("b", "", words[1]));
  }

  drawCrumb(alert) {
    const needed = this.model.listCalls().filter((one) => this.model.stageOf(one) === STAGE.NEEDED);
    const place = needed.findIndex((one) => one.id === alert.id);
    const words = place >= 0 ? `Alert ${place + 1} of ${needed.length} that need${needed.length === 1 ? "s" : ""} you` : { critical: "Critical", warning: "Warning", info: "Notice" }[alert.severity];
    const button = (text, key, run) => {
      const node = element("button", "plain", [`${text} `, element("kbd", "", key)], { type: "button" });
      node.addEventListener("click", run);
      return node;
    };
    const parent = alert.parent && this.model.alerts.get(alert.parent);
    const focused = [...this.crumb.querySelectorAll("button, a")].indexOf(document.activeElement);
    this.crumb.replaceChildren(
      element("a", "", "Now", { href: "/" }), element("span", "", words),
      ...(this.model.things.has(thingOf(alert)) ? [element("a", "", this.model.things.get(thingOf(alert)).name, { href: `/thing/${thingOf(alert)}` })] : []),
      ...(parent ? [element("span", "", ["because of ", element("a", "", headline(this.model, parent), { href: `/alert/${parent.id}` })])] : []),
      element("span", "sp", [button("Next", "J", () => this.step(1)), button("Previous", "K", () => this.step(-1)), button("Close", "Esc", () => this.close())]));
    if (focused >= 0) this.crumb.querySelectorAll("button, a")[focused]?.focus();
  }

  drawFacts(alert, datastream) {
    const { model } = this;
    const value = model.values.get(alert.datastream);
    const facts = [];
    const fact = (name, words, small = "") => facts.push(element("div", "", [element("dt", "", name), element("dd", "", [words, " ", element("small", "", small)])]));
    const rule = ruleOf(alert, datastream);
    if (!isOfNoValue(alert)) {
      const now = value && !model.isStale(value) && value.result !== null ? number(value.result) : "no data";
      fact("Now", now, now === "no data" ? "" : `${unit(alert.unit)}${value.flag === 3 ? ", suspect" : value.flag === 4 ? ", failed" : ""}`);
      if (this.atOnset) fact("Expected at onset", `${number(this.atOnset.low)} to ${number(this.atOnset.high)}`, unit(alert.unit));
      else if (!rule && expected(alert) !== "–") fact("Expected", expected(alert));
      if (isKnown(alert.peak)) fact("Furthest", number(alert.peak), unit(alert.unit));
      if (rule) fact("Limit", `${rule.direction} ${number(rule.raise)}`, `for ${rule.minDuration.replace("PT", "").replace("M", " min").replace("H", " h").replace("S", " s")}`);
    } else {
      fact("Silent for", age(((alert.resolvedTime ? Date.parse(alert.resolvedTime) : model.now()) - Date.parse(alert.openedTime)) / 1000));
      fact("Its alerts", String(model.countMembers(alert)));
    }
    fact("Found by", rule ? "a limit" : isOfNoValue(alert) ? "silence" : "anomaly detection");
    if (alert.verdict) fact("Verdict", done({ what: alert.verdict.verdict }).replace("judged: ", ""), `by ${alert.verdict.by}`);
    fact("Who has it", owner(alert) ?? (alert.state === "open" ? "nobody yet" : "nobody"));
    this.facts.replaceChildren(element("dl", "facts", facts));
  }

  drawTodo(alert) {
    const missing = this.doings.needs();
    const offered = BUTTONS.filter((button) => button.offered(alert));
    const focused = document.activeElement?.dataset?.act;
    this.todo.replaceChildren(
      element("h2", "", "What to do"),
      ...(alert.state === "open" ? [element("ol", "", advice(alert).map(([start, rest]) => element("li", "", element("span", "", [element("b", "", start), ` ${rest}`]))))] : [element("p", "", "It is over. Comment what was the cause, for the next time.")]),
      element("div", "bt", offered.map(({ name, label }) => {
        const node = element("button", name === "acknowledge" ? "btn p" : "btn", KEYS[name] ? [`${label} `, element("kbd", "", KEYS[name])] : [label], { type: "button", "data-act": name });
        node.addEventListener("click", () => this.doings.act(name, this.alert));
        return node;
      })),
      ...(missing ? [element("p", "hint", missing)] : []));
    if (focused) (this.todo.querySelector(`[data-act="${focused}"]`) ?? this.title).focus();
  }

  drawMembers(alert) {
    const members = this.model.membersOf(alert.id).slice(0, 60);
    const count = this.model.countMembers(alert);
    this.members.replaceChildren(...(count === 0 ? [] : [element("h2", "", `${count} alert${count === 1 ? "" : "s"} because of it`),
      element("ul", "", members.map((member) => element("li", "", element("a", "", headline(this.model, member), { href: `/alert/${member.id}` }))))]));
    if (members.length < count && this.membersOf !== alert.id) {
      this.membersOf = alert.id;
      this.get("alerts", { parent: alert.id, limit: 200 }).then((answer) => answer.items.forEach((one) => this.model.takeAlert(one))).catch(() => {}); // their number is shown
    }
  }

  /** The end of the chart: now for an open alert, some time after its end for another. */
  end(alert) {
    return alert.resolvedTime ? Math.min(this.model.now(), Date.parse(alert.resolvedTime) + HOUR) : this.model.now();
  }

  async loadCourse() {
    const { alert } = this;
    const value = this.model.values.get(alert.datastream);
    if (!value || isOfNoValue(alert)) return;
    const { range } = this.address.state;
    const course = await this.data.course(value, range, this.end(alert)).catch(() => null);
    if (course === null || course === this.course || alert.id !== this.id) return;
    this.course = course;
    this.atOnset = course.band.filter((one) => one.x <= Date.parse(alert.openedTime)).at(-1);
    this.stateKey = null;
    this.paint();
    this.draw();
  }

  paint() {
    const { alert, course, model } = this;
    if (!course || !alert || this.root.hidden || this.chartPart.hidden) return;
    const datastream = this.data.datastreams.get(alert.datastream);
    const rule = ruleOf(alert, datastream);
    const others = [...model.alerts.values()].filter((one) => one.datastream === alert.datastream && one.id !== alert.id && one.state !== "open");
    const clock = (time) => model.clock.minutes(Date.parse(time));
    const words = rule ? `${rule.direction} the limit` : "unusual";
    write(this.chartUnit, [unit(alert.unit), course.sizeMillis === 60000 ? "mean of 1 min" : `mean of ${age(course.sizeMillis / 1000)}`].filter(Boolean).join(", "));
    drawChart(this.chart, course, {
      title: headline(model, alert), unit: alert.unit, clock: model.clock, range: this.address.state.range, live: alert.state === "open",
      limits: rule ? [{ value: rule.raise, words: `limit ${number(rule.raise)}`, always: true }] : [],
      episodes: [...others.map((one) => ({ from: Date.parse(one.openedTime), to: Date.parse(one.resolvedTime), severity: one.severity, words: "" })),
        { from: Date.parse(alert.openedTime), to: alert.resolvedTime ? Date.parse(alert.resolvedTime) : null, severity: alert.severity,
          words: alert.resolvedTime ? `${clock(alert.openedTime)} to ${clock(alert.resolvedTime)}` : `${words} since ${clock(alert.openedTime)}` }],
    });
  }

  step(by) {
    const calls = this.model.listCalls();
    const place = calls.findIndex((one) => one.id === this.model.rootOf(this.alert ?? { id: this.id }).id);
    const next = calls[place + by];
    if (next) this.address.go({ view: "alert", alert: next.id });
  }

  close() { this.address.go({ view: "now", alert: null }); }

  keys() {
    const act = (...names) => () => {
      const button = BUTTONS.find((one) => names.includes(one.name) && this.alert && one.offered(this.alert));
      if (button) this.doings.act(button.name, this.alert);
    };
    return {
      j: () => this.step(1), k: () => this.step(-1), Escape: () => this.close(), a: act("acknowledge", "unacknowledge"), c: act("comment"),
      s: act("silence", "end"), g: act("assign"), m: act("mark"),
    };
  }

}

function thingOf(alert) { return alert.datastream.split("/").slice(0, 2).join("/"); }
