package org.metrobed.decoders.sensorthings;

import java.util.List;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.DecoderOption;
import org.metrobed.decoders.spi.DecoderOptions;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.PayloadDecoder;
import org.metrobed.decoders.text.Json;
import org.metrobed.decoders.text.TimeFormat;

/**
 * OGC SensorThings 1.1: the creation of one Observation, of several in a list, and the data array extension. The id of
 * the Datastream comes from the payload or from a topic like {@code v1.1/Datastreams(42)/Observations}. It is used as
 * device and as property, so that the two maps of a binding assign a datastream. Time: {@code phenomenonTime} (of an
 * interval, its start), otherwise {@code resultTime}, otherwise none. The components of an
 * array as result, as of a MultiDatastream, are properties {@code 42[0]}, {@code 42[1]}. Immutable; thread-safe.
 */
public final class SensorThingsDecoder implements PayloadDecoder {

    private final TimeFormat times;

    /** A decoder without options. */
    public SensorThingsDecoder() {
        this(TimeFormat.ISO);
    }

    private SensorThingsDecoder(TimeFormat times) {
        this.times = times;
    }

    @Override
    public String name() {
        return "sensorthings";
    }

    @Override
    public int version() {
        return 3;
    }

    @Override
    public String summary() {
        return "Observations of OGC SensorThings 1.1, single, in a list or as data array. The @iot.id of the Datastream, of"
                + " the payload or the topic, is both device and property, so a binding maps it twice:"
                + " `devices: {\"42\": air-01}` and `properties: {\"42\": pm25}`. A result that is an array, as that of a MultiDatastream, gives one reading a"
                + " component, with its index: `properties: {\"42[0]\": wind-speed}`. Time: phenomenonTime (the start of an"
                + " interval, whatever `stamp` says), else resultTime, else the received time.";
    }

    @Override
    public List<DecoderOption> options() {
        return TimeFormat.CLOCK_OPTIONS;
    }

    @Override
    public PayloadDecoder with(DecoderOptions options) {
        return new SensorThingsDecoder(TimeFormat.of(options));
    }

    @Override
    public Decoded decode(Message message) {
        return times.settle(
                Json.decodeTree(message.payload(), root -> new SensorThingsReader(message.topic(), times).read(root)),
                message);
    }
}
