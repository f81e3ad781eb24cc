// How complete the data of a thing was on each day: days in weeks, and what they say in words. Pure.

const DAY = 86400000;
/** Least shares of the classes of completeness, from the best one down; the last class has no data. */
const CLASSES = [0.98, 0.75, 0.25, Number.MIN_VALUE];
export const CLASS_WORDS = ["98 % and more", "75 to 98 %", "25 to 75 %", "under 25 %", "none"];

/** The class of a share, 0 for the best; 4 for a day without data; null for a day that is not due. */
export function classOf(share) {
  if (share === null) return null;
  const found = CLASSES.findIndex((least) => share >= least);
  return found < 0 ? CLASSES.length : found;
}

/**
 * The days of a range, the oldest first: date, its place in the grid of weeks from Monday, and the share of the readings that were due. A day
 * before the first one with data is not due.
 *
 * @param windows windows of a day: datastream, localStart with the date, coverage
 * @param datastreams number of datastreams that are due each day
 * @param last the last date, 2026-11-29
 * @param count number of days
 */
export function daysOf(windows, datastreams, last, count) {
  const got = new Map();
  windows.filter((window) => Number.isFinite(window.coverage)).forEach((window) => {
    const date = window.localStart.slice(0, 10);
    got.set(date, (got.get(date) ?? 0) + Math.min(1, window.coverage));
  });
  const first = [...got.keys()].sort()[0] ?? null;
  const start = Date.parse(`${last}T00:00Z`) - (count - 1) * DAY;
  const lead = (new Date(start).getUTCDay() + 6) % 7;
  return Array.from({ length: count }, (_, at) => {
    const date = new Date(start + at * DAY).toISOString().slice(0, 10);
    const due = first !== null && date >= first && datastreams > 0;
    return { date, week: Math.floor((at + lead) / 7), weekday: (at + lead) % 7, share: due ? Math.min(1, (got.get(date) ?? 0) / datastreams) : null };
  });
}

/** 96.2 % complete over 30 days; 2 days without data. */
export function daysInWords(days) {
  const due = days.filter((day) => day.share !== null);
  if (due.length === 0) return "No whole day has data yet.";
  const share = due.reduce((sum, day) => sum + day.share, 0) / due.length;
  const empty = due.filter((day) => day.share === 0).length;
  const tail = empty === 0 ? "" : `; ${empty} day${empty === 1 ? "" : "s"} without data`;
  return `${percent(share)} complete over ${due.length} day${due.length === 1 ? "" : "s"}${tail}`;
}

/** A share in percent with one decimal; never 100 or 0 unless it is that. */
export function percent(share) {
  if (share === null || !Number.isFinite(share)) return "–";
  const shown = share >= 1 ? 100 : share <= 0 ? 0 : Math.min(99.9, Math.max(0.1, 100 * share));
  return `${Number.isInteger(shown) ? shown : shown.toFixed(1)} %`;
}
