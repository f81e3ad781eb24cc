// The view Alerts: all open alerts and those of the last day, with filters, search, order, and one action for many.

import { BUTTONS } from "./actions.js";
import { element, write } from "./dom.js";
import { age, quantity } from "./format.js";
import { icon, signOf } from "./icons.js";
import { isOfNoValue, STAGE } from "./model.js";
import { headline, isEquipment, owner, summary, witnesses } from "./sentence.js";
import { isKnown } from "./words.js";

const CHIPS = [["kind", "city", "City"], ["kind", "equipment", "Equipment"], ["stage", "needed", "Needs you"], ["stage", "hand", "In hand"], ["stage", "ended", "Ended"],
  ["severity", "critical", "Critical"], ["severity", "warning", "Warning"], ["severity", "info", "Notice"]];
/** What is done to all chosen alerts with one reason: name, words, and for which of them it is offered. */
const BULK = ["acknowledge", "assign", "silence"].map((name) => {
  const { label, offered } = BUTTONS.find((button) => button.name === name);
  return [name, label.replace(" …", ""), offered];
});
const ORDERS = { call: "What calls first", new: "Newest first", place: "By place" };
const STAGES = ["needed", "hand", "hand", "ended"];

/** The parts of a filter in the address: kind:city stage:needed sort:new and words of a search. */
export function parseFilter(text) {
  const filter = { kind: null, stage: null, severity: null, sort: "call", words: [] };
  for (const part of (text ?? "").split(" ").filter(Boolean)) {
    const [name, value] = part.split(":");
    if (value !== undefined && name in filter && name !== "words") filter[name] = value;
    else if (part === "city" || part === "equipment") filter.kind = part;
    else filter.words.push(part.toLowerCase());
  }
  return filter;
}

export function formatFilter({ kind, stage, severity, sort, words }) {
  return [kind && `kind:${kind}`, stage && `stage:${stage}`, severity && `severity:${severity}`, sort !== "call" && `sort:${sort}`, ...words].filter(Boolean).join(" ");
}

/** Whether an alert is wanted; `text` is what a search looks into. */
export function wanted(filter, { alert, stage, text }) {
  return (!filter.kind || (filter.kind === "equipment") === isEquipment(alert)) && (!filter.stage || filter.stage === STAGES[stage])
    && (!filter.severity || filter.severity === alert.severity) && filter.words.every((word) => text.toLowerCase().includes(word));
}

export class ListView {
  /** @param doings actOnAll(name, alerts, then), act(name, alert), needs() */
  constructor(root, { model, data, address, doings }) {
    Object.assign(this, { root, model, data, address, doings });
    this.chosen = new Set();
    this.rows = new Map();
    this.build();
  }

  build() {
    this.count = element("p", "count", "", { role: "status", "aria-live": "polite" });
    this.search = element("input", "search", [], { type: "search", placeholder: "Place, property, person", "aria-label": "Search in alerts" });
    this.search.addEventListener("input", () => this.turn({ words: this.search.value.toLowerCase().split(" ").filter(Boolean) }));
    this.order = element("select", "", Object.entries(ORDERS).map(([value, words]) => element("option", "", words, { value })), { "aria-label": "Order" });
    this.order.addEventListener("change", () => this.turn({ sort: this.order.value }));
    this.chips = element("div", "filt", CHIPS.map(([name, value, words]) => {
      const chip = element("button", "chip", words, { type: "button", "data-name": name, "data-value": value });
      chip.addEventListener("click", () => this.turn({ [name]: this.filter()[name] === value ? null : value }));
      return chip;
    }), { role: "group", "aria-label": "Filters" });
    this.all = element("input", "", [], { type: "checkbox", "aria-label": "Choose all that are shown" });
    this.all.addEventListener("change", () => this.chooseAll(this.all.checked));
    this.bulk = BULK.map(([name, words, offered]) => {
      const button = element("button", name === "acknowledge" ? "btn p" : "btn", "", { type: "button", "data-bulk": name });
      button.addEventListener("click", () => this.actOnAll(name));
      return { name, words, offered, button };
    });
    this.bar = element("div", "bar", [element("label", "", [this.all, " All shown"]), ...this.bulk.map((one) => one.button)]);
    this.list = element("ul", "rows", [], { "aria-label": "Alerts; J and K move, X chooses, Enter opens" });
    this.list.addEventListener("click", (event) => this.click(event));
    this.list.addEventListener("change", (event) => this.tick(event.target));
    this.empty = element("p", "empty", "No alert matches.");
    this.root.replaceChildren(element("div", "lh", [element("h1", "", "Alerts"), this.count, this.search, this.order]), this.chips, this.bar, this.list, this.empty);
  }

  filter() { return parseFilter(this.address.state.filter); }

  turn(changes) { this.address.turn({ filter: formatFilter({ ...this.filter(), ...changes }) }); }

  draw() {
    const { model } = this;
    const key = [Math.floor(model.now() / 30000), model.alertChanges, model.things.size, this.data.datastreams.size, this.address.state.filter].join(" ");
    if (key === this.drawn) return;
    this.drawn = key;
    const filter = this.filter();
    [...this.chips.children].forEach((chip) => chip.setAttribute("aria-pressed", String(filter[chip.dataset.name] === chip.dataset.value)));
    if (document.activeElement !== this.search) this.search.value = filter.words.join(" ");
    this.order.value = filter.sort;
    const all = model.listCalls().map((alert) => this.describe(alert));
    this.shown = sorted(all.filter((row) => wanted(filter, row)), filter.sort);
    write(this.count, `${this.shown.length === all.length ? "" : `${this.shown.length} of `}${all.length}`);
    this.empty.hidden = this.shown.length > 0;
    this.chosen.forEach((id) => this.shown.some((row) => row.alert.id === id) || this.chosen.delete(id));
    this.arrange();
    this.showBulk();
  }

  describe(alert) {
    const title = headline(this.model, alert);
    const thing = this.model.things.get(alert.datastream.split("/").slice(0, 2).join("/"));
    const who = owner(alert) ?? "";
    return { alert, title, who, stage: this.model.stageOf(alert), text: [title, thing?.name, thing?.district, thing?.gateway, alert.message, who, alert.cause, alert.origin].filter(Boolean).join(" ") };
  }

  /** Places the rows in order; a row whose content is the same keeps its node, and with it the focus. */
  arrange() {
    const wantedIds = new Set(this.shown.map((row) => row.alert.id));
    for (const [id, row] of this.rows) {
      if (!wantedIds.has(id)) {
        row.node.remove();
        this.rows.delete(id);
      }
    }
    this.shown.forEach((row, place) => {
      const node = this.node(row);
      if (this.list.children[place] !== node) this.list.insertBefore(node, this.list.children[place] ?? null);
    });
  }

  node(row) {
    const { alert, title, stage, who } = row;
    const words = summary(this.model, alert, this.data.datastreams.get(alert.datastream));
    const seconds = ((alert.resolvedTime ? Date.parse(alert.resolvedTime) : this.model.now()) - Date.parse(alert.openedTime)) / 1000;
    const value = isOfNoValue(alert) || !isKnown(alert.observed) ? "" : quantity(alert.state === "open" ? alert.observed : alert.peak, alert.unit);
    const key = JSON.stringify([title, stage, who, words, age(seconds), value, alert.severity, alert.origin]);
    const known = this.rows.get(alert.id);
    if (known?.key === key) return known.node;
    const box = element("input", "", [], { type: "checkbox", "aria-label": `Choose ${title}` });
    box.checked = this.chosen.has(alert.id);
    const node = known?.node ?? element("li", "", [], { "data-alert": alert.id });
    const inside = node.contains(document.activeElement);
    node.className = `item ${STAGES[stage]} ${alert.severity}`;
    node.replaceChildren(box, icon(signOf(alert, stage, isEquipment(alert))), element("a", "", title, { href: `/alert/${alert.id}` }),
      element("span", "val", value), element("span", "say", [words, " ", element("b", "", witnesses(alert))]), element("span", "own", who || (stage === STAGE.NEEDED ? "nobody yet" : "")),
      element("span", "age", stage === STAGE.RESOLVED ? this.model.clock.moment(Date.parse(alert.openedTime), this.model.now()) : age(seconds)));
    if (inside) node.querySelector("a").focus({ preventScroll: true });
    this.rows.set(alert.id, { key, node });
    return node;
  }

  click(event) {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.address.go({ view: "alert", alert: link.closest("[data-alert]").dataset.alert });
  }

  tick(box) {
    const id = box.closest("[data-alert]").dataset.alert;
    if (box.checked) this.chosen.add(id);
    else this.chosen.delete(id);
    this.showBulk();
  }

  chooseAll(on) {
    this.chosen = new Set(on ? this.shown.map((row) => row.alert.id) : []);
    this.list.querySelectorAll("input").forEach((box) => { box.checked = on; });
    this.showBulk();
  }

  /** The chosen alerts for which an action is offered. */
  chosenFor(name) {
    const { offered } = this.bulk.find((one) => one.name === name);
    return this.shown.filter((row) => this.chosen.has(row.alert.id) && offered(row.alert)).map((row) => row.alert);
  }

  showBulk() {
    this.bulk.forEach(({ name, words, button }) => {
      const count = this.chosenFor(name).length;
      button.disabled = count === 0;
      write(button, count === 0 ? `${words} …` : `${words} ${count} …`);
    });
    this.all.checked = this.shown.length > 0 && this.chosen.size === this.shown.length;
    this.all.indeterminate = this.chosen.size > 0 && !this.all.checked;
  }

  actOnAll(name) {
    const alerts = this.chosenFor(name);
    if (alerts.length > 0) this.doings.actOnAll(name, alerts, () => this.chooseAll(false));
  }

  focused() { return document.activeElement?.closest?.(".item"); }

  step(by) {
    const links = [...this.list.querySelectorAll("a")];
    const now = links.indexOf(this.focused()?.querySelector("a"));
    const next = links[Math.min(links.length - 1, Math.max(0, now + by))];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  }

  keys() {
    const alert = () => this.model.alerts.get(this.focused()?.dataset.alert);
    const act = (name) => () => alert() && this.doings.act(name, alert());
    const many = (name) => () => (this.chosen.size > 0 ? this.actOnAll(name) : act(name)());
    const choose = () => this.focused()?.querySelector("input").click();
    return {
      j: () => this.step(1), k: () => this.step(-1), x: choose, c: act("comment"), m: act("mark"), "/": () => this.search.focus(),
      a: many("acknowledge"), g: many("assign"), s: many("silence"),
    };
  }
}

function sorted(rows, order) {
  if (order === "new") return [...rows].sort((a, b) => Date.parse(b.alert.openedTime) - Date.parse(a.alert.openedTime));
  if (order === "place") return [...rows].sort((a, b) => a.text.localeCompare(b.text));
  return rows;
}
