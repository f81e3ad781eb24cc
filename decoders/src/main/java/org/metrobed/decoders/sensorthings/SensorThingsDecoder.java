package org.metrobed.decoders.sensorthings;

import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.PayloadDecoder;
import org.metrobed.decoders.text.Json;

/**
 * OGC SensorThings 1.1: the creation of an Observation, of several in a list, and the data array extension. The id of the
 * Datastream, from the payload or from a topic like {@code v1.1/Datastreams(42)/Observations}, stands in for both device and
 * property, so that a binding's two maps place it. Time: {@code phenomenonTime}, the start of an interval since windows are
 * [from, to), else {@code resultTime}, else none. Stateless.
 */
public final class SensorThingsDecoder implements PayloadDecoder {

    @Override
    public String name() {
        return "sensorthings";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "Observations of OGC SensorThings 1.1, single, in a list or as data array. The @iot.id of the Datastream, of"
                + " the payload or the topic, is both device and property, so a binding maps it twice:"
                + " `devices: {\"42\": air-01}` and `properties: {\"42\": pm25}`. Time: phenomenonTime (the start of an"
                + " interval, since windows are [from, to)), else resultTime, else the received time.";
    }

    @Override
    public Decoded decode(Message message) {
        return Json.decodeTree(message.payload(), root -> new SensorThingsReader(message.topic()).read(root));
    }
}
