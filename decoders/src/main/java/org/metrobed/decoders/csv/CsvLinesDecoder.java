package org.metrobed.decoders.csv;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.DecoderOption;
import org.metrobed.decoders.spi.DecoderOptions;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.PayloadDecoder;
import org.metrobed.decoders.text.Utf8;
import org.metrobed.model.DeadLetter.Reason;

/**
 * CSV lines (RFC 4180, with a configurable separator) whose columns are named by the binding. In the wide format each
 * field has a column; in the long format each line is one reading. A line with too few or too many cells is rejected
 * alone; a line that repeats the names of the columns says their order from there on. Immutable; thread-safe.
 */
public final class CsvLinesDecoder implements PayloadDecoder {

    private final CsvLayout layout;
    private final CsvLineKinds kinds;

    /** The instance in the registry. It needs options with the columns before it can decode. */
    public CsvLinesDecoder() {
        this(null, null);
    }

    private CsvLinesDecoder(CsvLayout layout, CsvLineKinds kinds) {
        this.layout = layout;
        this.kinds = kinds;
    }

    @Override
    public String name() {
        return "csv-lines";
    }

    @Override
    public int version() {
        return 3;
    }

    @Override
    public String summary() {
        return "CSV lines whose columns the binding names: a column for each field, or with property and value one"
                + " reading a line; with lines, lines of several kinds, as of SmartREST; true and false, in any case, are 1 and 0 of a state. Time: the time column, else the received time.";
    }

    @Override
    public List<DecoderOption> options() {
        return Stream.concat(CsvLayout.OPTIONS.stream(), CsvLineKinds.OPTIONS.stream())
                .toList();
    }

    @Override
    public PayloadDecoder with(DecoderOptions options) {
        CsvLineKinds read = CsvLineKinds.find(options).orElse(null);
        return read == null
                ? new CsvLinesDecoder(CsvLayout.of(options), null)
                : new CsvLinesDecoder(read.common(), read);
    }

    @Override
    public boolean readsDates() {
        return layout != null && layout.timeFormat().isDate();
    }

    @Override
    public Decoded decode(Message message) {
        if (layout == null) {
            return Decoded.rejected(Reason.UNSUPPORTED, "the binding names no columns");
        }
        Optional<String> text = Utf8.text(message.payload(), layout.encoding());
        if (text.isEmpty()) {
            return Decoded.rejected(Reason.MALFORMED, "the payload is not " + layout.encoding());
        }
        return layout.timeFormat().settle(new CsvLinesReader(layout, kinds).read(text.get()), message);
    }
}
