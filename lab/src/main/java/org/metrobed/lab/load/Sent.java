package org.metrobed.lab.load;

/**
 * The result of a publisher. Immutable.
 *
 * @param messages sent messages, all acknowledged by the broker
 * @param readings readings in the messages
 * @param rounds number of whole rounds
 * @param startMicros phenomenon time of the first round, microseconds since 1970 UTC
 * @param seconds seconds until the last acknowledgement
 * @param cpuMicros processor time of the publisher's process
 */
public record Sent(long messages, long readings, long rounds, long startMicros, double seconds, long cpuMicros) {

    String toText() {
        return messages + " " + readings + " " + rounds + " " + startMicros + " " + seconds + " " + cpuMicros;
    }

    static Sent parse(String text) {
        String[] field = text.split(" ", -1);
        return new Sent(
                Long.parseLong(field[0]),
                Long.parseLong(field[1]),
                Long.parseLong(field[2]),
                Long.parseLong(field[3]),
                Double.parseDouble(field[4]),
                Long.parseLong(field[5]));
    }
}
