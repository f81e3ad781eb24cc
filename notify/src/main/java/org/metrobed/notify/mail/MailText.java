package org.metrobed.notify.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.metrobed.model.AlertEvent;
import org.metrobed.notify.naming.NamesInCatalog;
import org.metrobed.notify.receiver.AlertMessage;
import org.metrobed.notify.receiver.PageLinks;
import org.metrobed.notify.receiver.Words;

/** Writes a message as a paragraph of a mail; its first line stands alone as a subject. Static functions only. */
final class MailText {

    private MailText() {}

    static String of(AlertMessage message, PageLinks page) {
        AlertEvent lead = message.group().lead().last();
        NamesInCatalog names = message.names();
        List<String> lines = new ArrayList<>();
        lines.add(line("[" + state(message) + "] " + Words.summary(message)));
        lines.add(line(lead.message()));
        lines.add(times(message, lead));
        add(lines, "observed ", Words.observed(lead, names));
        add(lines, "expected ", Words.expected(lead, names));
        if (message.isEnd()) {
            add(lines, "peak ", Words.peak(lead, names));
            add(lines, "", whyOver(lead));
        }
        add(lines, "", origin(lead));
        lines.add(page.alert(message.group().lead().id()));
        return String.join("\n", lines);
    }

    private static String times(AlertMessage message, AlertEvent lead) {
        Instant onset = Words.onset(message.group());
        String since = message.names().time(onset, lead.datastream());
        if (!message.isEnd()) {
            return "since " + since;
        }
        Instant end = Words.end(message);
        return "from " + since + " until " + message.names().time(end, lead.datastream()) + " ("
                + Words.span(Duration.between(onset, end)) + ")";
    }

    /** Why a message says that it is over, unless its alert has simply ended. */
    private static String whyOver(AlertEvent lead) {
        if (!lead.finding().parent().isEmpty()) {
            return "it is part of another alert from now on";
        }
        return lead.kind() == AlertEvent.Kind.RESOLVED ? "" : "the alert lasts, but it does not concern you any more";
    }

    private static String origin(AlertEvent lead) {
        return switch (lead.finding().origin()) {
            case SENSOR -> "probably the sensor, not the city";
            case ENVIRONMENT -> "neighbours see it too: the environment";
            case UNKNOWN -> "";
        };
    }

    private static void add(List<String> lines, String before, String text) {
        if (!text.isEmpty()) {
            lines.add(before + text);
        }
    }

    private static String state(AlertMessage message) {
        return message.isEnd() ? "RESOLVED" : message.group().severity().word().toUpperCase(Locale.ROOT);
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
