package org.metrobed.api.redrive;

import java.util.List;
import java.util.Objects;
import org.metrobed.api.http.Doc;

/** Selects open dead letters to redrive; fields are the parameters of their list. Null means absent. */
public record RedriveRequest(
        @Doc("only these reasons; none: all") List<String> reason,
        @Doc("only these stages; none: all") List<String> stage,

        @Doc("only these MQTT topics: a filter, or the start of the topic")
        String topic,

        @Doc("only this decoder, with or without its version")
        String decoder,

        @Doc("received time, ISO 8601 and half-open, such as FROM/TO")
        String datetime,

        @Doc("time zone of dates and of times without an offset, such as Europe/Paris; UTC by default")
        String tz,

        @Doc("most dead letters, newest first; 10000 by default, at most 100000")
        Integer limit,

        @Doc("correction of the time stamps: a duration such as PT3H or -PT3H, or WRONG=RIGHT, two times with offset")
        String clock,

        @Doc("only count, append nothing") Boolean dryRun) {
    public RedriveRequest {
        reason = reason == null ? List.of() : List.copyOf(reason);
        stage = stage == null ? List.of() : List.copyOf(stage);
        topic = Objects.requireNonNullElse(topic, "");
        decoder = Objects.requireNonNullElse(decoder, "");
        datetime = Objects.requireNonNullElse(datetime, "");
        clock = Objects.requireNonNullElse(clock, "");
        limit = Objects.requireNonNullElse(limit, RedriveOrder.DEFAULT);
        dryRun = Objects.requireNonNullElse(dryRun, false);
    }

    boolean isDryRun() {
        return dryRun;
    }
}
