package org.metrobed.lab.faults;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.metrobed.lab.load.BenchCity;
import org.metrobed.lab.load.LoadGateway;
import org.metrobed.lab.load.PayloadText;

/**
 * The readings that gateways publish in one load. A round has one reading of every datastream; rounds are a second of
 * phenomenon time apart. Half of the gateways send native JSON with ten readings in a message, the others send SenML
 * JSON with one. Every value is computed from its datastream and time, so that stored values can be compared with sent
 * values. Immutable.
 *
 * @param things number of things, each with {@link BenchCity#PROPERTIES} datastreams
 * @param startMicros phenomenon time of the first round, a whole second
 * @param rounds number of rounds
 */
record Feed(int things, long startMicros, int rounds) implements Expected {

    static final long STEP_MICROS = 1_000_000;
    private static final int MOST_THINGS = 10_000;

    Feed {
        if (things < 1 || things > MOST_THINGS || startMicros % STEP_MICROS != 0) {
            throw new IllegalArgumentException(
                    "there are 1 to " + MOST_THINGS + " things, and times are whole seconds");
        }
    }

    @Override
    public String testbed() {
        return BenchCity.ID;
    }

    @Override
    public List<String> listDatastreams() {
        return BenchCity.listDatastreams(things);
    }

    @Override
    public long stepMicros() {
        return STEP_MICROS;
    }

    @Override
    public double value(int datastream, long micros) {
        return PayloadText.value(seed(datastream / BenchCity.PROPERTIES, micros), datastream % BenchCity.PROPERTIES);
    }

    /** The same feed with one more round. */
    Feed plusRound() {
        return new Feed(things, startMicros, rounds + 1);
    }

    /** The number of all messages. */
    long messages() {
        long messages = 0;
        for (int gateway = 0; gateway < BenchCity.GATEWAYS; gateway++) {
            messages += (long) messagesInRound(gateway) * rounds;
        }
        return messages;
    }

    /** The number of a gateway's messages in each round. */
    int messagesInRound(int gateway) {
        int own = (things - gateway + BenchCity.GATEWAYS - 1) / BenchCity.GATEWAYS;
        return own * (isNative(gateway) ? 1 : BenchCity.PROPERTIES);
    }

    /** The messages of a gateway in a round, in order. */
    List<LoadGateway.Message> messages(int gateway, int round) {
        List<LoadGateway.Message> messages = new ArrayList<>();
        for (int thing = gateway; thing < things; thing += BenchCity.GATEWAYS) {
            if (isNative(gateway)) {
                messages.add(nativeJson(thing, micros(round)));
            } else {
                for (int property = 0; property < BenchCity.PROPERTIES; property++) {
                    messages.add(senml(thing, property, micros(round)));
                }
            }
        }
        return messages;
    }

    private static LoadGateway.Message nativeJson(int thing, long micros) {
        PayloadText payload = new PayloadText();
        payload.write(micros, 0, BenchCity.PROPERTIES, seed(thing, micros));
        return new LoadGateway.Message(bytes(BenchCity.topic(thing)), payload.toBytes());
    }

    private static LoadGateway.Message senml(int thing, int property, long micros) {
        String payload = String.format(
                Locale.ROOT,
                "[{\"bn\":\"%s/\",\"bt\":%d,\"n\":\"%s\",\"v\":%.2f}]",
                BenchCity.thing(thing),
                micros / STEP_MICROS,
                BenchCity.property(property),
                PayloadText.value(seed(thing, micros), property));
        String topic = "senml/v1/" + BenchCity.ID + "/gw-" + BenchCity.gateway(thing);
        return new LoadGateway.Message(bytes(topic), bytes(payload));
    }

    private static long seed(int thing, long micros) {
        return micros / STEP_MICROS * MOST_THINGS + thing;
    }

    private static boolean isNative(int gateway) {
        return gateway % 2 == 0;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
