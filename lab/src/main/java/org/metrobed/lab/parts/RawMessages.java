package org.metrobed.lab.parts;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.metrobed.ingest.mqtt.Incoming;
import org.metrobed.lab.load.BenchCity;
import org.metrobed.lab.load.Load;
import org.metrobed.lab.load.PayloadText;

/** Creates messages before the measurement, so that their creation is not measured. Static functions only. */
final class RawMessages {

    private RawMessages() {}

    /** Whole rounds of a city, in the order of publication. */
    static List<Incoming> make(int things, int rounds, int readingsPerMessage, long startMicros) {
        List<Incoming> messages = new ArrayList<>();
        List<String> topics =
                IntStream.range(0, things).mapToObj(BenchCity::topic).toList();
        PayloadText payload = new PayloadText();
        for (int round = 0; round < rounds; round++) {
            for (int thing = 0; thing < things; thing++) {
                for (int property = 0; property < BenchCity.PROPERTIES; property += readingsPerMessage) {
                    payload.write(
                            startMicros + round * Load.STEP_MICROS,
                            property,
                            property + readingsPerMessage,
                            (long) round * things + thing);
                    messages.add(new Incoming(
                            topics.get(thing), payload.toBytes(), 1, false, null, messages.size() & 0xFFFF));
                }
            }
        }
        return messages;
    }
}
