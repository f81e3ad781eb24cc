// Windows as points of a chart: the window size for a range, gaps in the line, marks on the time axis.

const MINUTE = 60000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const SIZES = [
  { name: "PT1M", millis: MINUTE, words: "1-minute", short: "1 min" },
  { name: "PT15M", millis: 15 * MINUTE, words: "15-minute", short: "15 min" },
  { name: "PT1H", millis: HOUR, words: "1-hour", short: "1 h" },
  { name: "P1D", millis: DAY, words: "1-day", short: "1 day" },
];
/** The available ranges, in milliseconds. */
export const RANGES = { PT1H: HOUR, PT3H: 3 * HOUR, PT6H: 6 * HOUR, PT24H: DAY, P7D: 7 * DAY, P30D: 30 * DAY };
/** More points than this cannot be distinguished on a screen. */
const MOST_POINTS = 1500;
const STEPS = [5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440, 2880, 7200, 14400].map((minutes) => minutes * MINUTE);

/** The shortest windows that are not too many and have a reading each; a sensor is stale after three intervals. */
export function sizeFor(range, staleAfterSeconds) {
  const interval = (staleAfterSeconds * 1000) / 3;
  return SIZES.find((size) => RANGES[range] / size.millis <= MOST_POINTS && interval <= size.millis) ?? SIZES.at(-1);
}

/** Points in the middle of their windows, in order; missing windows give one point that breaks the line. */
export function pointsOf(windows, from, sizeMillis) {
  const starts = [...windows.keys()].filter((start) => start >= from).sort((a, b) => a - b);
  const points = [];
  let previous = null;
  for (const start of starts) {
    if (previous !== null && start - previous > sizeMillis) points.push({ x: previous + sizeMillis, gap: true });
    points.push({ x: start + sizeMillis / 2, window: windows.get(start) });
    previous = start;
  }
  return points;
}

/** Marks at times that are round on the clock, few enough for their labels to fit into the width in pixels. */
export function ticksOf({ min, max, width }, range, clock) {
  if (!(min <= max)) return [];
  const wanted = (max - min) / Math.max(2, Math.floor(width / (RANGES[range] > DAY ? 120 : 90)));
  const step = STEPS.find((candidate) => candidate >= wanted) ?? STEPS.at(-1);
  const ticks = [];
  for (let wall = Math.ceil(clock.wall(min) / step) * step; clock.instant(wall) <= max; wall += step) {
    const value = clock.instant(wall);
    if (value >= min && value > (ticks.at(-1)?.value ?? -Infinity)) ticks.push({ value }); // a skipped hour has no mark
  }
  return ticks;
}

/** The aggregate of a window that is drawn: the increase of a total, the last state, else the mean. */
export function drawn(window) {
  const name = ["mean", "increase", "last"].find((one) => window[one] !== undefined);
  return { name, value: window[name] ?? null };
}
