// The state of the screen in its address: each view, place, time and filter is a link.

export const VIEWS = ["now", "alerts", "alert", "thing", "explore", "system", "day", "city"];
const NAMES = ["bed", "series", "layer", "at", "range", "filter", "wall"];
/** The question of the view Explore, in the words of the API, and what only the page knows: the period to compare with, and what is shown. */
export const ASKED = ["datastream", "datetime", "window", "agg", "tz", "qc", "against", "show"];
/** Values that an address leaves out. */
const USUAL = { range: "PT6H", filter: "" };

/** The state that an address names. Unknown parameters and views are left out; a fragment of older links is understood. */
export function parseAddress({ pathname = "/", search = "", hash = "" }) {
  const query = new URLSearchParams(search);
  const state = { view: "now", alert: null, day: null, thing: null, ...Object.fromEntries([...NAMES, ...ASKED].map((name) => [name, query.get(name) ?? USUAL[name] ?? null])) };
  const [, first, second, third] = pathname.split("/");
  const old = /^#alert\/([^/]+)$/.exec(hash);
  if (first === "alert" && second) return { ...state, view: "alert", alert: decode(second) };
  if (old) return { ...state, view: "alert", alert: decode(old[1]) };
  if (first === "thing" && second && third) return { ...state, view: "thing", thing: `${decode(second)}/${decode(third)}` };
  if (VIEWS.includes(first) && first !== "alert" && first !== "thing") state.view = first;
  if (first === "day" && second) state.day = decode(second);
  const series = decode(hash.slice(1));
  if (/^[^/=]+\/[^/=]+\/[^/=]+$/.test(series)) state.series = series;
  return state;
}

function pathOf({ view, alert, day, thing }) {
  if (view === "alert") return `/alert/${encodeURIComponent(alert)}`;
  if (view === "thing") return `/thing/${thing.split("/").map(encodeURIComponent).join("/")}`;
  if (view === "day" && day) return `/day/${encodeURIComponent(day)}`;
  return view === "now" ? "/" : `/${view}`;
}

/** The address of a state: path and query. */
export function formatAddress(state) {
  const path = pathOf(state);
  const query = new URLSearchParams();
  [...(state.view === "explore" ? ["bed", ...ASKED] : NAMES)].forEach((name) => {
    if (state[name] && state[name] !== USUAL[name]) query.set(name, state[name]);
  });
  const text = query.toString().replaceAll("%2F", "/").replaceAll("%3A", ":").replaceAll("%2C", ",");
  return text ? `${path}?${text}` : path;
}

/** Decodes a part of an address; returns it unchanged if its encoding is invalid. */
export function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Holds the state, writes it into the address and tells listeners; the browser's back button goes to the state before. */
export class Address {
  constructor(window = globalThis) {
    this.window = window;
    this.listeners = [];
    this.state = parseAddress(window.location);
    window.addEventListener("popstate", () => this.take(parseAddress(this.window.location)));
    window.addEventListener("hashchange", () => this.take(parseAddress(this.window.location)));
  }

  onChange(listener) { this.listeners.push(listener); }

  /** Goes to another view or alert, which the back button undoes. */
  go(changes) { this.set(changes, "pushState"); }

  /** Changes what the view shows; the back button skips it. */
  turn(changes) { this.set(changes, "replaceState"); }

  set(changes, how) {
    const next = { ...this.state, ...changes };
    if (formatAddress(next) === formatAddress(this.state)) return;
    this.window.history[how](null, "", formatAddress(next));
    this.take(next);
  }

  take(next) {
    const before = this.state;
    this.state = next;
    this.listeners.forEach((listener) => listener(next, before));
  }
}
