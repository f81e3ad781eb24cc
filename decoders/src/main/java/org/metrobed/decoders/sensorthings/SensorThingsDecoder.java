package org.metrobed.decoders.sensorthings;

import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.PayloadDecoder;
import org.metrobed.decoders.text.Json;

/**
 * OGC SensorThings 1.1: the creation of one Observation, of several in a list, and the data array extension. The id of
 * the Datastream comes from the payload or from a topic like {@code v1.1/Datastreams(42)/Observations}. It is used as
 * device and as property, so that the two maps of a binding assign a datastream. Time: {@code phenomenonTime} (of an
 * interval, its start), otherwise {@code resultTime}, otherwise none. Stateless.
 */
public final class SensorThingsDecoder implements PayloadDecoder {

    @Override
    public String name() {
        return "sensorthings";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public String summary() {
        return "Observations of OGC SensorThings 1.1, single, in a list or as data array. The @iot.id of the Datastream, of"
                + " the payload or the topic, is both device and property, so a binding maps it twice:"
                + " `devices: {\"42\": air-01}` and `properties: {\"42\": pm25}`. Time: phenomenonTime (the start of an"
                + " interval, whatever `stamp` says), else resultTime, else the received time.";
    }

    @Override
    public Decoded decode(Message message) {
        return Json.decodeTree(message.payload(), root -> new SensorThingsReader(message.topic()).read(root));
    }
}
