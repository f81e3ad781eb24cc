package org.metrobed.decoders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.metrobed.decoders.spi.Command;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.DecoderOption;
import org.metrobed.decoders.spi.DecoderOptionException;
import org.metrobed.decoders.spi.DecoderOptions;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.PayloadDecoder;
import org.metrobed.decoders.spi.SessionDecoder;
import org.metrobed.decoders.spi.StatusSignal;
import org.metrobed.model.DeadLetter.Reason;
import org.metrobed.model.RawPosition;

/**
 * Several decoders for the messages of one binding, each under its condition: the first one that fits, or all that fit. Immutable;
 * thread-safe.
 */
public final class ByCaseDecoder implements PayloadDecoder {

    private static final String NAME = "by-case";

    /** Each case that fits reads the whole message. */
    private static final int MAX_CASES = 32;

    private static final List<String> KEYS = List.of("when", "decoder", "options");

    private final List<Case> cases;
    private final boolean all;

    private record Case(MessageCondition when, PayloadDecoder decoder) {}

    /** The instance in the registry. It needs options with the cases before it can decode. */
    public ByCaseDecoder() {
        this(List.of(), false);
    }

    private ByCaseDecoder(List<Case> cases, boolean all) {
        this.cases = List.copyOf(cases);
        this.all = all;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "Messages of several kinds on one topic, and messages with several parts: other decoders, each under a condition."
                + " Time: that of the decoder.";
    }

    @Override
    public List<DecoderOption> options() {
        return List.of(
                new DecoderOption(
                        "cases",
                        "A list of maps of when, decoder and its options. when is a map, or a list of maps that all must hold: topic"
                                + " (a template), first-byte (a number or list), or path (a JSON Pointer) with is (a value or list),"
                                + " is-not or absent (true), path alone if something must stand there. A case without when always fits.",
                        true),
                new DecoderOption(
                        "take",
                        "first (the default): the first case that fits decodes the message; all: all that fit, as for a live value with"
                                + " a backlog beside it.",
                        false));
    }

    @Override
    public PayloadDecoder with(DecoderOptions options) {
        JsonNode given = options.find("cases").orElse(MissingNode.getInstance());
        String take = options.text("take", "first");
        if (!given.isArray() || given.isEmpty() || given.size() > MAX_CASES) {
            throw new DecoderOptionException(
                    "cases must be a list of 1 to " + MAX_CASES + " maps with when, decoder and options");
        }
        if (!List.of("first", "all").contains(take)) {
            throw new DecoderOptionException("take must be first or all");
        }
        List<Case> read = new ArrayList<>();
        for (JsonNode one : given) {
            read.add(read("cases." + read.size(), one));
        }
        return new ByCaseDecoder(read, take.equals("all"));
    }

    private static Case read(String option, JsonNode map) {
        map.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                throw new DecoderOptionException(option + "." + key + " is none of " + KEYS);
            }
        });
        String name = map.path("decoder").asText();
        PayloadDecoder found = Decoders.find(name).orElse(null);
        if (found == null || found instanceof SessionDecoder || name.equals(NAME)) {
            throw new DecoderOptionException(
                    option + ".decoder must be the name of a decoder that keeps no sessions, other than " + NAME);
        }
        MessageCondition when = map.has("when")
                ? MessageCondition.parse(option + ".when", map.get("when"))
                : new MessageCondition(List.of(), List.of(), List.of());
        try {
            return new Case(
                    when,
                    Decoders.create(
                            name, map.has("options") ? map.get("options").toString() : ""));
        } catch (DecoderOptionException e) {
            throw new DecoderOptionException(option + ".options: " + e.getMessage());
        }
    }

    @Override
    public boolean readsDates() {
        return cases.stream().anyMatch(one -> one.decoder().readsDates());
    }

    @Override
    public Decoded decode(Message message) {
        Supplier<JsonNode> root = new Supplier<>() {
            private JsonNode read;

            @Override
            public JsonNode get() {
                read = read == null ? MessageCondition.root(message) : read;
                return read;
            }
        };
        List<Decoded> results = new ArrayList<>();
        for (Case one : cases) {
            if ((all || results.isEmpty()) && one.when().test(message, root)) {
                results.add(one.decoder().decode(message));
            }
        }
        return switch (results.size()) {
            case 0 ->
                Decoded.rejected(Reason.UNSUPPORTED, "none of the " + cases.size() + " cases of the binding fits");
            case 1 -> results.get(0);
            default -> join(results);
        };
    }

    /** All readings; a part that cannot be read refuses the others only if they have no readings either. */
    private static Decoded join(List<Decoded> results) {
        List<Measurement> measurements = new ArrayList<>();
        List<Decoded.Rejection> rejections = new ArrayList<>();
        List<StatusSignal> signs = new ArrayList<>();
        List<Command> commands = new ArrayList<>();
        if (results.stream().allMatch(ByCaseDecoder::isWhole)) {
            return results.get(0);
        }
        for (Decoded result : results) {
            int index = measurements.size() + rejections.size();
            result.measurements().forEach(one -> measurements.add(one.withIndex(index + one.index())));
            result.rejections().forEach(one -> rejections.add(one.withIndex(index + Math.max(0, one.index()))));
            signs.addAll(result.signs());
            commands.addAll(result.commands());
        }
        return new Decoded(measurements, rejections, signs, commands);
    }

    private static boolean isWhole(Decoded result) {
        return result.rejections().stream().anyMatch(one -> one.index() == RawPosition.WHOLE_MESSAGE);
    }
}
