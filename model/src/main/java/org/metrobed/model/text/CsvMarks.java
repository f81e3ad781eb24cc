package org.metrobed.model.text;

/** Values that formats of CSV files have in place of a character. Constants only. */
public final class CsvMarks {

    /** The delimiter of columns that are divided by runs of blanks and tabs. */
    public static final char BLANKS = 0;

    /** No line is a comment. */
    public static final char NO_COMMENT = 0;

    private CsvMarks() {}
}
