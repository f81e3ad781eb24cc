// What the screen knows. One object, changed by the stream, read by the views.

/** The datastream of the alert that no data comes in; Metrobed's own parts have alerts but no values. */
const INGEST = "metrobed/pipeline/ingest";

/** Whether an alert is about a part of Metrobed itself. */
export function isOfPipeline(alert) { return alert.datastream.startsWith("metrobed/pipeline/"); }

/** State of the screen; calls its listener after each change, at most once a frame. */
export class Model {
  constructor() {
    this.things = new Map();
    this.values = new Map();
    this.alerts = new Map();
    this.asOf = null;
    this.asOfHeard = 0;
    this.selected = null;
    this.listeners = [];
    this.pending = false;
  }

  onChange(listener) { this.listeners.push(listener); }

  changed() {
    if (this.pending) return;
    this.pending = true;
    requestAnimationFrame(() => {
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
      this.asOfHeard = performance.now();
    }
    this.changed();
  }

  /** Log time now: what was last heard, run on by this machine's clock. */
  now() { return this.asOf === null ? Date.now() : this.asOf + (performance.now() - this.asOfHeard); }

  setLatest(items) {
    this.values = new Map(items.map((item) => [item.datastream, item]));
    this.changed();
  }

  /** Takes the last reading of a closed window where it is newer than what is shown. */
  takeWindow(window) {
    const value = this.values.get(window.datastream);
    if (!value || window.last === null) return;
    if (value.phenomenonTime && Date.parse(value.phenomenonTime) >= Date.parse(window.lastTime)) return;
    Object.assign(value, {
      result: window.last, phenomenonTime: window.lastTime, receivedTime: window.recordedTime, flag: 1,
    });
    this.changed();
  }

  setAlerts(items) {
    this.alerts = new Map(items.map((alert) => [alert.id, alert]));
    this.changed();
  }

  takeAlert(alert) {
    const known = this.alerts.get(alert.id);
    if (known && known.sequence > alert.sequence) return;
    this.alerts.set(alert.id, alert);
    this.changed();
  }

  listAlerts() {
    const rank = (alert) => (alert.state === "open" ? 0 : 1);
    return [...this.alerts.values()].sort((a, b) =>
      rank(a) - rank(b) || Date.parse(b.openedTime) - Date.parse(a.openedTime) || a.id.localeCompare(b.id));
  }

  /** Since when no data has come in at all, milliseconds since 1970 UTC; null while it comes. */
  silentSince() {
    const open = [...this.alerts.values()].find((alert) => alert.state === "open" && alert.datastream === INGEST);
    return open ? Date.parse(open.openedTime) : null;
  }

  select(datastream) {
    if (this.selected === datastream) return;
    this.selected = datastream;
    this.changed();
  }

  /** normal, suspect, alert, stale or withheld. */
  stateOf(value) {
    if (value.state === "withheld") return "withheld";
    for (const alert of this.alerts.values()) {
      if (alert.state === "open" && alert.datastream === value.datastream) return "alert";
    }
    if (this.isStale(value)) return "stale";
    return value.flag === 3 || value.flag === 4 ? "suspect" : "normal";
  }

  isStale(value) {
    if (!value.receivedTime) return true;
    return (this.now() - Date.parse(value.receivedTime)) / 1000 > value.staleAfterSeconds;
  }

  /** The worst state of a thing's values. */
  stateOfThing(id) {
    const states = [...this.values.values()].filter((value) => value.thing === id).map((value) => this.stateOf(value));
    for (const state of ["alert", "suspect", "normal"]) {
      if (states.includes(state)) return state;
    }
    return "stale";
  }
}
