// The event stream and the state of its connection for the screen.

const SILENCE_MILLIS = 20000;
const BEHIND_MILLIS = 90000;

/** Keeps one stream open. The browser reconnects by itself; if it stops trying, this object reconnects. */
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
    const [state, text] = liveness(this, this.model, Date.now());
    this.set(state, text);
  }

  set(state, text) {
    if (this.badge.dataset.state !== state) this.badge.dataset.state = state;
    if (this.badge.textContent !== text) this.badge.textContent = text;
  }
}

/**
 * The state of the stream for the screen, with its text.
 *
 * @param heard the time of the newest message of the stream, null before the first
 * @param lost the time at which the stream was lost, null while it is open
 * @param now the current time; all three in milliseconds since 1970 UTC
 */
export function liveness({ heard, lost }, { clock, asOf }, now) {
  if (lost !== null || (heard !== null && now - heard > SILENCE_MILLIS)) {
    return ["stale", heard === null ? "no connection" : `stale since ${clock.seconds(lost ?? heard)}`];
  }
  if (heard === null) return ["waiting", "connecting …"];
  if (asOf !== null && now - asOf > BEHIND_MILLIS) return ["behind", `behind: data up to ${clock.moment(asOf, now)}`];
  return ["live", "live"];
}
