package org.metrobed.analysis.gap;

/**
 * What is known around a gap. Immutable.
 *
 * @param withheld how many readings came in it that are not usable
 * @param missing how many usable readings it should have; -1 when nobody says
 * @param readingsBefore whether the datastream had any reading, of whatever flag, before the gap
 * @param readingsAfter whether it had any at or after the end of the gap
 * @param ingestDownMicros how much of the gap nothing was taken in, microseconds
 * @param gatewaySilentMicros how much of the gap the gateway provably said nothing, microseconds
 */
public record GapEvidence(
        long withheld,
        long missing,
        boolean readingsBefore,
        boolean readingsAfter,
        long ingestDownMicros,
        long gatewaySilentMicros) {}
