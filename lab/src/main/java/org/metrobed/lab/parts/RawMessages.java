package org.metrobed.lab.parts;

import java.util.ArrayList;
import java.util.List;
import org.metrobed.ingest.mqtt.Incoming;
import org.metrobed.lab.load.BenchCity;
import org.metrobed.lab.load.CityPlan;
import org.metrobed.lab.load.PayloadText;

/** Creates messages before the measurement, so that their creation is not measured. Static functions only. */
final class RawMessages {

    private RawMessages() {}

    /** Whole rounds of a city, in the order of publication. */
    static List<Incoming> make(CityPlan city, int rounds, int readingsPerMessage, long startMicros) {
        List<Incoming> messages = new ArrayList<>();
        List<String> topics = city.listTopics();
        PayloadText payload = new PayloadText();
        for (int round = 0; round < rounds; round++) {
            for (int thing = 0; thing < city.things(); thing++) {
                for (int property = 0; property < BenchCity.PROPERTIES; property += readingsPerMessage) {
                    payload.write(
                            city,
                            thing,
                            startMicros + round * city.stepMicros(),
                            property,
                            property + readingsPerMessage);
                    messages.add(new Incoming(
                            topics.get(thing), payload.toBytes(), 1, false, null, messages.size() & 0xFFFF));
                }
            }
        }
        return messages;
    }
}
