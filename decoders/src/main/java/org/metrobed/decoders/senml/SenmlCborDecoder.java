package org.metrobed.decoders.senml;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.PayloadDecoder;
import org.metrobed.decoders.text.Json;

/**
 * SenML in CBOR, RFC 8428, section 6: like {@link SenmlJsonDecoder}, with the numeric labels of table 4 or those of
 * JSON. It reads arrays, maps and texts of definite and indefinite length, half floats, big numbers and decimal
 * fractions; other tags are ignored. Stateless.
 */
public final class SenmlCborDecoder implements PayloadDecoder {

    private static final CBORFactory FACTORY = CBORFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Json.MAX_DEPTH)
                    .build())
            .disable(CBORFactory.Feature.INTERN_FIELD_NAMES)
            .disable(CBORFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    @Override
    public String name() {
        return "senml-cbor";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public String summary() {
        return "SenML in CBOR, RFC 8428, with numeric or text labels; the rest as senml-json. Time: bt + t, relative ones"
                + " from the received time, else the received time.";
    }

    @Override
    public Decoded decode(Message message) {
        return Json.decode(
                FACTORY,
                message.payload(),
                parser -> new SenmlReader(parser, message.receivedMicros(), SenmlCborDecoder::label).read());
    }

    private static String label(String key) {
        return switch (key) {
            case "-1" -> "bver";
            case "-2" -> "bn";
            case "-3" -> "bt";
            case "-4" -> "bu";
            case "-5" -> "bv";
            case "-6" -> "bs";
            case "0" -> "n";
            case "1" -> "u";
            case "2" -> "v";
            case "3" -> "vs";
            case "4" -> "vb";
            case "5" -> "s";
            case "6" -> "t";
            case "7" -> "ut";
            case "8" -> "vd";
            default -> key;
        };
    }
}
