// One alert: its facts, its actions, its child alerts and its history.

import { BUTTONS } from "./actions.js";
import { element } from "./dom.js";
import { age, quantity } from "./format.js";
import { isOfNoValue, observedUntil } from "./model.js";
import { cause, collapse, done, duration, expected, handled, isKnown, origin, title } from "./words.js";

const REST_MILLIS = 300;
const MOST_MEMBERS = 200;

export class Detail {
  /**
   * @param parts elements: root, title, close, state, message, buttons, needs, facts, members, membersTitle, history
   * @param model the state of the screen
   * @param actions opens forms; knows the operator
   * @param get reads a resource of the API
   * @param onClose receives the id of the alert that was closed
   */
  constructor(parts, model, actions, get, onClose) {
    Object.assign(this, parts, { model, actions, get, onClose });
    this.close.addEventListener("click", () => this.leave());
    this.root.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.leave();
    });
    this.members.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) this.open(button.dataset.member);
    });
    this.buttons.append(...BUTTONS.map((button) => this.button(button)));
    actions.operator.onChange(() => this.showNeeds());
    this.showNeeds();
  }

  button({ name, label, offered }) {
    const node = element("button", name === "acknowledge" ? "primary" : "", label, { type: "button", "aria-describedby": this.needs.id });
    node.offered = offered;
    node.addEventListener("click", () => this.actions.start(name, this.alert));
    return node;
  }

  showNeeds() {
    const { operator } = this.actions;
    const missing = operator.missing();
    this.needs.hidden = !missing && !operator.refused;
    this.needs.textContent = operator.refused || (missing ? `To act, give ${missing} under Operator.` : "");
  }

  /** Shows an alert and focuses it. */
  open(id) {
    this.model.selectAlert(id);
    this.draw(this.model);
    this.title.focus();
  }

  leave() {
    const id = this.model.selectedAlert;
    this.model.selectAlert(null);
    this.onClose(id);
  }

  draw(model) {
    const alert = model.alerts.get(model.selectedAlert);
    if (!alert && model.selectedAlert && this.alert?.id === model.selectedAlert) return; // it stays open until closed
    this.root.hidden = !alert;
    this.root.parentElement.classList.toggle("detailed", Boolean(alert));
    if (!alert) {
      this.alert = null;
      this.key = null;
      return;
    }
    if (alert.id !== this.alert?.id) {
      this.history.replaceChildren();
      this.root.scrollTop = 0;
      this.loadMembers(alert);
    }
    this.alert = alert;
    const now = this.now();
    const minute = Math.floor(model.now() / 60000);
    const key = [minute, model.alertChanges, model.things.size, model.values.size, alert.id, now.join()].join(" ");
    if (key === this.key) return;
    this.key = key;
    this.show(alert, now);
    this.loadHistory(`${alert.id} ${alert.sequence} ${alert.version} ${alert.suppression?.id}`);
  }

  show(alert, now) {
    this.title.textContent = title(this.model, alert);
    this.state.className = `state ${alert.state === "open" ? alert.severity : "resolved"}`;
    this.state.textContent = `${alert.state === "open" ? alert.severity : "resolved"} · ${duration(this.model, alert)}`;
    this.message.textContent = alert.message;
    this.facts.replaceChildren(...this.listFacts(alert, now).filter(([, words]) => words).map(([name, words, className]) =>
      element("div", "", [element("dt", "", name), element("dd", className ?? "", words)])));
    for (const button of this.buttons.children) {
      const offered = button.offered(alert);
      if (!offered && document.activeElement === button) this.title.focus();
      button.hidden = !offered;
    }
    this.showMembers(alert);
  }

  /** The state and the text of the current value; empty if there is none. */
  now() {
    const value = this.model.values.get(this.model.alerts.get(this.model.selectedAlert)?.datastream);
    if (!value) return [];
    const state = this.model.stateOf(value);
    if (state === "withheld") return [state, "withheld"];
    if (value.phenomenonTime === null) return ["stale", "no data"];
    const seconds = Math.max(0, (this.model.now() - observedUntil(value)) / 1000);
    const stale = this.model.isStale(value);
    const old = age(seconds < 90 ? Math.floor(seconds / 10) * 10 : seconds);
    return [stale ? "stale" : state, `${value.result === null ? "missing" : quantity(value.result, value.unit)}, ${stale ? "stale, " : ""}${old} ago`];
  }

  listFacts(alert, [nowState, now]) {
    const { acknowledgement, approval, suppression } = alert;
    const parent = alert.parent ? this.model.alerts.get(alert.parent) : null;
    const values = isOfNoValue(alert) ? [] : [
      ["Now", now, `now ${nowState}`],
      ["Observed", isKnown(alert.observed) ? quantity(alert.observed, alert.unit) : "–"],
      ["Furthest", isKnown(alert.peak) ? quantity(alert.peak, alert.unit) : ""],
      ["Expected", expected(alert)],
      ["Usual", isKnown(alert.usual) ? quantity(alert.usual, alert.unit) : ""],
    ];
    const quiet = suppression && suppression.kind !== "parent" ? suppression.reason : "";
    return [
      ...values,
      ["Origin", origin(alert)],
      ["Cause", cause(alert)],
      ["Belongs to", alert.parent ? (parent ? title(this.model, parent) : "an alert that is not shown here") : ""],
      ["Handling", handled(this.model, alert).join(" · ") || (alert.state === "open" && !alert.parent ? "nobody yet" : "")],
      ["Reasons", [acknowledgement.reason, quiet].filter(Boolean).map((words) => `“${words}”`).join(" · ")],
      ["Approved", approval ? `for the public by ${approval.by} at ${this.model.clock.moment(Date.parse(approval.at), this.model.now())}` : ""],
      ["Found by", `${alert.detector}${isKnown(alert.score) ? `, score ${alert.score.toFixed(2)}` : ""}`],
    ];
  }

  showMembers(alert) {
    const members = this.model.membersOf(alert.id);
    const count = this.model.countMembers(alert);
    this.membersTitle.hidden = count === 0;
    this.membersTitle.textContent = `${count} child alert${count === 1 ? "" : "s"}`;
    const lines = members.slice(0, MOST_MEMBERS).map((member) => [member.id, title(this.model, member), duration(this.model, member)]);
    const key = JSON.stringify(lines);
    if (key === this.memberKey) return;
    this.memberKey = key;
    const focused = document.activeElement?.dataset?.member;
    const inside = this.members.contains(document.activeElement);
    this.members.replaceChildren(...lines.map(([id, name, since]) => element("li", "", element("button", "member",
      [element("span", "title", name), element("span", "since", since)], { type: "button", "data-member": id }))));
    if (inside) (this.members.querySelector(`[data-member="${CSS.escape(focused)}"]`) ?? this.title).focus();
  }

  /** Child alerts that are not in the model yet. */
  loadMembers(alert) {
    if (this.model.membersOf(alert.id).length >= this.model.countMembers(alert)) return;
    this.get("alerts", { parent: alert.id, limit: MOST_MEMBERS })
      .then((answer) => answer.items.forEach((member) => this.model.takeAlert(member)))
      .catch(() => {}); // their number is shown anyway
  }

  /** Loads the history after a change; simultaneous changes load it once. */
  loadHistory(version) {
    if (version === this.historyOf) return;
    this.historyOf = version;
    clearTimeout(this.soon);
    this.soon = setTimeout(async () => {
      const { id } = this.alert ?? {};
      if (!id) return;
      const answer = await this.get(`alerts/${id}/history`).catch(() => null);
      if (id !== this.alert?.id) return;
      if (answer === null) this.historyOf = null;
      this.history.replaceChildren(
        ...(answer ? this.listHistory(answer.items) : [element("li", "empty", "The history cannot be read now.")]));
    }, REST_MILLIS);
  }

  /** The newest first; of consecutive updates only the newest. */
  listHistory(items) {
    return collapse(items).map(({ entry, times }) => {
      const time = Date.parse(entry.time);
      const words = `${done(entry)}${times > 1 ? ` ${times} times` : ""}${entry.by ? ` by ${entry.by}` : ""}`;
      return element("li", `entry ${entry.kind}`, [
        element("time", "", this.model.clock.moment(time, this.model.now()), { datetime: entry.time }),
        element("span", "what", words), ...(entry.reason ? [element("span", "reason", entry.reason)] : []),
      ]);
    });
  }
}
