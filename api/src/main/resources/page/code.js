// One question to the API as an address of each format, and as a line for curl, Python and R. Pure.

/** The formats of a list that a person downloads, with what each is for. */
export const FILES = [["csv", "CSV"], ["parquet", "Parquet"], ["arrow", "Arrow"], ["ndjson", "NDJSON"]];

/** The path and query of a list in a format; parameters without a value are left out. */
export function addressOf(list, parameters, format) {
  const query = new URLSearchParams(Object.entries(given(parameters)).map(([name, value]) => [name, [value].flat().join(",")]));
  const text = readable(query.toString());
  return `/api/v1/${list}${format ? `.${format}` : ""}${text ? `?${text}` : ""}`;
}

/** Parameters that have a value. */
export function given(parameters) {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== "" && [value].flat().length > 0));
}

/**
 * Lines that read the same rows.
 *
 * @param list windows or observations
 * @param parameters by the names of the API; several values are an array
 * @param origin http://127.0.0.1:8080
 */
export function codeOf(list, parameters, origin) {
  const asked = Object.entries(given(parameters));
  const python = asked.map(([name, value]) => `${name}=${literal(value, ["[", "]"])}`);
  const r = asked.map(([name, value]) => `${name} = ${literal(value, ["c(", ")"])}`);
  return {
    curl: `curl -o ${list}.csv '${origin}${addressOf(list, parameters, "csv").replaceAll("'", "%27")}'`,
    python: `# curl -O ${origin}/metrobed.py\nimport metrobed\n\nrows = metrobed.${list}("${origin}", ${python.join(", ")})`,
    r: `source("${origin}/metrobed.R")\nrows <- metrobed_${list}("${origin}", ${r.join(", ")})`,
  };
}

function literal(value, [open, close]) {
  return Array.isArray(value) && value.length > 1 ? `${open}${value.map((one) => JSON.stringify(one)).join(", ")}${close}` : JSON.stringify([value].flat()[0]);
}

function readable(text) { return text.replaceAll("%2F", "/").replaceAll("%3A", ":").replaceAll("%2C", ","); }
