package org.metrobed.decoders.csv;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.StringReader;
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
import org.metrobed.model.QualityFlag;
import org.metrobed.model.StatedFlag;
import org.metrobed.model.text.BlankRuns;
import org.metrobed.model.text.Blanks;
import org.metrobed.model.text.CellFlags;
import org.metrobed.model.text.CsvMarks;
import org.metrobed.model.text.HeaderRow;

/** Reads the lines of one CSV message. Used once, by one thread. */
final class CsvLinesReader {

    private final CsvLineKinds kinds;
    private final List<Measurement> measurements = new ArrayList<>();
    private final List<Decoded.Rejection> rejections = new ArrayList<>();
    private CsvLayout layout;
    private CellFlags.Reader flags;
    private CsvColumns columns;
    private boolean passedOver;
    private HeaderRow header;
    private int index;
    private CsvRecord line;
    private String device;
    private long micros;

    /**
     * A reader.
     *
     * @param layout of all lines, or of what lines of several kinds have in common
     * @param kinds the kinds of lines; null if all lines are of one
     */
    CsvLinesReader(CsvLayout layout, CsvLineKinds kinds) {
        this.kinds = kinds;
        use(layout);
    }

    private void use(CsvLayout other) {
        layout = other;
        flags = layout.flags().map(one -> one.reader(layout.numbers())).orElse(null);
        use(new HeaderRow(layout.columns(), layout.time(), layout.columns()));
    }

    Decoded read(String text) {
        boolean first = layout.header() != CsvLayout.Header.NONE;
        try {
            for (CsvRecord next : records(text)) {
                line = next;
                Decoded refusal = first ? readHeader() : kinds == null ? readLine() : readKind();
                if (refusal != null) {
                    return refusal;
                }
                first = false;
            }
        } catch (CsvParseException e) {
            return Decoded.rejected(Reason.MALFORMED, "not CSV: " + Quote.clip(String.valueOf(e.getMessage()), 200));
        }
        return index == 0 && passedOver
                ? Decoded.NOTHING
                : index == 0
                        ? Decoded.rejected(Reason.EMPTY, "the payload has no reading")
                        : new Decoded(measurements, rejections);
    }

    private CsvReader<CsvRecord> records(String text) {
        boolean blanks = layout.delimiter() == CsvMarks.BLANKS;
        CsvReader.CsvReaderBuilder builder = CsvReader.builder()
                .fieldSeparator(blanks ? ' ' : layout.delimiter())
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE);
        if (layout.comment() != CsvMarks.NO_COMMENT) {
            builder.commentStrategy(CommentStrategy.SKIP).commentCharacter(layout.comment());
        }
        return blanks ? builder.ofCsvRecord(new BlankRuns(new StringReader(text), '"')) : builder.ofCsvRecord(text);
    }

    private void use(HeaderRow other) {
        header = other;
        columns = CsvColumns.of(layout, header.current());
    }

    private Decoded readHeader() {
        if (layout.header() == CsvLayout.Header.READ) {
            HeaderRow first = new HeaderRow(
                    line.getFields(), layout.time(), CsvColumns.needed(layout).toList());
            Optional<String> missing = CsvColumns.missing(layout, first.names());
            if (missing.isPresent()) {
                return Decoded.rejected(
                        Reason.MALFORMED,
                        "the header has no column '" + Quote.name(missing.get()) + "'; it has "
                                + Quote.clip(String.join(", ", first.names()), 200));
            }
            use(first);
        }
        return null;
    }

    /** Rejects the whole message only for a header that lacks columns: the lines after it cannot be read. */
    private Decoded readLine() {
        device = null;
        try {
            if (header.take(line.getFields())) {
                columns = CsvColumns.of(layout, header.current());
                return null;
            }
        } catch (IllegalArgumentException e) {
            return Decoded.rejected(Reason.MALFORMED, "line " + line.getStartingLineNumber() + " " + e.getMessage());
        }
        Optional<String> fault = header.fault(line.getFields());
        if (fault.isPresent()) {
            reject(Reason.MALFORMED, null, fault.get(), null);
            return null;
        }
        readCells();
        return null;
    }

    /** Reads a line by its kind; cells that are absent at its end are no readings. */
    private Decoded readKind() {
        device = null;
        Optional<CsvLayout> kind = kinds.find(line.getFields());
        if (kind.isPresent()) {
            use(kind.get());
            if (line.getFieldCount() > header.current().size()) {
                reject(
                        Reason.MALFORMED,
                        null,
                        "has " + line.getFieldCount() + " cells, of its kind at most "
                                + header.current().size(),
                        null);
            } else {
                readCells();
            }
        } else if (kinds.passesOver()) {
            passedOver = true;
        } else {
            reject(
                    Reason.UNSUPPORTED,
                    null,
                    "is of a kind that lines does not name: " + kinds.show(line.getFields()),
                    null);
        }
        return null;
    }

    private void readCells() {
        device = columns.device() < 0 || cell(columns.device()).isEmpty() ? null : cell(columns.device());
        boolean timed = columns.time() >= 0 && !cell(columns.time()).isEmpty();
        micros = timed ? layout.timeFormat().micros(cell(columns.time())) : Measurement.NO_TIME;
        boolean faulty = timed && micros == TimeFormat.INVALID;
        int before = index;
        if (layout.isLong()) {
            String unit = columns.unit() < 0 ? null : cell(columns.unit());
            readCell(cell(columns.property()), cell(columns.value()), unit, faulty);
        }
        for (CsvColumns.Field field : columns.fields()) {
            if (field.place() < line.getFieldCount()) {
                readCell(field.property(), cell(field.place()), null, faulty);
            }
        }
        passedOver |= kinds != null && index == before;
    }

    private void readCell(String property, String text, String unit, boolean timeFaulty) {
        if (text.isEmpty() && layout.skipEmpty()) {
            return;
        }
        StatedFlag flag = flags == null ? StatedFlag.NONE : flags.read(cell(columns.flag()));
        boolean missing = text.isEmpty()
                || flag.flag() == QualityFlag.MISSING
                || layout.missing().contains(text);
        flag = missing ? flag.withoutFlag() : flag;
        OptionalDouble number = missing ? OptionalDouble.of(Double.NaN) : NumberText.parse(text, layout.numbers());
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
                    new Decoded.Word(text, micros, unit, false, flag));
        } else {
            measurements.add(
                    new Measurement(index++, device, property, micros, number.getAsDouble(), unit, false, flag));
        }
    }

    private String cell(int place) {
        return place < line.getFieldCount() ? Blanks.strip(line.getField(place)) : "";
    }

    private void reject(Reason reason, String property, String detail, Decoded.Word word) {
        String sentence = "line " + line.getStartingLineNumber() + " " + detail;
        rejections.add(new Decoded.Rejection(index++, reason, sentence, device, property, word));
    }
}
