// An alert in sentences: what, where, how much, since when, who else sees it, and what to do.

import { age, number, numberBeside, quantity } from "./format.js";
import { shortName } from "./layers.js";
import { isOfNoValue, isOfPipeline } from "./model.js";
import { expected, isKnown } from "./words.js";

/** The place that a name ends with; a name such as University of Arts is not the place Arts. Messages say places alike. */
const PLACE = /(?:^|\s)((?:at|in|on) .+|of \p{Ll}.*)$/u;
const EQUIPMENT = ["silence", "clock", "repeats", "stuck", "volatility", "quality"];

/** Whether an alert is about equipment rather than about the city. */
export function isEquipment(alert) {
  return isOfNoValue(alert) || alert.origin === "sensor" || EQUIPMENT.includes(alert.cause);
}

/** at the ferry landing: the place in the name of a thing; at and the whole name if it names none. */
export function placeOf(thing) {
  const name = thing?.name ?? "";
  return PLACE.exec(name)?.[1] ?? (name && `at ${name}`);
}

/** The name of a place without its preposition, first letter large: The ferry landing. */
export function shortPlace(thing) {
  const found = PLACE.exec(thing.name ?? "")?.[1];
  const words = found ? found.replace(/^(?:at|in|on|of) (?:the )?/, "") : thing.place?.split(",")[0] || thing.name;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** PM2.5 at the ferry landing. */
export function headline(model, alert) {
  const [testbed, name, property] = alert.datastream.split("/");
  const thing = model.things.get(`${testbed}/${name}`);
  if (isOfPipeline(alert)) return alert.name ?? "Metrobed";
  if (property === "gateway") return `Gateway ${thing?.name ?? name} is silent`;
  if (property === "network") return "The network of gateways is silent";
  if (property === "thing") return `${thing?.name ?? alert.name ?? name} is silent`;
  const measured = model.values.get(alert.datastream);
  return `${shortName(property, measured?.name ?? alert.name)} ${placeOf(thing) || `at ${name}`}`;
}

/** The rule of the catalog that raised an alert; undefined for anomaly detection. */
export function ruleOf(alert, datastream) {
  return datastream?.thresholds?.find((rule) => rule.name === alert.detector);
}

/** PM2.5 at the ferry landing is 78 µg/m³, above the limit of 55. */
export function statement(model, alert, datastream) {
  const what = headline(model, alert);
  const rule = ruleOf(alert, datastream);
  const was = alert.state === "open" ? "is" : "was";
  const shown = alert.state === "open" ? alert.observed : alert.peak ?? alert.observed;
  if (rule) return `${what} ${was} ${quantity(shown, alert.unit, rule.raise)}, ${rule.direction} the limit of ${numberBeside(rule.raise, shown)}.`;
  if (isOfNoValue(alert)) return `${what.replace(/ is silent$/, "")} ${alert.state === "open" ? "is" : "was"} silent.`;
  const finding = FINDINGS[alert.cause];
  if (finding) return `${what} ${alert.state === "open" ? finding[0] : finding[1]}.`;
  const range = expected(alert);
  return range === "–" || !isKnown(shown) ? `${what} ${was} unusual.` : `${what} ${was} ${quantity(shown, alert.unit)}, expected ${range}.`;
}

const FINDINGS = {
  stuck: ["shows the same value all the time", "showed the same value all the time"], silence: ["sends no data", "sent no data"],
  clock: ["comes late, or its clock is wrong", "came late, or its clock was wrong"],
  repeats: ["sends the same readings again", "sent the same readings again"],
  quality: ["fails its quality tests", "failed its quality tests"],
};

/** One sentence for a list: Above the limit of 55 since 12:50, usually 8 to 19. */
export function summary(model, alert, datastream) {
  const since = model.clock.moment(Date.parse(alert.openedTime), model.now());
  const rule = ruleOf(alert, datastream);
  const tail = alert.state === "open" ? ` since ${since}` : "";
  if (rule) return `${capital(rule.direction)} the limit of ${number(rule.raise)}${tail}${usual(alert)}.`;
  if (isOfNoValue(alert) || alert.cause === "silence") return `No data${tail}.`;
  const finding = FINDINGS[alert.cause];
  if (finding) return `${capital(alert.state === "open" ? finding[0] : finding[1])}${tail}.`;
  const range = expected(alert);
  return range === "–" ? `Unusual${tail}.` : `Unusual${tail}: expected ${range}.`;
}

function usual(alert) { return isKnown(alert.usual) ? `, usually ${number(alert.usual)}` : ""; }

function capital(text) { return text.charAt(0).toUpperCase() + text.slice(1); }

/**
 * Who else sees it; empty if no neighbour tells.
 *
 * @param seen how many of the nearest places see it, and of how many; null if that is not known
 */
export function witnesses(alert, seen = null) {
  if (isOfNoValue(alert)) return "";
  if (alert.origin === "sensor") return "Its neighbours do not see it: probably the sensor.";
  if (alert.origin === "environment") return "Its neighbours see it too: the environment.";
  if (seen === null || seen.of === 0) return "";
  const places = seen.of === 1 ? "The nearest place" : `None of the ${seen.of} nearest places`;
  if (seen.count === 0) return seen.of === 1 ? "The nearest place does not see it." : `${places} sees it.`;
  return seen.of === 1 ? `${places} sees it too.` : `${seen.count} of the ${seen.of} nearest places ${seen.count === 1 ? "sees" : "see"} it too.`;
}

/** Since 12:50, 15 min. */
export function since(model, alert) {
  const opened = Date.parse(alert.openedTime);
  const from = model.clock.moment(opened, model.now());
  const end = alert.state === "open" ? model.now() : Date.parse(alert.resolvedTime);
  const length = age((end - opened) / 1000);
  return alert.state === "open" ? `Since ${from}, ${length}.` : `${from} to ${model.clock.moment(end, model.now())}, ${length}.`;
}

/** Who has it: a name, or nobody yet. */
export function owner(alert) {
  if (alert.assignee) return alert.assignee;
  return alert.acknowledgement.state === "acknowledged" ? alert.acknowledgement.by : null;
}

/** What to do, in steps: a bold start and the rest. */
export function advice(alert) {
  if (isOfPipeline(alert)) return [["Look at its parts", "under /health."], ["Read", "docs/MONITORING.md: what to do if something is wrong."]];
  if (isOfNoValue(alert) || alert.cause === "silence") {
    return [["Ask", "whether works or a power cut are announced there."], ["If so,", "set a maintenance until they end."],
      ["If not,", "give it to the field crew; missing values stay missing, they are never 0."]];
  }
  if (alert.origin === "environment") {
    return [["Look", "at the neighbours below: is it one street or the whole city?"], ["Tell", "the duty officer of the environment."],
      ["Comment", "what was the cause, for the next shift."]];
  }
  if (isEquipment(alert)) {
    return [["Look", "whether a neighbour shows the same."], ["If none does,", "mark the data bad and give it to the field crew."],
      ["If one does,", "it is the environment: tell the duty officer."]];
  }
  return [["Look", "at the neighbours below: do they see it too?"], ["If not,", "mark the data bad and give it to the field crew."],
    ["If so,", "tell the duty officer of the environment."]];
}
