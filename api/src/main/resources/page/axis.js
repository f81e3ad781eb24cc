// Round marks on the axis of time, from minutes to years, by the clock of a city. Pictures of the API have the same ones. Pure.

const MINUTE = 60000;
const DAY = 1440 * MINUTE;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720].map((minutes) => minutes * MINUTE);
const DAYS = [1, 2, 7, 14];
const MONTHS = [1, 2, 3, 6, 12];
/** A label needs so many pixels; that of a month fewer. */
const ROOM = 74;
const MONTH_ROOM = 50;

const NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function dateOf(wall) { return `${wall.getUTCDate()} ${NAMES[wall.getUTCMonth()]}`; }

/** Marks between two times: where, and what stands there; a mark at midnight names its day, one of January its year. */
export function timeMarks(min, max, width, clock) {
  if (!(min < max)) return [];
  const wanted = (max - min) / Math.max(2, Math.floor(width / ROOM));
  const step = STEPS.find((one) => one >= wanted);
  if (step) return wallMarks(min, max, step, clock);
  const days = DAYS.find((one) => one * DAY >= wanted);
  if (days) return wallMarks(min, max, days * DAY, clock, days === 7 || days === 14 ? 4 * DAY : 0);
  const months = (max - min) / Math.max(2, Math.floor(width / MONTH_ROOM)) / (30 * DAY);
  return monthMarks(min, max, MONTHS.find((one) => one >= months) ?? 12 * Math.ceil(months / 12), clock);
}

/** Marks at multiples of a step on the clock; weeks begin on Monday, which the shift says. */
function wallMarks(min, max, step, clock, shift = 0) {
  const marks = [];
  for (let wall = Math.ceil((clock.wall(min) - shift) / step) * step + shift; clock.instant(wall) <= max; wall += step) {
    const value = clock.instant(wall);
    if (value < min || value <= (marks.at(-1)?.value ?? -Infinity)) continue; // a skipped hour has no mark
    marks.push({ value, words: wall % DAY === 0 ? dateOf(new Date(wall)) : clock.minutes(value) });
  }
  return marks;
}

function monthMarks(min, max, months, clock) {
  const marks = [];
  const first = new Date(clock.wall(min));
  for (let month = first.getUTCFullYear() * 12 + first.getUTCMonth(); ; month++) {
    if (month % months !== 0) continue;
    const wall = Date.UTC(Math.floor(month / 12), month % 12);
    const value = clock.instant(wall);
    if (value > max) return marks;
    if (value >= min) marks.push({ value, words: month % 12 === 0 ? String(month / 12) : NAMES[month % 12] });
  }
}
