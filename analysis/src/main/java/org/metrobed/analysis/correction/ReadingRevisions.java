package org.metrobed.analysis.correction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.metrobed.analysis.quality.ProvidedValue;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;

/**
 * A reading with all revisions from the stream, and the values that came for its time later and replace it. Immutable.
 *
 * @param revisions in order, at least one, from the stream; or the value of a product that the stream did not compute
 * @param repeats in the order of their receipt: each has another value than the reading and the repeats before it, or another
 *     flag of its provider than the value that stands, or fills a missing one, or is the first that its source has validated, or is the value of a product that was computed again
 * @param settled whether it is known that the stream makes no other revision of it
 */
record ReadingRevisions(List<Observation> revisions, List<Observation> repeats, boolean settled) {

    /** Marks that belong to a value, not to its time. */
    private static final long OF_VALUE = TestBits.VALIDATED | TestBits.CENSORED | AnnotatedTotals.MARKS;

    /** The marks of readings that the stream excludes from windows. */
    static final long NEVER_IN_WINDOWS = TestBits.DUPLICATE | TestBits.BEYOND_RETENTION;

    private static final Comparator<Observation> BY_RECEIPT = Comparator.comparingLong(Observation::receivedMillis)
            .thenComparing(ReadingRevisions::isOfInputs)
            .thenComparingInt(row -> row.raw().partition())
            .thenComparingLong(row -> row.raw().offset())
            .thenComparingInt(row -> row.raw().index());

    ReadingRevisions {
        revisions = revisions.stream()
                .sorted(Comparator.comparingInt(Observation::revision))
                .toList();
        ProvidedValue stands = ProvidedValue.of(revisions.get(0));
        Set<ProvidedValue> said = new HashSet<>(Set.of(stands));
        boolean validated = isValidated(revisions.get(0));
        List<Observation> other = new ArrayList<>();
        for (Observation repeat : repeats.stream().sorted(BY_RECEIPT).toList()) {
            if (isOfInputs(repeat)) {
                other.add(repeat);
            } else if (isOther(repeat, stands, said, validated)) {
                validated |= isValidated(repeat);
                stands = ProvidedValue.of(repeat);
                said.add(stands);
                other.add(repeat);
            }
        }
        repeats = List.copyOf(other);
    }

    /**
     * Whether a repeat replaces the value that stands: it is validated and that is not, or it is another one. A number that was said before is a redelivery, a new flag of the number
     * that stands is not. A missing value that is not validated is filled by the first number.
     */
    private static boolean isOther(
            Observation repeat, ProvidedValue stands, Set<ProvidedValue> said, boolean validated) {
        ProvidedValue own = ProvidedValue.of(repeat);
        if (!TestBits.has(repeat.tests(), TestBits.REPLACES)) {
            return stands.isMissing() && !own.isMissing() && !validated;
        }
        if (isValidated(repeat)) {
            return !validated;
        }
        return own.hasNumberOf(stands) ? !own.equals(stands) : !said.contains(own);
    }

    /** Whether it is the value of a product that was computed again: it stands, even if it was there before. */
    private static boolean isOfInputs(Observation row) {
        return row.cause() == Observation.Cause.INPUT;
    }

    /** This with another value that replaces those before it. */
    ReadingRevisions with(Observation repeat) {
        return new ReadingRevisions(
                revisions, Stream.concat(repeats.stream(), Stream.of(repeat)).toList(), settled);
    }

    /** A reading that the stream may revise. */
    ReadingRevisions(List<Observation> revisions, List<Observation> repeats) {
        this(revisions, repeats, false);
    }

    /** This if it is settled. */
    ReadingRevisions asSettled() {
        return new ReadingRevisions(revisions, repeats, true);
    }

    private static boolean isValidated(Observation row) {
        return TestBits.has(row.tests(), TestBits.VALIDATED);
    }

    long micros() {
        return first().phenomenonMicros();
    }

    long receivedMillis() {
        return first().receivedMillis();
    }

    /** Whether it was received before a log time. */
    boolean isKnown(long logMillis) {
        return receivedMillis() < logMillis;
    }

    /** Whether the stream makes no other revision of it: no other row decides about it, or it excluded it from windows. */
    boolean isFinal() {
        return settled || isAlone();
    }

    /** Whether the stream excluded it from windows. */
    boolean isAlone() {
        return TestBits.has(first().tests(), NEVER_IN_WINDOWS);
    }

    /** Whether it was older than the deduplication retention when it came, so that corrections alone add it to windows. */
    boolean isBeyondRetention() {
        return TestBits.has(first().tests(), TestBits.BEYOND_RETENTION);
    }

    /** Whether the stream took its time for one that was seen before. */
    boolean isDuplicate() {
        return TestBits.has(first().tests(), TestBits.DUPLICATE);
    }

    /** Whether the stream judged it without the readings before it. */
    boolean isLate() {
        return TestBits.has(first().tests(), TestBits.LATE | TestBits.BEYOND_RETENTION);
    }

    /** Whether the stream judged it, or its neighbours, in another way than in order of time with its newest value. */
    boolean isDisturbed() {
        return isLate() || !repeats.isEmpty();
    }

    /** The full minutes of log time from which its arrival, if it was late, and each replacement are known. */
    List<Long> changes() {
        return Stream.concat(isLate() ? Stream.of(first()) : Stream.empty(), repeats.stream())
                .map(row -> LogMinute.after(row.receivedMillis()))
                .toList();
    }

    /** The catalog version of what disturbed it first. */
    long disturbingVersion() {
        return isLate() ? first().catalogVersion() : repeats.get(0).catalogVersion();
    }

    /** The catalog versions of its revisions and repeats. */
    Set<Long> catalogVersions() {
        Set<Long> versions = new HashSet<>();
        revisions.forEach(row -> versions.add(row.catalogVersion()));
        repeats.forEach(row -> versions.add(row.catalogVersion()));
        return versions;
    }

    /** Its newest revision from the stream before a log time; it must be known at that time. */
    Observation streamAt(long logMillis) {
        Observation newest = first();
        for (Observation revision : revisions) {
            if (revision.receivedMillis() < logMillis) {
                newest = revision;
            }
        }
        return newest;
    }

    /** The same with the newest value that replaces it before a log time. */
    Observation at(long logMillis) {
        Observation valid = streamAt(logMillis);
        for (Observation repeat : repeats) {
            if (repeat.receivedMillis() < logMillis) {
                valid = valid.with()
                        .result(repeat.result())
                        .flag(repeat.flag())
                        .tests(TestBits.mark(
                                TestBits.unmark(repeat.tests(), TestBits.MARKS & ~OF_VALUE),
                                TestBits.marks(first().tests()) & ~OF_VALUE))
                        .cause(isOfInputs(repeat) ? Observation.Cause.INPUT : Observation.Cause.REPLACED)
                        .raw(repeat.raw())
                        .catalogVersion(repeat.catalogVersion())
                        .stated(repeat.stated())
                        .build();
            }
        }
        return valid;
    }

    private Observation first() {
        return revisions.get(0);
    }
}
