package org.metrobed.notify.alertmanager;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metrobed.notify.group.Group;
import org.metrobed.notify.receiver.PageLinks;
import org.metrobed.notify.receiver.PromLabels;
import org.metrobed.notify.receiver.Words;

/**
 * An alert in the format of Alertmanager's v2 API. Immutable.
 *
 * @param endsAt null while it is open
 */
record PostableAlert(
        SortedMap<String, String> labels,
        SortedMap<String, String> annotations,
        String startsAt,
        String endsAt,
        @JsonProperty("generatorURL") String generatorUrl) {

    /** An open group: one alert, that of its lead. */
    static PostableAlert firing(Group group, PageLinks page) {
        return new PostableAlert(
                PromLabels.labels(group.lead().last(), group.severity()),
                PromLabels.annotations(group),
                Words.onset(group).toString(),
                null,
                page.of(group.lead().last().datastream()));
    }

    /** The same alert, ended. */
    PostableAlert ended(Instant at) {
        String end = at.isBefore(Instant.parse(startsAt)) ? startsAt : at.toString();
        return new PostableAlert(new TreeMap<>(labels), annotations, startsAt, end, generatorUrl);
    }
}
