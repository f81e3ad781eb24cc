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
    const [state, text] = liveness(this, this.model, Date.now());
    this.set(state, text);
  }

  set(state, text) {
    if (this.badge.dataset.state !== state) this.badge.dataset.state = state;
    if (this.badge.textContent !== text) this.badge.textContent = text;
  }
}

/**
 * What the screen may say about how live it is: a state and its words.
 *
 * @param heard when the stream last said something, null before it did
 * @param lost when it broke off, null while it holds
 * @param now all three in milliseconds since 1970 UTC
 */
export function liveness({ heard, lost }, { clock, asOf }, now) {
  if (lost !== null || (heard !== null && now - heard > SILENCE_MILLIS)) {
    return ["stale", heard === null ? "no connection" : `stale since ${clock.seconds(lost ?? heard)}`];
  }
  if (heard === null) return ["waiting", "connecting …"];
  if (asOf !== null && now - asOf > BEHIND_MILLIS) return ["behind", `behind: data up to ${clock.moment(asOf, now)}`];
  return ["live", "live"];
}
