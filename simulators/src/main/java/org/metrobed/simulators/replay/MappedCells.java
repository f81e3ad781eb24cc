package org.metrobed.simulators.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.StatedFlag;
import org.metrobed.model.text.Blanks;
import org.metrobed.model.text.CellFlags;
import org.metrobed.model.text.NumberStyle;
import org.metrobed.model.text.WordSet;
import org.metrobed.simulators.payload.PayloadSample;

/** Reads the values of cells, with the unit and the flag that the file states beside them. Immutable, thread-safe. */
final class MappedCells {

    private final List<String> header;
    private final NumberStyle numbers;
    private final WordSet missing;
    private final Map<ReplayColumn, CellFlags.Reader> flags = new HashMap<>();

    MappedCells(ReplayMapping mapping, List<String> header) {
        this.header = header;
        this.numbers = mapping.csv().numbers();
        this.missing = mapping.csv().missingWords();
        mapping.columns().forEach(column -> column.flags().ifPresent(one -> flags.put(column, one.reader(numbers))));
    }

    /** The value in a column of a row. */
    PayloadSample.Value read(ReplayColumn column, String name, List<String> cells) {
        String text = cell(cells, name);
        StatedFlag flag = column.flags()
                .map(one -> flags.get(column).read(cell(cells, flagColumn(one, column, name))))
                .orElse(StatedFlag.NONE);
        if (flag.flag() == QualityFlag.MISSING || missing.contains(text)) {
            return new PayloadSample.Value(column.property(), Double.NaN, null, null, flag.withoutFlag(), false);
        }
        OptionalDouble number = numbers.parse(Blanks.strip(text));
        double converted = number.isPresent() ? column.convert(number.getAsDouble()) : Double.NaN;
        boolean word = column.words()
                .filter(words -> words.contains(Blanks.strip(text)))
                .isPresent();
        if (!word && !Double.isFinite(converted)) {
            return PayloadSample.Value.unreadable(column.property(), text);
        }
        String unit = column.unitColumn().map(one -> cell(cells, one).strip()).orElse("");
        return new PayloadSample.Value(
                column.property(),
                word ? Double.NaN : converted,
                word ? Blanks.strip(text) : null,
                unit.isEmpty() ? null : unit,
                flag,
                word);
    }

    private static String flagColumn(CellFlags flags, ReplayColumn column, String name) {
        boolean one = flags.columns().size() == 1;
        return flags.columns().get(one ? 0 : column.columns().indexOf(name));
    }

    private String cell(List<String> cells, String column) {
        return cells.get(header.indexOf(column.strip()));
    }
}
