// Reads a list of the API as rows, one JSON object a line: without pages, and with the columns that are asked for.

/**
 * The rows of a list, and what its headers say: log time, range, and where the data begins if there is none in the range.
 *
 * @throws Error with the rule that the question breaks, in the words of the API
 */
export async function getLines(list, parameters) {
  const response = await fetch(`/api/v1/${list}.ndjson?${new URLSearchParams(parameters)}`);
  if (!response.ok) throw new Error(reasonOf(await response.json().catch(() => ({})), response.status));
  const text = await response.text();
  return { rows: text.split("\n").filter(Boolean).map((line) => JSON.parse(line)), ...toldBy(response.headers) };
}

/** What a problem says is wrong: parameter and rule. */
export function reasonOf(problem, status) {
  const rules = (problem.errors ?? []).map((one) => `${one.parameter ?? ""} ${one.rule}`.trim());
  return rules.join("; ") || problem.detail || `The answer was ${status}.`;
}

function toldBy(headers) {
  const time = (name) => (headers.get(name) === null ? null : Date.parse(headers.get(name)));
  const [from, to] = (headers.get("Metrobed-Datetime") ?? "").split("/").map(Date.parse);
  return { asOf: time("Metrobed-As-Of"), begins: time("Metrobed-Begins"), datetime: from < to ? { from, to } : null };
}
