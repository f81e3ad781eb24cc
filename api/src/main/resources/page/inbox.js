// The list of the view Now: what needs somebody, what is in hand, what ended. The first that needs somebody is a card.

import { element } from "./dom.js";
import { age, number, unit } from "./format.js";
import { icon, signOf } from "./icons.js";
import { isOfNoValue, STAGE } from "./model.js";
import { headline, isEquipment, owner, ruleOf, summary, witnesses } from "./sentence.js";
import { spark } from "./spark.js";
import { isKnown } from "./words.js";

const MOST_ROWS = 40;
const MOST_ENDED = 8;
/** Rows beyond these have no curve. */
const MOST_CURVES = 8;
/** Kinds of alerts that the chips choose. */
const CHIPS = [["", "All"], ["city", "City"], ["equipment", "Equipment"]];

/** Whether an alert is of a kind that a chip chooses. */
export function isOfKind(alert, kind) { return !kind || (kind === "equipment") === isEquipment(alert); }

export class Inbox {
  /**
   * @param parts title, hand, chips, list
   * @param doings open(id), act(name, alert), kind(words), course(value): the last three hours of a value
   */
  constructor(parts, data, doings) {
    Object.assign(this, parts, { data, ...doings });
    this.courses = new Map();
    this.chips.append(...CHIPS.map(([kind, words]) => {
      const chip = element("button", "chip", words, { type: "button", "data-kind": kind });
      chip.addEventListener("click", () => this.kind(kind));
      return chip;
    }));
    this.list.addEventListener("click", (event) => this.click(event));
  }

  draw(model, kind) {
    this.model = model;
    const key = [Math.floor(model.now() / 10000), model.alertChanges, model.things.size, this.data.datastreams.size, kind, this.drawnCourses].join(" ");
    if (key === this.drawn) return;
    this.drawn = key;
    const all = model.listCalls();
    const calls = all.filter((alert) => isOfKind(alert, kind));
    const at = (stage) => calls.filter((alert) => model.stageOf(alert) === stage);
    const needed = at(STAGE.NEEDED);
    const hand = [...at(STAGE.ACKNOWLEDGED), ...at(STAGE.SUPPRESSED)];
    this.title.textContent = needed.length === 1 ? "1 needs you" : needed.length ? `${needed.length} need you` : "Nothing needs you";
    this.hand.textContent = hand.length ? `${hand.length} in hand` : "";
    [...this.chips.children].forEach((chip) => {
      chip.setAttribute("aria-pressed", String(chip.dataset.kind === kind));
      const [, words] = CHIPS.find(([one]) => one === chip.dataset.kind);
      chip.textContent = `${words} ${all.filter((alert) => isOfKind(alert, chip.dataset.kind)).length}`;
    });
    const focused = document.activeElement?.closest?.("[data-alert]")?.dataset.alert;
    const within = document.activeElement?.dataset?.act;
    const top = this.list.scrollTop;
    this.list.replaceChildren(...this.nodes(needed, hand, at(STAGE.RESOLVED)));
    this.list.scrollTop = top;
    if (focused && !this.list.contains(document.activeElement)) {
      const node = this.list.querySelector(`[data-alert="${CSS.escape(focused)}"]`);
      (node?.querySelector(within ? `[data-act="${within}"]` : "button") ?? node)?.focus({ preventScroll: true });
    }
  }

  nodes(needed, hand, ended) {
    const [first, ...others] = needed;
    const nodes = first ? [this.card(first)] : [];
    nodes.push(...others.slice(0, MOST_ROWS).map((alert, place) => this.row(alert, "needed", place < MOST_CURVES)));
    if (others.length > MOST_ROWS) nodes.push(this.more(others.length - MOST_ROWS));
    if (hand.length > 0) nodes.push(heading("In hand", hand.length), ...hand.slice(0, MOST_ROWS).map((alert) => this.row(alert, "hand")));
    if (ended.length > 0) {
      nodes.push(heading("Ended in the last day", ended.length), ...ended.slice(0, MOST_ENDED).map((alert) => this.endedRow(alert)));
      if (ended.length > MOST_ENDED) nodes.push(this.more(ended.length - MOST_ENDED));
    }
    if (nodes.length === 0) nodes.push(element("p", "empty", "No alert is open, none ended in the last day."));
    return nodes;
  }

  more(count) { return element("p", "more", element("a", "", `${count} more`, { href: "/alerts", "data-go": "alerts" })); }

  sign(alert) { return icon(signOf(alert, this.model.stageOf(alert), isEquipment(alert))); }

  card(alert) {
    const { model } = this;
    const datastream = this.data.datastreams.get(alert.datastream);
    const value = model.values.get(alert.datastream);
    const course = this.course(value);
    const parts = [];
    if (!isOfNoValue(alert) && isKnown(alert.observed)) {
      const now = value?.result !== null && value?.result !== undefined && !model.isStale(value) ? value.result : alert.observed;
      const big = element("p", "big", [number(now), " ", element("small", "", unit(alert.unit))]);
      parts.push(element("div", "alr", course ? [big, spark(course, { width: 176, height: 54, limits: this.limits(alert) })] : [big]));
    }
    const seconds = (model.now() - Date.parse(alert.openedTime)) / 1000;
    return element("article", `al ${alert.severity}`, [
      element("h2", "", [this.sign(alert), element("span", "", headline(model, alert))]),
      element("p", "", [summary(model, alert, datastream), " ", element("b", "", witnesses(alert))]), ...parts,
      element("div", "meta", [element("span", "", `${word(alert.severity)} for ${age(seconds)}`), element("span", "", owner(alert) ?? "Nobody has it yet")]),
      element("div", "acts", [
        element("button", "btn p", ["Acknowledge ", element("kbd", "", "A")], { type: "button", "data-act": "acknowledge" }),
        element("button", "btn", ["Open ", element("kbd", "", "↵")], { type: "button", "data-act": "open" }),
      ]),
    ], { "data-alert": alert.id });
  }

  limits(alert) {
    const rule = ruleOf(alert, this.data.datastreams.get(alert.datastream));
    return rule ? [rule.raise] : [];
  }

  row(alert, stage, curve = false) {
    const { model } = this;
    const value = model.values.get(alert.datastream);
    const course = curve && !isOfNoValue(alert) ? this.course(value) : null;
    const said = [summary(model, alert, this.data.datastreams.get(alert.datastream))];
    const child = model.countMembers(alert);
    if (child > 0) said.push(` ${child} more alert${child === 1 ? "" : "s"} because of it.`);
    const { suppression } = alert;
    const quiet = suppression && suppression.kind !== "parent";
    const by = quiet ? suppression.by : owner(alert);
    const head = quiet ? `until ${model.clock.moment(Date.parse(suppression.until), model.now())}` : age((model.now() - Date.parse(alert.openedTime)) / 1000);
    const text = element("p", "", [...said, " ", element("b", "", by ?? (stage === "needed" ? "Nobody has it yet." : ""))]);
    return element("div", `row ${stage} ${alert.severity}`, [
      this.sign(alert), element("h3", "", this.link(alert)), element("span", "age", head),
      ...(course ? [text, spark(course, { width: 74, height: 30, limits: this.limits(alert) })] : [text]),
    ], { "data-alert": alert.id });
  }

  endedRow(alert) {
    const clock = (text) => this.model.clock.moment(Date.parse(text), this.model.now());
    return element("div", "row end", [
      this.sign(alert), element("h3", "", this.link(alert)), element("span", "age", `${clock(alert.openedTime)} to ${clock(alert.resolvedTime)}`),
    ], { "data-alert": alert.id });
  }

  link(alert) {
    return element("a", "", headline(this.model, alert), { href: `/alert/${alert.id}`, "data-act": "open" });
  }

  click(event) {
    const target = event.target.closest("[data-act]");
    if (!target || event.ctrlKey || event.metaKey) return;
    const { alert } = target.closest("[data-alert]").dataset;
    event.preventDefault();
    if (target.dataset.act === "open") this.open(alert);
    else this.act(target.dataset.act, this.model.alerts.get(alert));
  }

  /** The known course of a value; loads it if it is not known. */
  course(value) {
    if (!value) return null;
    const minute = Math.floor(this.model.now() / 60000);
    const known = this.courses.get(value.datastream);
    if (known?.minute !== minute) {
      this.courses.set(value.datastream, { minute, course: known?.course ?? null });
      this.load(value).then((course) => {
        this.courses.set(value.datastream, { minute, course });
        this.drawnCourses = (this.drawnCourses ?? 0) + 1;
        this.model.changed();
      }).catch(() => {}); // the row stands without its curve
    }
    return known?.course ?? null;
  }
}

function heading(words, count) { return element("h2", "gh", [element("span", "", words), element("span", "", String(count))]); }

function word(severity) { return { critical: "Critical", warning: "Warning", info: "Notice" }[severity] ?? severity; }
