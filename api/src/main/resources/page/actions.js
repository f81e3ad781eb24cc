// The actions of an operator on an alert: their forms, their requests, and the message if another operator acted first.

import { Refusal } from "./operator.js";
import { headline as title } from "./sentence.js";
import { isOfNoValue } from "./model.js";
import { done } from "./words.js";

const HOUR = 3600000;

/** The buttons of an alert: the action, its label, and the condition under which it is offered. */
export const BUTTONS = [
  { name: "acknowledge", label: "Acknowledge …", offered: (alert) => alert.state === "open" && !isAcknowledged(alert) },
  { name: "unacknowledge", label: "Take acknowledgement back …", offered: (alert) => alert.state === "open" && isAcknowledged(alert) },
  { name: "assign", label: "Give to …", offered: () => true },
  { name: "mark", label: "Mark data …", offered: (alert) => !isOfNoValue(alert) },
  { name: "comment", label: "Comment …", offered: () => true },
  { name: "judge", label: "Was it right …", offered: () => true },
  { name: "silence", label: "Silence …", offered: (alert) => alert.state === "open" && !isSuppressed(alert) },
  { name: "end", label: "End the silence …", offered: isSuppressed },
  { name: "maintenance", label: "Maintenance …", offered: (alert) => alert.state === "open" },
];

function isAcknowledged(alert) { return alert.acknowledgement.state === "acknowledged"; }

function isSuppressed(alert) { return Boolean(alert.suppression) && alert.suppression.kind !== "parent"; }

export class Actions {
  /** @param get reads a resource of the API */
  constructor(model, operator, form, get) {
    Object.assign(this, { model, operator, form, get });
  }

  /** Opens the form of an action; if the operator is not known yet, opens the form of the operator first. */
  start(name, alert) {
    const missing = this.operator.missing();
    if (missing) {
      this.operator.ask(`This needs ${missing}.`, () => this.start(name, this.model.alerts.get(alert.id) ?? alert));
      return;
    }
    const open = { assign: this.assign, judge: this.judge, mark: this.mark, silence: this.silence, maintenance: this.maintenance, end: this.end }[name];
    if (open) open.call(this, alert);
    else this.say(name, alert);
  }

  /** Acknowledge, undo the acknowledgement, comment: a form with only a reason. */
  say(name, alert) {
    const words = {
      acknowledge: ["Acknowledge", "Why", "seen", "Acknowledge"],
      unacknowledge: ["Take the acknowledgement back", "Why", "", "Take it back"],
      comment: ["Comment", "Comment", "", "Add"],
    }[name];
    this.act(alert, { heading: words[0], action: words[3], fields: [reason(words[1], words[2])] }, () => ({ action: name }));
  }

  assign(alert) {
    const people = [...this.model.alerts.values()].flatMap((one) => [one.assignee, one.acknowledgement.by]);
    const names = [...new Set([this.operator.name, ...people])].filter(Boolean).sort();
    const assignee = {
      name: "assignee", label: "Assignee", value: alert.assignee ?? this.operator.name, list: names, hint: "Empty: nobody.",
    };
    this.act(alert, { heading: "Assign", action: "Assign", fields: [assignee, reason()] }, (values) =>
      (values.assignee ? { action: "assign", assignee: values.assignee } : { action: "unassign" }));
  }

  /** The verdict of a person on whether the alert was right; it may be taken back. */
  judge(alert) {
    const given = alert.verdict?.verdict ?? null;
    const options = [["real", "Real", "it was right"], ["not-a-fault", "No fault", "it was not right"], ["known-work", "Known work", "planned work was the cause"],
      ...(given ? [["no-verdict", "No verdict", "takes the verdict back"]] : [])].map(([value, label, hint]) => ({ value, label, hint }));
    const verdict = { name: "verdict", type: "radio", label: "Was the alert right?", value: given ?? "real", options };
    this.act(alert, { heading: "Was it right", action: "Judge", fields: [verdict, reason()] }, (values) => ({ action: values.verdict }));
  }

  /** A form that sends an action with the version of the alert at the opening of the form. */
  act(alert, { heading, action, fields }, order) {
    let { version } = alert;
    this.form.open({
      title: `${heading}: ${title(this.model, alert)}`, fields, action,
      send: async (values) => {
        const body = { ...order(values), by: this.operator.name, reason: values.reason, version };
        try {
          this.model.takeAlert(await this.operator.send(`alerts/${alert.id}/actions`, body));
        } catch (error) {
          if (!(error instanceof Refusal) || !error.isStale()) throw error;
          const fresh = await this.reload(alert.id, error);
          const quicker = await this.quicker(alert.id, fresh.version - version);
          version = fresh.version;
          throw new Refusal(`${quicker}. Nothing was sent; send again if it still holds.`, 409);
        }
      },
    });
  }

  /** Marks the data of an alert as bad, which is an annotation; its windows follow within two minutes. */
  mark(alert) {
    const { clock } = this.model;
    const now = this.model.now();
    const time = (name, label, millis) => ({ name, label: `${label} (${clock.zone(now)})`, type: "datetime-local", value: clock.field(millis), required: true });
    this.form.open({
      title: `Mark data bad: ${title(this.model, alert)}`, action: "Mark bad",
      intro: "Readings keep their value and fail; windows follow within two minutes. It can be undone.",
      fields: [time("from", "From", Date.parse(alert.openedTime)), time("to", "To", alert.resolvedTime ? Date.parse(alert.resolvedTime) : now - 60000), reason()],
      send: async (values) => {
        const [from, to] = ["from", "to"].map((name) => clock.parseField(values[name]));
        if (!(from < to)) throw new Refusal("Must be later than the start.", 0, {}, "to");
        const datetime = `${new Date(from).toISOString()}/${new Date(to).toISOString()}`;
        await this.operator.send("annotations", { datastream: alert.datastream, datetime, kind: "bad", reason: values.reason, author: this.operator.name });
      },
    });
  }

  /**
   * Acts on several alerts with one reason; tells which of them were not done, and why.
   *
   * @param name acknowledge, assign or silence
   * @param then called after all are done
   */
  startAll(name, alerts, then) {
    const missing = this.operator.missing();
    if (missing) {
      this.operator.ask(`This needs ${missing}.`, () => this.startAll(name, alerts, then));
      return;
    }
    const all = bulkOf(name, this.operator.name, this.model.clock, Date.now());
    let left = alerts;
    this.form.open({
      title: `${all.heading} ${alerts.length} alert${alerts.length === 1 ? "" : "s"}`, action: all.heading, fields: [...all.fields, reason("Why, for all of them", all.reason)], then, intro: all.intro,
      send: async (values) => {
        const failed = [];
        for (const alert of left) {
          const known = this.model.alerts.get(alert.id) ?? alert;
          const { path, body } = all.order(known, values);
          await this.operator.send(path, { ...body, by: this.operator.name, reason: values.reason })
            .then((answer) => (path === "suppressions" ? this.reload(alert.id).catch(() => null) : this.model.takeAlert(answer))).catch((error) => failed.push([alert, error]));
        }
        left = failed.map(([alert]) => alert);
        if (failed.length === 0) return;
        await Promise.all(left.map((alert) => this.reload(alert.id, failed[0][1]).catch(() => null)));
        throw new Refusal(`${failed.length} of ${alerts.length} were not done: ${failed[0][1].message} Send again to try them again.`, failed[0][1].status ?? 0);
      },
    });
  }

  async reload(id, error) {
    const fresh = await this.get(`alerts/${id}`).catch(() => { throw error; });
    this.model.takeAlert(fresh);
    return fresh;
  }

  /** ada was quicker: acknowledged at 12:03 */
  async quicker(id, count) {
    const history = await this.get(`alerts/${id}/history`).catch(() => ({ items: [] }));
    const last = history.items.filter((entry) => entry.kind === "action").slice(-Math.max(1, count));
    if (last.length === 0) return "Somebody was quicker";
    const { clock } = this.model;
    const said = last.map((entry) => `${done(entry)} at ${clock.moment(Date.parse(entry.time), this.model.now())}`);
    return `${[...new Set(last.map((entry) => entry.by))].join(" and ")} was quicker: ${said.join(", ")}`;
  }

  silence(alert) {
    const { ends, length } = lengths(this.model.clock, Date.now());
    this.suppress("silence", alert, [this.target(alert), length, reason()], (values) => ({ to: ends[values.to] }));
  }

  maintenance(alert) {
    const now = Date.now();
    const { clock } = this.model;
    const time = (name, label, rest) => ({ name, label: `${label} (${clock.zone(now)})`, type: "datetime-local", ...rest });
    const fields = [
      this.target(alert), time("from", "From", { hint: "Empty: now." }),
      time("to", "To", { value: clock.field(now + 4 * HOUR), required: true }), reason(),
    ];
    this.suppress("maintenance", alert, fields, (values) =>
      ({ ...(values.from ? { from: clock.parseField(values.from) } : {}), to: clock.parseField(values.to) }));
  }

  /** The scope of a silence: the alert's own scope, its whole thing, or its gateway. */
  target(alert) {
    const [testbed, name, property] = alert.datastream.split("/");
    const thing = this.model.things.get(`${testbed}/${name}`);
    const ofGateway = property === "gateway";
    const choice = (pattern, label) => ({ value: pattern, label, hint: pattern });
    const options = [choice(alert.datastream, `this: ${title(this.model, alert)}`)];
    if (!ofGateway && thing) options.push(choice(`${testbed}/${name}/*`, `everything of ${thing.name}`));
    if (!ofGateway && thing?.gateway) {
      options.push(choice(`${thing.gateway}/gateway`, `its gateway ${thing.gateway.split("/")[1]}, when it is silent`));
    }
    return { name: "pattern", type: "radio", label: "What", value: alert.datastream, options };
  }

  suppress(kind, alert, fields, range) {
    const words = kind === "silence" ? "Silence" : "Maintenance";
    this.form.open({
      title: `${words}: ${title(this.model, alert)}`, action: words === "Silence" ? "Silence" : "Set",
      intro: "Alerts are still raised and listed; nobody is notified.", fields,
      send: async (values) => {
        const times = Object.entries(range(values)).map(([name, millis]) => {
          if (!Number.isFinite(millis)) throw new Refusal("Needs a date and a time.", 0, {}, name);
          return [name, new Date(millis).toISOString()];
        });
        const order = { kind, pattern: values.pattern, ...Object.fromEntries(times), reason: values.reason, by: this.operator.name };
        await this.operator.send("suppressions", order);
        await this.reload(alert.id).catch(() => null); // the stream reports it too
      },
    });
  }

  end(alert) {
    this.form.open({
      title: `End the ${alert.suppression.kind}: ${title(this.model, alert)}`, action: "End it",
      intro: "It may have suppressed other alerts too; people are notified of them again.", fields: [reason()],
      send: async (values) => {
        await this.operator.send(`suppressions/${alert.suppression.id}/end`, { reason: values.reason, by: this.operator.name });
        await this.reload(alert.id).catch(() => null);
      },
    });
  }
}

function reason(label = "Why", value = "") { return { name: "reason", label, value, required: true, rows: 2, hint: "" }; }

/** How long a silence lasts: the field of a form, and the end of each choice in milliseconds. */
function lengths(clock, now) {
  const ends = { hour: now + HOUR, four: now + 4 * HOUR, tomorrow: clock.tomorrowAtSeven(now) };
  const until = (name, label) => ({ value: name, label, hint: `until ${clock.moment(ends[name], now)} ${clock.zone(ends[name])}` });
  const options = [until("hour", "1 hour"), until("four", "4 hours"), until("tomorrow", "Until tomorrow 07:00")];
  return { ends, length: { name: "to", type: "radio", label: "For how long", value: "hour", options } };
}

/** What an action on several alerts asks for, and the request for each of them; without author and reason. */
export function bulkOf(name, operator, clock, now) {
  const action = (body) => (alert, values) => ({ path: `alerts/${alert.id}/actions`, body: { ...body(values), version: alert.version } });
  if (name === "acknowledge") return { heading: "Acknowledge", fields: [], reason: "seen", order: action(() => ({ action: "acknowledge" })) };
  if (name === "assign") {
    const fields = [{ name: "assignee", label: "Assignee", value: operator, hint: "Empty: nobody." }];
    return { heading: "Assign", fields, reason: "", order: action(({ assignee }) => (assignee ? { action: "assign", assignee } : { action: "unassign" })) };
  }
  const { ends, length } = lengths(clock, now);
  return {
    heading: "Silence", fields: [length], reason: "", intro: "Alerts are still raised and listed; nobody is notified.",
    order: (alert, values) => ({ path: "suppressions", body: { kind: "silence", pattern: alert.datastream, to: new Date(ends[values.to]).toISOString() } }),
  };
}
