package org.metrobed.analysis.gap;

/** The cause of a gap, as far as stored rows show it. A cause must explain at least half of its gap. */
public enum GapCause {
    /** Readings arrived, but none is usable. */
    WITHHELD_BY_QUALITY("withheld-by-quality"),
    /** The datastream had no reading before it. */
    BEFORE_FIRST("before-first"),
    /** Readings arrived, or a product was computed, but without a value. */
    NO_VALUE("no-value"),
    /** Ingest received nothing. */
    INGEST_DOWN("ingest-down"),
    /** Nothing arrived through the gateway of the thing. */
    GATEWAY_OFFLINE("gateway-offline"),
    /** The datastream has no reading after it. */
    AFTER_LAST("after-last"),
    /** Nothing arrived, and the reason is not known. */
    NOT_RECEIVED("not-received");

    private final String word;

    GapCause(String word) {
        this.word = word;
    }

    /** Its word in the API. */
    public String word() {
        return word;
    }

    /** The first of the causes, in their order, that explains a gap. */
    public static GapCause of(Gap gap, GapEvidence evidence) {
        long came = evidence.withheld() + evidence.valueless();
        boolean mostCame = came > 0 && (evidence.missing() < 0 || came * 2 >= evidence.missing());
        if (mostCame && evidence.withheld() > evidence.valueless()) {
            return WITHHELD_BY_QUALITY;
        }
        if (gap.openStart() && !evidence.readingsBefore()) {
            return BEFORE_FIRST;
        }
        if (mostCame) {
            return NO_VALUE;
        }
        if (isMost(evidence.ingestDownMicros(), gap)) {
            return INGEST_DOWN;
        }
        if (isMost(evidence.gatewaySilentMicros(), gap)) {
            return GATEWAY_OFFLINE;
        }
        return gap.openEnd() && !evidence.readingsAfter() ? AFTER_LAST : NOT_RECEIVED;
    }

    private static boolean isMost(long micros, Gap gap) {
        return micros > 0 && micros * 2 >= gap.lengthMicros();
    }
}
