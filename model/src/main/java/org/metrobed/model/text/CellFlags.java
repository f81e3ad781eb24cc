package org.metrobed.model.text;

import java.util.List;
import org.metrobed.model.QualityFlag;

/**
 * The meaning of the flags that a provider gives to its values: texts of a column beside them. A flag that is in no list says
 * nothing. Immutable, thread-safe.
 *
 * @param columns the column of the flags; several in a matrix of days and hours, one for each column of values
 * @param suspect flags of values of questionable quality
 * @param fail flags of values that must not be used
 * @param missing flags of values that are none
 */
public record CellFlags(List<String> columns, List<String> suspect, List<String> fail, List<String> missing) {

    public CellFlags {
        columns = List.copyOf(columns);
        suspect = List.copyOf(suspect);
        fail = List.copyOf(fail);
        missing = List.copyOf(missing);
    }

    /** The column of the flags, the first if there are several. */
    public String column() {
        return columns.get(0);
    }

    /** Reads the flags of cells. */
    public Reader reader(NumberStyle style) {
        return new Reader(new WordSet(suspect, style), new WordSet(fail, style), new WordSet(missing, style));
    }

    /** The lists, to compare cells with. Immutable, thread-safe. */
    public record Reader(WordSet suspect, WordSet fail, WordSet missing) {

        /** MISSING, FAIL or SUSPECT; GOOD if the cell says nothing of these. */
        public QualityFlag read(String cell) {
            if (missing.contains(cell)) {
                return QualityFlag.MISSING;
            }
            return fail.contains(cell)
                    ? QualityFlag.FAIL
                    : suspect.contains(cell) ? QualityFlag.SUSPECT : QualityFlag.GOOD;
        }
    }
}
