// Formats numbers, units and times for people.

const UNITS = {
  "1": "", Cel: "°C", "[degF]": "°F", deg: "°", "[ppb]": "ppb", "[ppm]": "ppm", "[ppth]": "‰", "[in_i]": "in", "[ft_i]": "ft", "[mi_i]/h": "mph", "[kn_i]": "kn",
  "[pH]": "pH", "u[m]/m": "µm/m", Ohm: "Ω", "m[H2O]": "m H₂O",
};
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A UCUM unit as people write it; empty for a plain number and a count. Messages of alerts write units alike. */
export function unit(ucum) {
  if (!ucum || /^\{[^}]*\}$/.test(ucum)) return "";
  if (Object.hasOwn(UNITS, ucum)) return UNITS[ucum];
  return ucum.replace(/[[\]]/g, "").split(/(\{[^}]*\})/).map((part) => (part.startsWith("{") ? part.slice(1, -1) : symbols(part))).join("");
}

/** Powers are raised, u before a letter is micro, a point is a product. */
function symbols(text) {
  return text.replace(/(?<=\p{L})-?\d+/gu, (power) => [...power].map((digit) => (digit === "-" ? "⁻" : RAISED[digit])).join(""))
    .replace(/(^|[/.])u(?=\p{L})/gu, "$1µ").replaceAll(".", "·");
}

const NUMBERS = [0, 3, 4, 5, 6].map((digits) => new Intl.NumberFormat("en", digits === 0 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: digits }));

/** A number with three digits, whole from 100 on, thousands with commas, a power of ten from 10¹² on and below 10⁻⁶; a missing number is an en dash. Messages write numbers alike. */
export function number(value) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size >= 1e12 || (size < 1e-6 && size > 0)) return Number(value.toPrecision(3)).toExponential().replace("+", "");
  return NUMBERS[size >= 100 ? 0 : 1].format(value || 0); // no minus before zero
}

/** A number beside another one, such as a value beside its limit: with as many digits as show that they differ, at most six. */
export function numberBeside(value, other) {
  if (number(value) !== number(other) || value === other || !Number.isFinite(value) || !Number.isFinite(other)) return number(value);
  const format = NUMBERS.slice(2).find((one) => one.format(value) !== one.format(other)) ?? NUMBERS.at(-1);
  return format.format(value);
}

/** A number with its unit, with enough digits beside another number if one is given; no line breaks between them. */
export function quantity(value, ucum, other = null) {
  const written = unit(ucum);
  const shown = other === null ? number(value) : numberBeside(value, other);
  return written ? `${shown}\u00a0${written}` : shown;
}

/** The seconds of a duration of ISO 8601 in hours, minutes and seconds: PT1H30M; 0 of another text. */
export function secondsOf(text) {
  const [, hours = 0, minutes = 0, seconds = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/.exec(text ?? "") ?? [];
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** A duration in seconds, in its largest unit. */
export function age(seconds) {
  if (seconds === null || !Number.isFinite(seconds)) return "";
  if (seconds < 0) return "0 s";
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172800) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86400)} d`;
}

/** Formats times in a time zone. */
export class Clock {
  constructor(zone) {
    const options = { timeZone: zone, hourCycle: "h23" };
    this.name = zone;
    this.hours = new Intl.DateTimeFormat("en-GB", { ...options, hour: "2-digit", minute: "2-digit" });
    this.full = new Intl.DateTimeFormat("en-GB", { ...options, hour: "2-digit", minute: "2-digit", second: "2-digit" });
    this.dated = new Intl.DateTimeFormat("en-GB", { ...options, day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
    this.days = new Intl.DateTimeFormat("en-GB", { ...options, dateStyle: "medium" });
    this.weekdays = new Intl.DateTimeFormat("en-GB", { ...options, weekday: "short", day: "numeric", month: "short" });
    this.longdays = new Intl.DateTimeFormat("en-GB", { ...options, weekday: "long", day: "numeric", month: "long" });
    this.fields = new Intl.DateTimeFormat("sv-SE", {
      ...options, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
    });
    this.zones = new Intl.DateTimeFormat("en-GB", { ...options, timeZoneName: "short" });
  }

  /** The short name of the zone at a time; it is different in summer time. */
  zone(millis) { return this.zones.formatToParts(millis).find((part) => part.type === "timeZoneName").value; }

  /** 14:03 */
  minutes(millis) { return this.hours.format(millis); }

  /** 14:03:20 */
  seconds(millis) { return this.full.format(millis); }

  /** 1 May, 14:03 */
  date(millis) { return this.dated.format(millis); }

  /** Fri 1 May; with long names Friday 1 May. */
  day(millis, long = false) { return (long ? this.longdays : this.weekdays).format(millis).replace(",", ""); }

  /** Friday. */
  weekday(millis) { return this.longdays.formatToParts(millis).find((part) => part.type === "weekday").value; }

  /** 14:03, or 1 May, 14:03 if it is not on the day of {@code now}. */
  moment(millis, now) {
    return this.days.format(millis) === this.days.format(now) ? this.minutes(millis) : this.dated.format(millis);
  }

  /** 2026-05-01T14:03, the format of an input field for date and time. */
  field(millis) { return this.fields.format(millis).replace(" ", "T"); }

  /** The value of such a field in milliseconds since 1970 UTC; NaN if it is empty. */
  parseField(text) {
    const wall = Date.parse(`${text}Z`);
    return Number.isFinite(wall) ? this.instant(wall) : NaN;
  }

  /** What the clock shows at a time, as if it were UTC; both in milliseconds since 1970. */
  wall(millis) { return millis + Date.parse(`${this.field(millis)}Z`) - Math.floor(millis / 60000) * 60000; }

  /** The time at which the clock shows {@code wall}. */
  instant(wall) {
    const offset = (millis) => this.wall(millis) - millis;
    return wall - offset(wall - offset(wall));
  }

  /** 7 o'clock on the day after the day of {@code now}. */
  tomorrowAtSeven(now) {
    const next = new Date(Date.parse(`${this.field(now).slice(0, 10)}T00:00Z`) + 86400000);
    return this.parseField(`${next.toISOString().slice(0, 10)}T07:00`);
  }
}
