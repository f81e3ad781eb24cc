import assert from "node:assert/strict";
import test from "node:test";
import { addressOf, codeOf } from "../../main/resources/page/code.js";

const QUESTION = { datastream: ["city/station/pm25", "city/park/pm25"], window: "PT1H", datetime: "P7D/..", tz: "Europe/Paris", qc: null, agg: [] };

test("address, curl, Python and R ask the same question", () => {
  assert.equal(addressOf("windows", QUESTION, "csv"), "/api/v1/windows.csv?datastream=city/station/pm25,city/park/pm25&window=PT1H&datetime=P7D/..&tz=Europe/Paris");
  const { curl, python, r } = codeOf("windows", QUESTION, "http://127.0.0.1:8080");
  assert.ok(curl.includes("'http://127.0.0.1:8080/api/v1/windows.csv?datastream=city/station/pm25,city/park/pm25&window=PT1H"));
  assert.ok(python.includes('metrobed.windows("http://127.0.0.1:8080", datastream=["city/station/pm25", "city/park/pm25"], window="PT1H", datetime="P7D/..", tz="Europe/Paris")'));
  assert.ok(r.includes('metrobed_windows("http://127.0.0.1:8080", datastream = c("city/station/pm25", "city/park/pm25"), window = "PT1H"'));
});

test("a plus of a time stays a plus, and a quote does not end the shell's", () => {
  assert.ok(addressOf("windows", { datetime: "2026-05-01T00:00+02:00/PT1H" }, "csv").includes("%2B02:00"));
  assert.equal(codeOf("windows", { thing: "a'b" }, "http://h").curl.match(/'/g).length, 2);
});
