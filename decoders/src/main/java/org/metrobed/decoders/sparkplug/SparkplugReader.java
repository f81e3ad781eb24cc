package org.metrobed.decoders.sparkplug;

import java.util.ArrayList;
import java.util.List;
import org.metrobed.decoders.proto.sparkplug.Metric;
import org.metrobed.decoders.proto.sparkplug.Payload;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.text.Quote;
import org.metrobed.model.DeadLetter.Reason;

/**
 * Reads the metrics of one payload with the definitions of a birth. A metric's index depends on the payload alone, so
 * that it is the same before and after a birth is known. Used once, by one thread.
 */
final class SparkplugReader {

    private static final List<String> PASSED_OVER =
            List.of("Node Control/", "Device Control/", "Node Info/", "Properties/", "_types_/");
    private static final String BD_SEQ = "bdSeq";
    /** 9999-12-31T23:59:59.999Z. */
    private static final long LAST_MILLIS = 253_402_300_799_999L;

    private final SparkplugTopic topic;
    private final SparkplugBirth birth;
    private final Payload payload;
    private final List<Measurement> measurements = new ArrayList<>();
    private final List<Decoded.Rejection> rejections = new ArrayList<>();
    private int index;
    private boolean metUnknown;

    SparkplugReader(SparkplugTopic topic, SparkplugBirth birth, Payload payload) {
        this.topic = topic;
        this.birth = birth;
        this.payload = payload;
    }

    Decoded read() {
        for (Metric metric : payload.getMetricsList()) {
            if (!isPassedOver(metric.getName())) {
                read(metric);
                index++;
            }
        }
        return new Decoded(measurements, rejections);
    }

    /** Whether there was a metric that no birth defines. */
    boolean metUnknown() {
        return metUnknown;
    }

    /** The connection number in a birth or death of a node; null if it states none. */
    static Long bdSeq(Payload payload) {
        for (Metric metric : payload.getMetricsList()) {
            if (metric.getName().equals(BD_SEQ) && metric.hasLongValue()) {
                return metric.getLongValue();
            }
            if (metric.getName().equals(BD_SEQ) && metric.hasIntValue()) {
                return Integer.toUnsignedLong(metric.getIntValue());
            }
        }
        return null;
    }

    /** When a payload was sent, microseconds since 1970 UTC; {@link Measurement#NO_TIME} if it states no time. */
    static long sentMicros(Payload payload) {
        boolean stated = payload.hasTimestamp() && isInCalendar(payload.getTimestamp());
        return stated ? payload.getTimestamp() * 1_000 : Measurement.NO_TIME;
    }

    private void read(Metric metric) {
        SparkplugBirth.Definition known = birth.find(metric);
        if (known == null || known.isAmbiguous()) {
            rejectUnknown(metric, known);
        } else if (!isPassedOver(known.name())) {
            read(metric, known);
        }
    }

    private void read(Metric metric, SparkplugBirth.Definition known) {
        long millis = metric.hasTimestamp() ? metric.getTimestamp() : payload.getTimestamp();
        boolean timed = metric.hasTimestamp() || payload.hasTimestamp();
        int datatype = metric.getDatatype() == 0 ? known.datatype() : metric.getDatatype();
        SparkplugNumber number = SparkplugNumber.of(metric, datatype);
        String stated = SparkplugBirth.unit(metric);
        String unit = stated == null ? known.unit() : stated;
        long micros = timed ? millis * 1_000 : Measurement.NO_TIME;
        if (number.fault() != null) {
            String sentence = "metric '" + Quote.name(known.name()) + "' " + number.fault();
            boolean inCalendar = !timed || isInCalendar(millis);
            Decoded.Word word =
                    number.word() == null || !inCalendar ? null : new Decoded.Word(number.word(), micros, unit);
            rejections.add(
                    new Decoded.Rejection(index, Reason.NOT_A_NUMBER, sentence, topic.source(), known.name(), word));
        } else if (timed && !isInCalendar(millis)) {
            String sentence = "metric '" + Quote.name(known.name()) + "' is of " + Long.toUnsignedString(millis)
                    + " ms since 1970, beyond all calendars";
            reject(Reason.TIME_OUT_OF_RANGE, known.name(), sentence);
        } else {
            measurements.add(new Measurement(index, topic.source(), known.name(), micros, number.value(), unit));
        }
    }

    private void rejectUnknown(Metric metric, SparkplugBirth.Definition known) {
        String name = metric.getName().isEmpty() ? null : metric.getName();
        String alias = Long.toUnsignedString(metric.getAlias());
        boolean inBirth = topic.kind() == SparkplugTopic.Kind.NBIRTH || topic.kind() == SparkplugTopic.Kind.DBIRTH;
        if (known != null) {
            reject(Reason.MALFORMED, null, "alias " + alias + " was given to several metrics");
        } else if (name == null && (inBirth || !metric.hasAlias())) {
            reject(
                    Reason.MALFORMED,
                    null,
                    "the metric has no name" + (inBirth ? ", a birth must give one" : " nor alias"));
        } else {
            metUnknown = true;
            String what = name == null ? "alias " + alias : "metric '" + Quote.name(name) + "'";
            reject(Reason.OUT_OF_SEQUENCE, name, what + " is in no birth of " + Quote.name(topic.source()));
        }
    }

    private void reject(Reason reason, String property, String detail) {
        rejections.add(new Decoded.Rejection(index, reason, detail, topic.source(), property));
    }

    private static boolean isInCalendar(long millis) {
        return millis >= 0 && millis <= LAST_MILLIS;
    }

    private static boolean isPassedOver(String name) {
        return name.equals(BD_SEQ) || PASSED_OVER.stream().anyMatch(name::startsWith);
    }
}
