package org.metrobed.lab.load;

/**
 * What a publisher has done. Immutable.
 *
 * @param messages acknowledged by the broker: all that were sent
 * @param readings in them
 * @param rounds whole rounds
 * @param startMillis when the first message was sent, milliseconds since 1970 UTC
 * @param seconds until the last acknowledgement
 * @param cpuMicros processor time of the publisher's process
 */
public record Sent(long messages, long readings, long rounds, long startMillis, double seconds, long cpuMicros) {

    String toText() {
        return messages + " " + readings + " " + rounds + " " + startMillis + " " + seconds + " " + cpuMicros;
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
