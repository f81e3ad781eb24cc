// The event stream, and what the screen may say about how live it is.

const SILENCE_MILLIS = 20000;
const BEHIND_MILLIS = 90000;

/** Keeps one stream open; the browser reconnects by itself, and we do when it gives up. */
export class Live {
  constructor(badge, model, take) {
    this.badge = badge;
    this.model = model;
    this.take = take;
    this.heard = null;
    this.lost = null;
    setInterval(() => this.show(), 1000);
  }

  open(testbed) {
    this.testbed = testbed;
    this.source?.close();
    const source = new EventSource(`/api/v1/stream?testbed=${encodeURIComponent(testbed)}`);
    this.source = source;
    for (const name of ["snapshot", "reset", "window", "alert", "handling", "tick"]) {
      source.addEventListener(name, (event) => {
        this.heard = Date.now();
        this.lost = null;
        this.take(name, JSON.parse(event.data));
      });
    }
    source.addEventListener("error", () => {
      this.lost ??= this.heard ?? Date.now();
      if (source.readyState === EventSource.CLOSED && source === this.source) {
        setTimeout(() => source === this.source && this.open(this.testbed), 5000);
      }
    });
  }

  show() {
    const { clock, asOf } = this.model;
    const now = Date.now();
    const silent = this.heard !== null && now - this.heard > SILENCE_MILLIS;
    const behind = asOf !== null && now - asOf > BEHIND_MILLIS;
    if (this.lost !== null || silent) {
      this.set("stale", this.heard === null ? "no connection" : `stale since ${clock.seconds(this.lost ?? this.heard)}`);
    } else if (this.heard === null) {
      this.set("waiting", "connecting …");
    } else if (behind) {
      this.set("behind", `behind: data up to ${clock.moment(asOf, now)}`);
    } else {
      this.set("live", "live");
    }
  }

  set(state, text) {
    if (this.badge.dataset.state !== state) this.badge.dataset.state = state;
    if (this.badge.textContent !== text) this.badge.textContent = text;
  }
}
