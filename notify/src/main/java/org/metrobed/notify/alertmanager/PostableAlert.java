package org.metrobed.notify.alertmanager;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.SortedMap;
import org.metrobed.notify.receiver.AlertMessage;
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
    static PostableAlert firing(AlertMessage message, PageLinks page) {
        return new PostableAlert(
                PromLabels.labels(message.group().lead().last(), message.group().severity()),
                PromLabels.annotations(message),
                Words.onset(message.group()).toString(),
                null,
                page.alert(message.group().lead().id()));
    }

    /** This alert, ended; with the annotations of another state of it. */
    PostableAlert ended(Instant at, SortedMap<String, String> newest) {
        String end = at.isBefore(Instant.parse(startsAt)) ? startsAt : at.toString();
        return new PostableAlert(labels, newest, startsAt, end, generatorUrl);
    }
}
