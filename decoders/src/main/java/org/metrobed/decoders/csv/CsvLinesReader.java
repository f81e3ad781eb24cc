package org.metrobed.decoders.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.text.NumberText;
import org.metrobed.decoders.text.Quote;
import org.metrobed.decoders.text.TimeFormat;
import org.metrobed.model.DeadLetter.Reason;

/** Reads the lines of one CSV message. Used once, by one thread. */
final class CsvLinesReader {

    private final CsvLayout layout;
    private final List<Measurement> measurements = new ArrayList<>();
    private final List<Decoded.Rejection> rejections = new ArrayList<>();
    private CsvColumns columns;
    private int index;
    private CsvRecord line;
    private String device;
    private long micros;

    CsvLinesReader(CsvLayout layout) {
        this.layout = layout;
    }

    Decoded read(String text) {
        columns = CsvColumns.of(layout);
        boolean first = layout.header() != CsvLayout.Header.NONE;
        try {
            for (CsvRecord next : CsvReader.builder()
                    .fieldSeparator(layout.separator())
                    .allowUnclosedQuote(false)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .ofCsvRecord(text)) {
                line = next;
                Decoded refusal = first ? readHeader() : readLine();
                if (refusal != null) {
                    return refusal;
                }
                first = false;
            }
        } catch (CsvParseException e) {
            return Decoded.rejected(Reason.MALFORMED, "not CSV: " + Quote.clip(String.valueOf(e.getMessage()), 200));
        }
        return index == 0
                ? Decoded.rejected(Reason.EMPTY, "the payload has no reading")
                : new Decoded(measurements, rejections);
    }

    private Decoded readHeader() {
        if (layout.header() == CsvLayout.Header.READ) {
            List<String> names = line.getFields().stream().map(String::strip).toList();
            Optional<String> missing = CsvColumns.missing(layout, names);
            if (missing.isPresent()) {
                return Decoded.rejected(
                        Reason.MALFORMED, "the header has no column '" + Quote.name(missing.get()) + "'");
            }
            columns = CsvColumns.of(layout, names);
        }
        return null;
    }

    /** Never rejects the whole message. */
    private Decoded readLine() {
        device = null;
        if (!hasItsCells()) {
            reject(
                    Reason.MALFORMED,
                    null,
                    "has " + line.getFieldCount() + " cells, must have " + columns.count(),
                    null);
            return null;
        }
        device = columns.device() < 0 || cell(columns.device()).isEmpty() ? null : cell(columns.device());
        boolean timed = columns.time() >= 0 && !cell(columns.time()).isEmpty();
        micros = timed ? layout.timeFormat().micros(cell(columns.time())) : Measurement.NO_TIME;
        boolean faulty = timed && micros == TimeFormat.INVALID;
        if (layout.isLong()) {
            String unit = columns.unit() < 0 || cell(columns.unit()).isEmpty() ? null : cell(columns.unit());
            readCell(cell(columns.property()), cell(columns.value()), unit, faulty);
        }
        for (CsvColumns.Field field : columns.fields()) {
            readCell(field.property(), cell(field.place()), null, faulty);
        }
        return null;
    }

    /** Empty cells after the last column are ignored: many loggers end their lines with a separator. */
    private boolean hasItsCells() {
        boolean enough = line.getFieldCount() >= columns.count();
        for (int i = columns.count(); i < line.getFieldCount(); i++) {
            enough &= cell(i).isEmpty();
        }
        return enough;
    }

    private void readCell(String property, String text, String unit, boolean timeFaulty) {
        if (text.isEmpty() && layout.skipEmpty()) {
            return;
        }
        boolean missing = text.isEmpty() || layout.missing().contains(text);
        OptionalDouble number = missing ? OptionalDouble.of(Double.NaN) : NumberText.parseValue(text, layout.decimal());
        if (property.isEmpty()) {
            reject(Reason.MALFORMED, null, "names no field", null);
        } else if (timeFaulty) {
            String time = Quote.name(cell(columns.time()));
            reject(
                    Reason.MALFORMED,
                    property,
                    "has the time '" + time + "', must be "
                            + layout.timeFormat().words(),
                    null);
        } else if (number.isEmpty()) {
            reject(
                    Reason.NOT_A_NUMBER,
                    property,
                    "has " + Quote.name(property) + " '" + Quote.name(text) + "', must be a number",
                    new Decoded.Word(text, micros, unit));
        } else {
            measurements.add(new Measurement(index++, device, property, micros, number.getAsDouble(), unit));
        }
    }

    private String cell(int place) {
        return line.getField(place).strip();
    }

    private void reject(Reason reason, String property, String detail, Decoded.Word word) {
        String sentence = "line " + line.getStartingLineNumber() + " " + detail;
        rejections.add(new Decoded.Rejection(index++, reason, sentence, device, property, word));
    }
}
