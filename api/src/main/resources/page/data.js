// What the views read of the API: courses with what was flagged and expected, the ground, datastreams. Answers are kept for a while.

import { courseOf } from "./course.js";
import { readAll } from "./pages.js";
import { RANGES, sizeFor } from "./series.js";

const KEPT_MILLIS = 30000;
const MOST_FLAGGED = 2000;
const MOST_KEPT = 2000;
const QUARTER = 900000;
/** A sensor is stale after three intervals; of 15 minutes here. */
const COARSE_SECONDS = 2700;

export class Data {
  /** @param get reads a resource of the API */
  constructor(get) {
    this.get = get;
    this.kept = new Map();
    this.keysOf = new Map();
    this.datastreams = new Map();
  }

  async loadDatastreams(testbed) {
    const answer = await readAll(this.get, "datastreams", { testbed, limit: 10000 });
    this.datastreams = new Map(answer.items.map((one) => [one.id, one]));
  }

  /** An answer that is asked for at most once in half a minute, or in another time; a failed one is asked for again. */
  keep(key, load, millis = KEPT_MILLIS) {
    const known = this.kept.get(key);
    if (known && performance.now() - known.at < millis) return known.answer;
    if (this.kept.size > MOST_KEPT) this.forget();
    const answer = load();
    this.kept.set(key, { at: performance.now(), answer });
    answer.catch(() => this.kept.delete(key));
    return answer;
  }

  /** Forgets all answers, so that the next question is asked again. */
  forget() {
    this.kept.clear();
    this.keysOf.clear();
  }

  /** Forgets the courses of a datastream, of which there is something new. */
  renew(datastream) {
    this.keysOf.get(datastream)?.forEach((key) => this.kept.delete(key));
    this.keysOf.delete(datastream);
  }

  ground(testbed) {
    return fetch(`/api/v1/testbeds/${encodeURIComponent(testbed)}/ground`).then((response) => response.json())
      .then((ground) => (ground.features?.length > 0 ? ground : null)).catch(() => null);
  }

  /**
   * The course of a datastream.
   *
   * @param value its current value
   * @param range a name of RANGES
   * @param at the end, milliseconds
   * @param coarse windows of 15 minutes at least, for a small chart of a day
   */
  course(value, range, at, coarse = false) {
    const minute = Math.ceil(at / 60000) * 60000;
    const key = `${value.datastream} ${range} ${minute} ${coarse}`;
    this.keysOf.set(value.datastream, (this.keysOf.get(value.datastream) ?? new Set()).add(key));
    return this.keep(key, () => this.load(value, range, minute, coarse));
  }

  async load(value, range, end, coarse) {
    const { datastream } = value;
    const from = end - RANGES[range];
    const size = sizeFor(range, coarse ? Math.max(value.staleAfterSeconds, COARSE_SECONDS) : value.staleAfterSeconds);
    const datetime = `${new Date(from).toISOString()}/${new Date(end).toISOString()}`;
    const short = RANGES[range] <= RANGES.PT24H;
    const [windows, flagged, expected] = await Promise.all([
      this.get("windows", { datastream, window: size.name, datetime, limit: 2000 }),
      short ? this.get("observations", { datastream, datetime, qc: "suspect,fail", order: "desc", limit: MOST_FLAGGED }) : { items: [] },
      this.expected(datastream, range, end).catch(() => ({ items: [] })),
    ]);
    return courseOf({ windows: windows.items, sizeMillis: size.millis, flagged, expected: expected.items, from, end });
  }

  /** What was expected: of each reading before, so it is asked for only each quarter of an hour; it reaches an hour ahead. */
  expected(datastream, range, end) {
    const to = Math.ceil(end / QUARTER) * QUARTER;
    const datetime = `${new Date(to - RANGES[range] - QUARTER).toISOString()}/${new Date(to).toISOString()}`;
    return this.keep(`expected ${datastream} ${range} ${to}`, () => this.get(`datastreams/${datastream}/expected`, { datetime }), QUARTER);
  }

  /** Windows of 15 minutes of all places of a property over a day, for the slider and the map of an earlier time. */
  day(testbed, property, at) {
    const end = Math.ceil(at / 900000) * 900000;
    const datetime = `${new Date(end - RANGES.PT24H).toISOString()}/${new Date(end).toISOString()}`;
    return this.keep(`day ${testbed} ${property} ${end}`, async () => {
      const answer = await readAll(this.get, "windows", { testbed, property, window: "PT15M", datetime, limit: 10000 });
      return { from: end - RANGES.PT24H, end, windows: answer.items };
    });
  }
}
