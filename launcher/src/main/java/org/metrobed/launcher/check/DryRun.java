package org.metrobed.launcher.check;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.metrobed.catalog.Binding;
import org.metrobed.catalog.Catalog;
import org.metrobed.decoders.spi.Command;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.StatusSignal;
import org.metrobed.decoders.text.Quote;
import org.metrobed.launcher.check.SampleReport.Refused;
import org.metrobed.launcher.check.SampleReport.Seen;
import org.metrobed.launcher.check.SampleReport.Stored;
import org.metrobed.model.DeadLetter;
import org.metrobed.stream.decode.Reading;

/**
 * Decodes samples with a catalog and reports the stored readings and the dead letters with their reasons. Samples are
 * taken in order, so that a decoder with sessions sees births before data. One run, one thread.
 */
public final class DryRun {

    /** The time of a reading comes from its payload. */
    static final String PAYLOAD = "payload";

    private static final String RECEIVED = "received";
    private static final String DERIVED = "derived";

    private final Catalog catalog;
    private final DecodeStage stage;
    private final SampleDecoder reader;

    /** A run over a catalog whose decoders and options have been checked. */
    public DryRun(Catalog catalog) {
        this.catalog = catalog;
        this.stage = new DecodeStage(catalog);
        this.reader = new SampleDecoder(catalog);
    }

    /**
     * Takes the next sample.
     *
     * @throws IOException when its file cannot be read
     */
    public SampleReport take(SamplePayload sample) throws IOException {
        byte[] payload = Files.readAllBytes(sample.file());
        Message message = new Message(
                sample.topic(), payload, sample.contentType(), sample.received().toEpochMilli());
        Optional<SampleDecoder.Read> read = reader.read(message);
        DecodeStage.Outcome outcome = stage.take(message);
        SampleReportBuilder report = SampleReportBuilder.builder()
                .sample(sample)
                .bytes(payload.length)
                .binding("")
                .decoder("")
                .stored(stored(outcome.readings(), read))
                .refused(outcome.deadLetters().stream().map(DryRun::refused).toList())
                .signs(List.of())
                .commands(List.of())
                .ignored(List.of())
                .findings(List.of());
        read.ifPresent(one -> report.binding(one.binding().name())
                .decoder(one.decoder().name() + "/" + one.decoder().version())
                .signs(signs(one, sample.received()))
                .commands(one.decoded().commands().stream().map(Command::topic).toList())
                .ignored(ignored(one))
                .findings(SampleFindings.list(one, payload)));
        return report.build();
    }

    private static List<String> ignored(SampleDecoder.Read read) {
        return Stream.concat(
                        read.decoded().measurements().stream()
                                .filter(one -> isIgnored(read, one.device(), one.property()))
                                .map(one -> name(one.device(), one.property())),
                        read.decoded().rejections().stream()
                                .filter(one -> one.property() != null && isIgnored(read, one.device(), one.property()))
                                .map(one -> name(one.device(), one.property())))
                .distinct()
                .toList();
    }

    private static boolean isIgnored(SampleDecoder.Read read, String device, String property) {
        return read.binding().use(Binding.name(read.captures(), property)).ignored()
                || read.binding().ignoresDevice(read.captures(), device);
    }

    private static String name(String device, String property) {
        return Quote.name(device == null ? property : device + "/" + property);
    }

    private List<Stored> stored(List<Reading> readings, Optional<SampleDecoder.Read> read) {
        Map<Integer, Measurement> raw = read.map(one -> one.decoded().measurements()).orElse(List.of()).stream()
                .collect(Collectors.toMap(Measurement::index, one -> one, (one, other) -> one, HashMap::new));
        read.map(one -> one.decoded().rejections()).orElse(List.of()).stream()
                .filter(one -> one.word() != null)
                .forEach(one -> raw.put(one.index(), word(one)));
        List<Stored> stored = new ArrayList<>();
        for (Reading reading : readings) {
            String unit =
                    catalog.findDatastream(reading.datastream()).orElseThrow().unit();
            stored.add(stored(reading, unit, raw.get(reading.index())));
        }
        return stored;
    }

    /** A text that has no number of its own; the text is shown beside the field. */
    private static Measurement word(Decoded.Rejection one) {
        String field = one.property() + " '" + Quote.name(one.word().text()) + "'";
        return new Measurement(
                one.index(),
                one.device(),
                field,
                one.word().phenomenonMicros(),
                Double.NaN,
                one.word().unit());
    }

    /** A derived value is no field of the payload: it is computed from several readings, and its measurement is null. */
    private static Stored stored(Reading reading, String unit, Measurement measurement) {
        SampleReportStoredBuilder stored = SampleReportStoredBuilder.builder()
                .index(reading.index())
                .datastream(reading.datastream())
                .time(micros(reading.phenomenonMicros()))
                .value(reading.value())
                .unit(unit)
                .marks(SampleMarks.words(reading.marks()));
        return measurement == null
                ? stored.timeFrom(DERIVED)
                        .field("")
                        .rawValue(Double.NaN)
                        .rawUnit("")
                        .build()
                : stored.timeFrom(from(measurement.phenomenonMicros()))
                        .field(measurement.property())
                        .rawValue(measurement.value())
                        .rawUnit(Objects.requireNonNullElse(measurement.unit(), ""))
                        .build();
    }

    private static Refused refused(DeadLetter letter) {
        return new Refused(letter.raw().index(), letter.stage(), letter.reason().code(), letter.detail());
    }

    private static List<Seen> signs(SampleDecoder.Read read, Instant received) {
        return read.decoded().signs().stream()
                .map(sign -> new Seen(
                        subject(read, sign),
                        sign.state().name().toLowerCase(Locale.ROOT),
                        sign.phenomenonMicros() == Measurement.NO_TIME ? received : micros(sign.phenomenonMicros()),
                        from(sign.phenomenonMicros())))
                .toList();
    }

    private static String subject(SampleDecoder.Read read, StatusSignal sign) {
        return (sign.device() == null
                        ? read.binding()
                                .findGateway(read.captures())
                                .or(() -> read.binding().findThing(read.captures(), null))
                        : read.binding().findThing(read.captures(), sign.device()))
                .orElse("");
    }

    private static String from(long phenomenonMicros) {
        return phenomenonMicros == Measurement.NO_TIME ? RECEIVED : PAYLOAD;
    }

    private static Instant micros(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
