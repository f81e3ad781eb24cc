// The state of the screen: one object that the stream changes and the views read.

/** The datastream of the ingest alert (no data arrives); Metrobed's own parts have alerts but no values. */
const INGEST = "metrobed/pipeline/ingest";

/** The fields that people's actions change; the condition of an alert comes only from the log. */
const HANDLING = ["version", "acknowledgement", "assignee", "approval", "verdict"];
const UNTOUCHED = {
  version: 0, acknowledgement: { state: "none", by: null, at: null, reason: null }, assignee: null, approval: null, verdict: null,
  suppression: null, parent: null, origin: "unknown", members: 0,
};
const SEVERITIES = ["info", "warning", "critical"];
const DAY_MILLIS = 86400000;

/** Stages of a primary alert, in the order of the list. */
export const STAGE = { NEEDED: 0, ACKNOWLEDGED: 1, SUPPRESSED: 2, RESOLVED: 3 };

/** When the interval of a value ended, in milliseconds; of an instant, its time. */
export function observedUntil(value) { return Date.parse(value.phenomenonEnd ?? value.phenomenonTime); }

/** Whether an alert is about a part of Metrobed itself. */
export function isOfPipeline(alert) { return alert.datastream.startsWith("metrobed/pipeline/"); }

/** Whether an alert is about a gateway, the network of gateways, a whole thing or a part of Metrobed, so that there are no values to show. */
export function isOfNoValue(alert) {
  return isOfPipeline(alert) || ["gateway", "network", "thing"].includes(alert.datastream.split("/")[2]);
}

/** State of the screen; calls its listener after changes, at most once for each frame. */
export class Model {
  /**
   * @param schedule calls a function once, before the next frame
   * @param wall returns milliseconds since 1970 UTC
   * @param elapsed returns milliseconds of a clock that never goes back
   */
  constructor(schedule = (run) => requestAnimationFrame(run), wall = () => Date.now(), elapsed = () => performance.now()) {
    Object.assign(this, { schedule, wall, elapsed });
    this.things = new Map();
    this.values = new Map();
    this.alerts = new Map();
    this.asOf = null;
    this.asOfHeard = 0;
    this.selected = null;
    this.selectedAlert = null;
    this.alertChanges = 0;
    this.listeners = [];
    this.pending = false;
  }

  onChange(listener) { this.listeners.push(listener); }

  changed() {
    if (this.pending) return;
    this.pending = true;
    this.schedule(() => {
      this.pending = false;
      this.listeners.forEach((listener) => listener(this));
    });
  }

  setThings(things) {
    this.things = new Map(things.map((thing) => [thing.id, thing]));
    this.changed();
  }

  setAsOf(text) {
    const millis = Date.parse(text);
    if (Number.isFinite(millis)) {
      this.asOf = millis;
      this.asOfHeard = this.elapsed();
    }
    this.changed();
  }

  /** The current log time: the newest received log time, advanced by this machine's clock. */
  now() { return this.asOf === null ? this.wall() : this.asOf + (this.elapsed() - this.asOfHeard); }

  setLatest(items) {
    this.values = new Map(items.map((item) => [item.datastream, item]));
    this.changed();
  }

  /** Applies the last reading of a closed window if it is newer than the shown value. */
  takeWindow(window) {
    const value = this.values.get(window.datastream);
    if (!value || window.last === null) return;
    if (value.phenomenonTime && Date.parse(value.phenomenonTime) >= Date.parse(window.lastTime)) return;
    const spanMillis = value.phenomenonEnd ? Date.parse(value.phenomenonEnd) - Date.parse(value.phenomenonTime) : 0;
    Object.assign(value, {
      phenomenonEnd: spanMillis > 0 ? new Date(Date.parse(window.lastTime) + spanMillis).toISOString() : null,
      result: window.last, phenomenonTime: window.lastTime, receivedTime: window.recordedTime, flag: 1,
    });
    this.changed();
  }

  setAlerts(items) {
    this.alerts = new Map();
    items.forEach((alert) => this.takeAlert(alert));
    this.alertsChanged();
  }

  alertsChanged() {
    this.alertChanges++;
    this.tree = null;
    this.changed();
  }

  /** Merges an alert, or an event of its condition (without people's actions); the newer of each part is kept. */
  takeAlert(alert) {
    const known = this.alerts.get(alert.id);
    if (alert.state === "pending" || alert.state === "withdrawn") {
      if (known && known.sequence <= alert.sequence && this.alerts.delete(alert.id)) this.alertsChanged();
      return;
    }
    const merged = { ...UNTOUCHED, ...known };
    const newer = !known || alert.sequence >= known.sequence;
    const touched = "version" in alert && alert.version >= merged.version;
    for (const [field, value] of Object.entries(alert)) {
      if (HANDLING.includes(field) ? touched : newer || field === "suppression") merged[field] = value;
    }
    this.alerts.set(alert.id, merged);
    this.alertsChanged();
  }

  /** Applies people's actions to an alert in the model. */
  takeHandling(handling) {
    const known = this.alerts.get(handling.id);
    if (known) this.takeAlert({ ...handling, sequence: known.sequence });
  }

  /** Removes alerts that were resolved more than a day ago. */
  prune() {
    const since = this.now() - DAY_MILLIS;
    const old = [...this.alerts.values()].filter((alert) =>
      alert.state === "resolved" && Date.parse(alert.resolvedTime) < since && alert.id !== this.selectedAlert);
    old.forEach((alert) => this.alerts.delete(alert.id));
    if (old.length > 0) this.alertsChanged();
  }

  /** The topmost known parent of an alert; the alert itself if it has no known parent or its parents form a cycle. */
  rootOf(alert) {
    const passed = new Set([alert.id]);
    let root = alert;
    while (this.alerts.has(root.parent)) {
      root = this.alerts.get(root.parent);
      if (passed.has(root.id)) return alert;
      passed.add(root.id);
    }
    return root;
  }

  /** The primary alerts in the order of the list, and the child alerts of each, open ones first. */
  arranged() {
    if (this.tree) return this.tree;
    const members = new Map();
    const calls = [];
    for (const alert of this.alerts.values()) {
      const root = this.rootOf(alert);
      if (root !== alert) members.set(root.id, [...(members.get(root.id) ?? []), alert]);
      else if (!alert.parent || alert.state === "open") calls.push(alert);
    }
    this.tree = { calls, members };
    members.forEach((own) => own.sort(byStage(this)));
    calls.sort(byStage(this));
    return this.tree;
  }

  listCalls() { return this.arranged().calls; }

  membersOf(id) { return this.arranged().members.get(id) ?? []; }

  /** The number of child alerts: the API's count, or the number in the model if that is larger. */
  countMembers(alert) { return Math.max(alert.members ?? 0, this.membersOf(alert.id).length); }

  /** The stage of a primary alert. */
  stageOf(alert) {
    if (alert.state !== "open") {
      return this.membersOf(alert.id).some((member) => member.state === "open") ? STAGE.SUPPRESSED : STAGE.RESOLVED;
    }
    if (alert.suppression || alert.parent) return STAGE.SUPPRESSED;
    return alert.acknowledgement.state === "acknowledged" ? STAGE.ACKNOWLEDGED : STAGE.NEEDED;
  }

  /** The number of primary alerts at a stage. */
  count(stage) { return this.listCalls().filter((alert) => this.stageOf(alert) === stage).length; }

  /** The time since when no data arrives at all, milliseconds since 1970 UTC; null while data arrives. */
  silentSince() {
    const open = [...this.alerts.values()].find((alert) => alert.state === "open" && alert.datastream === INGEST);
    return open ? Date.parse(open.openedTime) : null;
  }

  /** Selects a datastream; an alert of another datastream is deselected. */
  select(datastream) {
    const alert = this.alerts.get(this.selectedAlert);
    if (alert && alert.datastream !== datastream) this.selectedAlert = null;
    this.selected = datastream;
    this.changed();
  }

  /** Selects an alert, and its datastream if it has values; null deselects the alert. */
  selectAlert(id) {
    this.selectedAlert = id;
    const alert = this.alerts.get(id);
    if (alert && this.values.has(alert.datastream)) this.selected = alert.datastream;
    this.changed();
  }

  /** normal, suspect, alert, stale or withheld. */
  stateOf(value) {
    if (value.state === "withheld") return "withheld";
    if (this.hasOpenAlert(value.datastream)) return "alert";
    if (this.isStale(value)) return "stale";
    return value.flag === 3 || value.flag === 4 ? "suspect" : "normal";
  }

  hasOpenAlert(datastream) {
    if (this.openOf !== this.alertChanges) {
      this.openOf = this.alertChanges;
      this.open = new Set([...this.alerts.values()].filter((alert) => alert.state === "open").map((alert) => alert.datastream));
    }
    return this.open.has(datastream);
  }

  isStale(value) {
    if (!value.phenomenonTime) return true;
    return (this.now() - observedUntil(value)) / 1000 > value.staleAfterSeconds;
  }
}

/** Orders by stage, then by severity for alerts that need attention, then the newest first. */
function byStage(model) {
  const time = (alert) => Date.parse(alert.state === "open" ? alert.openedTime : alert.resolvedTime);
  return (a, b) => {
    const stage = model.stageOf(a);
    const weight = stage <= STAGE.ACKNOWLEDGED ? SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) : 0;
    return stage - model.stageOf(b) || weight || time(b) - time(a) || a.id.localeCompare(b.id);
  };
}
