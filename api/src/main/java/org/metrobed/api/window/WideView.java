package org.metrobed.api.window;

import java.time.Instant;
import java.util.Map;
import org.metrobed.api.http.Doc;

/** All windows of one time: a value for each series. */
public record WideView(
        @Doc("start, inclusive") Instant start,
        @Doc("end, exclusive") Instant end,
        @Doc("with tz: start in that zone, with its offset") String localStart,

        @Doc("with tz: start as the clocks of that zone show it, without offset")
        String localTime,

        @Doc(value = "the aggregate of a series", spread = ".*")
        Map<String, Double> values) {}
