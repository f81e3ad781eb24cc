// The alerts, open ones first.

import { age, number, quantity, unit } from "./format.js";
import { isOfPipeline } from "./model.js";

export class Alerts {
  constructor(list, empty, count, onSelect) {
    this.list = list;
    this.empty = empty;
    this.count = count;
    this.onSelect = onSelect;
  }

  draw(model) {
    const alerts = model.listAlerts();
    const open = alerts.filter((alert) => alert.state === "open").length;
    this.empty.hidden = alerts.length > 0;
    this.count.textContent = alerts.length === 0 ? "" : `${open} open`;
    const minute = Math.floor(model.now() / 60000);
    const key = `${minute} ${alerts.map((alert) => `${alert.id}:${alert.sequence}`).join()} ${model.things.size}`;
    if (key === this.drawn) return;
    this.drawn = key;
    this.list.replaceChildren(...alerts.slice(0, 50).map((alert) => this.item(model, alert)));
  }

  item(model, alert) {
    const li = document.createElement("li");
    const pipeline = isOfPipeline(alert);
    const button = document.createElement(pipeline ? "div" : "button");
    if (!pipeline) button.type = "button";
    button.className = `alert-item ${alert.state}`;
    button.append(
      line("top", [span("", this.title(model, alert)), span("severity", alert.state === "open" ? alert.severity : "resolved")]),
      line("facts", [pipeline ? alert.message : `observed ${quantity(alert.observed, alert.unit)} · expected ${band(alert)}`]),
      line("since", [pipeline ? duration(model, alert) : since(model, alert)]),
    );
    if (!pipeline) button.addEventListener("click", () => this.onSelect(alert.datastream));
    li.append(button);
    return li;
  }

  title(model, alert) {
    if (isOfPipeline(alert)) return alert.name;
    const thing = alert.datastream.split("/").slice(0, 2).join("/");
    const value = model.values.get(alert.datastream);
    return `${model.things.get(thing)?.name ?? thing}: ${value?.name ?? alert.datastream.split("/")[2]}`;
  }
}

function band(alert) {
  const { low, high } = alert.expected;
  const written = unit(alert.unit);
  const tail = written ? ` ${written}` : "";
  if (low === null && high === null) return "–";
  if (low === null) return `at most ${number(high)}${tail}`;
  if (high === null) return `at least ${number(low)}${tail}`;
  return `${number(low)} to ${number(high)}${tail}`;
}

function since(model, alert) {
  return `${duration(model, alert)} · peak ${quantity(alert.peak, alert.unit)}`;
}

function duration(model, alert) {
  const opened = Date.parse(alert.openedTime);
  const from = model.clock.moment(opened, model.now());
  if (alert.state === "open") return `since ${from} (${age((model.now() - opened) / 1000)})`;
  return `${from} to ${model.clock.moment(Date.parse(alert.resolvedTime), model.now())}`;
}

function span(className, text) {
  const node = document.createElement("span");
  node.className = className;
  node.textContent = text;
  return node;
}

function line(className, parts) {
  const node = document.createElement("div");
  node.className = className;
  node.append(...parts);
  return node;
}
