// Formats numbers, units and times for people.

const UNITS = {
  "ug/m3": "µg/m³", "mg/m3": "mg/m³", "[ppb]": "ppb", "[ppm]": "ppm", "[ppth]": "‰", "Cel": "°C", "[degF]": "°F", "K": "K",
  "um/m": "µm/m", "u[m]/m": "µm/m", "deg": "°", "[in_i]": "in", "[ft_i]": "ft", "[mi_i]/h": "mph", "1": "", "{count}": "", "{index}": "",
  "m/s2": "m/s²", "m3/s": "m³/s",
};

/** A UCUM unit as people write it. */
export function unit(ucum) {
  if (!ucum) return "";
  if (Object.hasOwn(UNITS, ucum)) return UNITS[ucum];
  return ucum.replace(/[{}]/g, "").replace(/\[|\]/g, "");
}

const NUMBER = new Intl.NumberFormat("en", { maximumSignificantDigits: 4, useGrouping: true });

/** A number with four digits; a missing number is an en dash. */
export function number(value) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  return Math.abs(value) >= 10000 ? Math.round(value).toLocaleString("en") : NUMBER.format(value || 0); // no minus before zero
}

/** A number with its unit. */
export function quantity(value, ucum) {
  const written = unit(ucum);
  return written ? `${number(value)} ${written}` : number(value);
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
    this.hours = new Intl.DateTimeFormat("en-GB", { ...options, hour: "2-digit", minute: "2-digit" });
    this.full = new Intl.DateTimeFormat("en-GB", { ...options, hour: "2-digit", minute: "2-digit", second: "2-digit" });
    this.dated = new Intl.DateTimeFormat("en-GB", { ...options, day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
    this.days = new Intl.DateTimeFormat("en-GB", { ...options, dateStyle: "medium" });
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
