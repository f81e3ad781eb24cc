package org.metrobed.stream.golden;

import java.time.Instant;

/** Faulty messages, and how they are redriven. Stateless. */
final class GoldenFaults {

    private final GoldenDays days;

    GoldenFaults(GoldenDays days) {
        this.days = days;
    }

    void plan() {
        undecodable();
        misplaced();
        badTimes();
        drivenAgain();
        status();
    }

    private void undecodable() {
        days.up(GoldenDays.at(2, 3), "gw-1", "air-01", "not json\twith a tab\nand a line");
        days.up(GoldenDays.at(2, 4), "gw-1", "air-01", "[{\"t\":\"2025-05-02T02:00:00Z\"");
        days.up(GoldenDays.at(2, 5), "gw-1", "air-01", "");
        days.send(GoldenDays.at(2, 6), "box/harbour", "box", "[]");
        days.send(GoldenDays.at(2, 7), "logger/harbour/gauge-02/csv", "gauge-02", "yesterday;1;2\n");
        days.send(GoldenDays.at(2, 8), "spBv1.0/harbour/DDATA/plc-1/LOCK-PLC", "plc-1", "no protobuf");
        days.oversize(GoldenDays.at(2, 9), "metrobed/v1/harbour/gw-1/air-01/up", "air-01", "[{\"t\":", 2_000_000);
    }

    private void misplaced() {
        days.send(GoldenDays.at(3, 3), "nobody/listens/here", "air-01", "{}");
        days.up(GoldenDays.at(3, 4), "gw-1", "air-99", reading(GoldenDays.at(3, 4), "\"pm25\":1"));
        days.up(GoldenDays.at(3, 5), "gw-1", "air-01", reading(GoldenDays.at(3, 5), "\"feathers\":1"));
        days.up(GoldenDays.at(3, 6), "gw-1", "air-01", reading(GoldenDays.at(3, 6), "\"pm25-nowcast\":1"));
    }

    private void badTimes() {
        days.up(GoldenDays.at(4, 3), "gw-1", "air-01", reading(GoldenDays.at(5, 30), "\"pm25\":1"));
        days.up(GoldenDays.at(4, 4), "gw-1", "air-01", "{\"t\":\"1999-12-31T23:59:59Z\",\"o\":{\"pm25\":1}}");
        days.up(GoldenDays.at(4, 5), "gw-1", "air-03", "{\"o\":{\"pm25\":17.25,\"pm10\":24.5}}"); // no time of its own
        days.up(GoldenDays.at(42, 3), "gw-1", "air-03", reading(GoldenDays.at(37, 5), "\"pm25\":19")); // late
        days.up(
                GoldenDays.at(45, 3),
                "gw-1",
                "air-03",
                reading(GoldenDays.at(9, 7), "\"pm25\":18")); // beyond the deduplication retention
        days.up(GoldenDays.at(45, 4), "gw-1", "air-03", reading(GoldenDays.at(9, 7), "\"pm25\":19"));
    }

    /** A device that is in the second version of the catalog, one that is in none, and a message that was decoded. */
    private void drivenAgain() {
        String up = "metrobed/v1/harbour/gw-1/";
        String dust = "\"pm25\":21.5,\"pm10\":30";
        days.again(
                GoldenDays.at(10, 13),
                up + "late-name/up",
                "late-name",
                reading(GoldenDays.at(10, 13), dust),
                GoldenDays.at(46, 1),
                "-1");
        days.again(
                GoldenDays.at(44, 15),
                up + "late-name/up",
                "late-name",
                reading(GoldenDays.at(44, 15), dust),
                GoldenDays.at(46, 2),
                "0");
        days.again(
                GoldenDays.at(12, 13),
                up + "no-name/up",
                "no-name",
                reading(GoldenDays.at(12, 13), dust),
                GoldenDays.at(46, 3),
                "-1");
        days.again(GoldenDays.at(13, 13), up + "air-03/up", "air-03", "nothing to see", GoldenDays.at(46, 4), "-1");
    }

    /** Wills and births of gateways. */
    private void status() {
        for (int hour = 0; hour < 48; hour += 6) {
            days.send(GoldenDays.at(hour, 2), "metrobed/v1/harbour/gw-1/gw-1/status", "gw-1", "online");
        }
        days.send(GoldenDays.at(37, 1), "metrobed/v1/harbour/gw-2/gw-2/status", "gw-2", "{\"status\":\"offline\"}");
        days.send(GoldenDays.at(40, 0), "metrobed/v1/harbour/gw-2/gw-2/status", "gw-2", "{\"status\":\"online\"}");
        days.send(GoldenDays.at(1, 1), "metrobed/v1/harbour/gw-1/air-01/meta", "air-01", "firmware 1.2");
    }

    private static String reading(long millis, String values) {
        return "{\"t\":\"" + Instant.ofEpochMilli(millis) + "\",\"o\":{" + values + "}}";
    }
}
