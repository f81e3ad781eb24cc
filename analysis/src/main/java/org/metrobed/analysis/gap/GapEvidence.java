package org.metrobed.analysis.gap;

/**
 * Facts about the time of a gap. Immutable.
 *
 * @param withheld how many readings in it have a value that is not usable
 * @param valueless how many readings in it have no value
 * @param missing how many usable readings it should have; -1 if not known
 * @param readingsBefore whether the datastream had any reading, of any flag, before the gap
 * @param readingsAfter whether it had any reading at or after the end of the gap
 * @param ingestDownMicros how long ingest was down during the gap, microseconds
 * @param gatewaySilentMicros how long the gateway was certainly silent during the gap, microseconds
 */
public record GapEvidence(
        long withheld,
        long valueless,
        long missing,
        boolean readingsBefore,
        boolean readingsAfter,
        long ingestDownMicros,
        long gatewaySilentMicros) {}
