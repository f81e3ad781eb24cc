// What happened to an alert, in the order of time: first signs, opened, told, acknowledged, resolved; and how often it called before.

import { element } from "./dom.js";
import { age } from "./format.js";
import { ruleOf } from "./sentence.js";
import { collapse, done } from "./words.js";

const BEFORE_DAYS = 90;

/** Loads the history of an alert into a view after a change; simultaneous changes load it once. */
export function loadTimeline(view, alert, datastream) {
  const version = `${alert.id} ${alert.sequence} ${alert.version} ${alert.suppression?.id} ${datastream === undefined}`;
  if (version === view.timelineOf) return;
  view.timelineOf = version;
  view.get(`alerts/${encodeURIComponent(alert.id)}/history`).then((answer) => {
    if (version !== view.timelineOf) return;
    const rule = ruleOf(alert, datastream);
    view.timeline.replaceChildren(...stepsOf(answer.items, alert, rule).map((step) => entry(view.model, step)));
  }).catch(() => {
    if (version === view.timelineOf) view.timeline.replaceChildren(element("li", "empty", "The history cannot be read now."));
    view.timelineOf = null;
  });
  loadBefore(view, alert);
}

/**
 * The steps of the timeline: time, kind (warn, done, plain), a bold start and the rest. Notifications of one minute are one step.
 */
export function stepsOf(items, alert, rule) {
  const steps = [];
  const first = items.find((item) => item.kind === "condition");
  if (first) {
    steps.push({ time: alert.openedTime, kind: "warn", bold: rule ? `First value ${rule.direction} ${rule.raise}` : "First sign", rest: "", reason: "" });
  }
  for (const { entry: item, times } of collapse(items).reverse()) {
    const last = steps.at(-1);
    if (item.kind === "condition" && item.what === "pending") continue;
    if (item.kind === "notification" && last?.told === item.what && item.time.slice(0, 16) === last.time.slice(0, 16)) {
      last.rest = `${last.rest}, ${item.by}${outcome(item)}`;
    } else if (item.kind === "notification") {
      steps.push({ time: item.time, kind: item.reason === "told" ? "done" : "plain", bold: item.reason.startsWith("not told") ? "Not told" : "Told", rest: `${item.by}${outcome(item)}`, told: item.what, reason: "" });
    } else if (item.kind === "condition") {
      const words = { opened: "Alert opened", updated: times > 1 ? `Updated ${times} times` : "Updated", resolved: "Resolved", withdrawn: "Withdrawn" }[item.what] ?? item.what;
      steps.push({ time: item.time, kind: item.what === "opened" ? "warn" : "plain", bold: words, rest: "", reason: item.reason });
    } else {
      steps.push({ time: item.time, kind: "done", bold: item.by ?? "", rest: done(item), reason: item.reason ?? "" });
    }
  }
  return steps;
}

function outcome(item) {
  if (item.reason === "told") return { firing: "", changed: " of a change", resolved: " that it is over" }[item.what] ?? "";
  return ` (${item.reason.replace(/^not told: /, "")})`;
}

function entry(model, step) {
  const time = Date.parse(step.time);
  return element("li", `entry ${step.kind}`, [
    element("time", "", model.clock.moment(time, model.now()), { datetime: step.time }), element("i", ""),
    element("div", "", [element("b", "", step.bold), " ", element("span", "", step.rest), ...(step.reason ? [element("p", "reason", step.reason)] : [])]),
  ]);
}

async function loadBefore(view, alert) {
  if (view.beforeOf === alert.id) return;
  view.beforeOf = alert.id;
  const opened = Date.parse(alert.openedTime);
  const datetime = `${new Date(opened - BEFORE_DAYS * 86400000).toISOString()}/${new Date(opened).toISOString()}`;
  const answer = await view.get("alerts", { datastream: alert.datastream, detector: alert.detector, datetime, limit: 100 }).catch(() => null);
  if (answer === null || view.beforeOf !== alert.id) return;
  const past = answer.items.filter((one) => one.id !== alert.id && ["open", "resolved"].includes(one.state));
  const { clock } = view.model;
  const links = past.slice(0, 3).flatMap((one, at) => {
    const length = one.resolvedTime ? `, ${age((Date.parse(one.resolvedTime) - Date.parse(one.openedTime)) / 1000)}` : "";
    const origin = one.origin === "sensor" ? ", the sensor" : one.origin === "environment" ? ", the environment" : "";
    return [at ? "; " : " ", element("a", "", clock.moment(Date.parse(one.openedTime), view.model.now()), { href: `/alert/${one.id}` }), `${length}${origin}`];
  });
  const words = past.length === 0 ? " none like this in 90 days." : ` ${past.length} like this in 90 days:`;
  view.before.replaceChildren(element("b", "", "Before:"), words, ...links, past.length > 3 ? " …" : "");
}
