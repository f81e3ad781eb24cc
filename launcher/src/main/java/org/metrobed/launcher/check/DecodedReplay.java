package org.metrobed.launcher.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.metrobed.catalog.Catalog;
import org.metrobed.decoders.spi.Message;
import org.metrobed.simulators.replay.Replay;
import org.metrobed.stream.decode.Reading;

/**
 * Takes the messages of a replay instead of a broker, and keeps the readings that the pipeline decodes from them. What cannot be
 * decoded is left out. Used once, by one thread.
 */
public final class DecodedReplay implements Replay.Outlet {

    private final DecodeStage stage;
    private final long receivedMillis;
    private final Map<String, List<Reading>> readings = new TreeMap<>();

    /**
     * Nothing taken.
     *
     * @param catalog that declares the recording
     * @param received the received time of all messages
     */
    public DecodedReplay(Catalog catalog, Instant received) {
        this.stage = new DecodeStage(catalog);
        this.receivedMillis = received.toEpochMilli();
    }

    @Override
    public void publish(String topic, byte[] payload) {
        stage.take(new Message(topic, payload, null, receivedMillis))
                .readings()
                .forEach(reading -> readings.computeIfAbsent(reading.datastream(), first -> new ArrayList<>())
                        .add(reading));
    }

    /** The readings so far by datastream, in the order of the file. */
    public Map<String, List<Reading>> readings() {
        return readings;
    }
}
