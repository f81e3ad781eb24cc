package org.metrobed.decoders;

import java.util.List;
import java.util.Optional;
import org.metrobed.decoders.bare.PlainTextDecoder;
import org.metrobed.decoders.csv.CsvLinesDecoder;
import org.metrobed.decoders.csv.UltraLightDecoder;
import org.metrobed.decoders.frame.ByteLayoutDecoder;
import org.metrobed.decoders.frame.CayenneLppDecoder;
import org.metrobed.decoders.frame.RuuviDecoder;
import org.metrobed.decoders.json.JsonPointerDecoder;
import org.metrobed.decoders.json.NativeJsonDecoder;
import org.metrobed.decoders.lorawan.ChirpstackV4Decoder;
import org.metrobed.decoders.lorawan.TtsV3Decoder;
import org.metrobed.decoders.senml.SenmlCborDecoder;
import org.metrobed.decoders.senml.SenmlJsonDecoder;
import org.metrobed.decoders.sensorthings.SensorThingsDecoder;
import org.metrobed.decoders.sparkplug.SparkplugDecoder;
import org.metrobed.decoders.spi.DecoderOption;
import org.metrobed.decoders.spi.DecoderOptionException;
import org.metrobed.decoders.spi.DecoderOptions;
import org.metrobed.decoders.spi.PayloadDecoder;
import org.metrobed.decoders.xml.XmlPointerDecoder;

/** The registry of all decoders, by their name in the catalog. To add a decoder, add one class and one entry here. */
public final class Decoders {

    private static final List<PayloadDecoder> ALL = List.of(
            new NativeJsonDecoder(),
            new SenmlJsonDecoder(),
            new SenmlCborDecoder(),
            new SensorThingsDecoder(),
            new TtsV3Decoder(),
            new ChirpstackV4Decoder(),
            new SparkplugDecoder(),
            new UltraLightDecoder(),
            new CsvLinesDecoder(),
            new JsonPointerDecoder(),
            new XmlPointerDecoder(),
            new ByteLayoutDecoder(),
            new CayenneLppDecoder(),
            new RuuviDecoder(),
            new ByCaseDecoder(),
            new PlainTextDecoder(),
            new StatusDecoder(),
            new NoneDecoder());

    private Decoders() {}

    /** All decoders. */
    public static List<PayloadDecoder> list() {
        return ALL;
    }

    /** The names of all decoders. */
    public static List<String> listNames() {
        return ALL.stream().map(PayloadDecoder::name).toList();
    }

    /**
     * The decoder with a name and with a binding's options.
     *
     * @param options a JSON object, or empty text
     * @throws DecoderOptionException if the decoder cannot use an option; names the option and the reason
     * @throws IllegalArgumentException if there is no decoder with that name
     */
    public static PayloadDecoder create(String name, String options) {
        PayloadDecoder decoder =
                find(name).orElseThrow(() -> new IllegalArgumentException("there is no decoder '" + name + "'"));
        DecoderOptions given = DecoderOptions.parse(options);
        List<String> known = decoder.options().stream().map(DecoderOption::name).toList();
        for (String option : given.listNames()) {
            if (!known.contains(option)) {
                throw new DecoderOptionException(option + " is no option of " + name
                        + (known.isEmpty() ? ", which has none" : ", only " + known));
            }
        }
        for (DecoderOption option : decoder.options()) {
            if (option.required() && !given.listNames().contains(option.name())) {
                throw new DecoderOptionException(option.name() + " is needed by " + name);
            }
        }
        return decoder.with(given);
    }

    /** The decoder with a name. */
    public static Optional<PayloadDecoder> find(String name) {
        return ALL.stream().filter(decoder -> decoder.name().equals(name)).findFirst();
    }
}
