package org.metrobed.notify.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Finding;
import org.metrobed.notify.receiver.AlertMessage;
import org.metrobed.notify.receiver.PageLinks;
import org.metrobed.notify.receiver.Words;

/**
 * The text of one mail about several groups, with the newest state of each. Immutable.
 *
 * @param id the same for the same messages
 * @param subject one line
 * @param body plain text
 */
record Digest(String id, String subject, String body) {

    static Digest of(List<AlertMessage> messages, PageLinks page) {
        Map<String, AlertMessage> newest = new LinkedHashMap<>();
        for (AlertMessage message : messages) {
            newest.remove(message.what().group());
            newest.put(message.what().group(), message);
        }
        List<AlertMessage> latest = new ArrayList<>(newest.values());
        String ids = messages.stream().map(AlertMessage::id).collect(Collectors.joining("\n"));
        return new Digest(
                UUID.nameUUIDFromBytes(ids.getBytes(StandardCharsets.UTF_8)).toString(),
                subject(latest),
                latest.stream().map(message -> block(message, page)).collect(Collectors.joining("\n\n", "", "\n")));
    }

    private static String subject(List<AlertMessage> latest) {
        long over = latest.stream().filter(AlertMessage::isEnd).count();
        if (latest.size() == 1) {
            return line("[" + state(latest.get(0)) + "] "
                    + Words.summary(latest.get(0).group()));
        }
        long firing = latest.size() - over;
        return "[Metrobed] " + firing + " firing, " + over + " resolved";
    }

    private static String block(AlertMessage message, PageLinks page) {
        AlertEvent lead = message.group().lead().last();
        List<String> lines = new ArrayList<>();
        lines.add(line(state(message) + " " + Words.summary(message.group())));
        lines.add(lead.message());
        lines.add("since " + Words.onset(message.group())
                + (lead.kind() == AlertEvent.Kind.RESOLVED ? ", until " + Words.time(lead.atMicros()) : ""));
        add(lines, "observed ", Words.number(lead.observed()));
        add(lines, "expected ", Words.expected(lead));
        if (lead.finding().origin() != Finding.Origin.UNKNOWN) {
            lines.add("reason: the " + lead.finding().origin().word());
        }
        if (message.isEnd() && !lead.finding().parent().isEmpty()) {
            lines.add("it is part of another alert from now on");
        }
        lines.add(page.of(lead.datastream()));
        return String.join("\n", lines);
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
