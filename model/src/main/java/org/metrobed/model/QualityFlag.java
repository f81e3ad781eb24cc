package org.metrobed.model;

import java.util.Optional;

/**
 * A QARTOD quality flag. Flags are ranked 9 &lt; 2 &lt; 1 &lt; 3 &lt; 4: the worst known verdict decides.
 *
 * <p>Source: IOOS QARTOD flag scheme (Ocean Data Standards Vol. 3), as implemented by {@code ioos_qc}.
 */
public enum QualityFlag {
    /** Passed every required test. */
    GOOD(1, 2),
    /** Not evaluated, or no verdict yet. */
    NOT_EVALUATED(2, 1),
    /** Of questionable quality; usable with care. */
    SUSPECT(3, 3),
    /** Failed; must not be used. */
    FAIL(4, 4),
    /** No value. */
    MISSING(9, 0);

    private static final QualityFlag[] BY_CODE = new QualityFlag[10];

    static {
        for (QualityFlag flag : values()) {
            BY_CODE[flag.code] = flag;
        }
    }

    private final int code;
    private final int rank;

    QualityFlag(int code, int rank) {
        this.code = code;
        this.rank = rank;
    }

    /** The QARTOD number: 1, 2, 3, 4 or 9. */
    public int code() {
        return code;
    }

    /**
     * The flag of a QARTOD number.
     *
     * @throws IllegalArgumentException for any other number
     */
    public static QualityFlag of(int code) {
        QualityFlag flag = at(code);
        if (flag == null) {
            throw new IllegalArgumentException(code + " is not a QARTOD flag (1, 2, 3, 4, 9)");
        }
        return flag;
    }

    /** The flag with a code; empty if there is none. */
    public static Optional<QualityFlag> find(int code) {
        return Optional.ofNullable(at(code));
    }

    private static QualityFlag at(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    /** The flag with the higher rank. */
    public QualityFlag worst(QualityFlag other) {
        return other.rank > rank ? other : this;
    }
}
