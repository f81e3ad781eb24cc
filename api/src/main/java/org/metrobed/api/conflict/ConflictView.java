package org.metrobed.api.conflict;

import java.time.Instant;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.api.http.Doc;
import org.metrobed.api.http.Moments;
import org.metrobed.api.http.Numbers;
import org.metrobed.api.observation.ObservationView;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.model.Verdicts;
import org.metrobed.store.observation.Conflict;

/** Two values of one time of a datastream. */
public record ConflictView(
        @Doc("testbed/thing/property") String datastream,
        @Doc("time of both values") Instant phenomenonTime,

        @Doc("unit of both values; null if the datastream is no longer in the catalog")
        String unit,

        @Doc("the value that was stored first; null if missing")
        Double result,

        @Doc("its QARTOD flag when it was received") int flag,
        @Doc("when it was received") Instant receivedTime,
        @Doc("its place in the raw log") ObservationView.Raw raw,

        @Doc("the catalog version with which it was decoded")
        long catalogVersion,

        @Doc("the value that came later; null if missing") Double otherResult,
        @Doc("its QARTOD flag when it was received") int otherFlag,
        @Doc("when it was received") Instant otherReceivedTime,
        @Doc("its place in the raw log") ObservationView.Raw otherRaw,

        @Doc("the catalog version with which it was decoded")
        long otherCatalogVersion,

        @Doc("first: the first value stands; other: the later one replaces it, as its datastream says by 'repeats'")
        String stands) {

    static ConflictView of(Conflict conflict, Catalog catalog) {
        return new ConflictView(
                conflict.first().datastream(),
                Moments.ofMicros(conflict.first().phenomenonMicros()),
                catalog.findDatastream(conflict.first().datastream())
                        .map(Datastream::unit)
                        .orElse(null),
                Numbers.finite(conflict.first().result()),
                conflict.first().flag().code(),
                Instant.ofEpochMilli(conflict.first().receivedMillis()),
                ObservationView.Raw.of(conflict.first().raw()),
                conflict.first().catalogVersion(),
                Numbers.finite(conflict.other().result()),
                conflict.other().flag().code(),
                Instant.ofEpochMilli(conflict.other().receivedMillis()),
                ObservationView.Raw.of(conflict.other().raw()),
                conflict.other().catalogVersion(),
                replaces(conflict) ? "other" : "first");
    }

    private static boolean replaces(Conflict conflict) {
        Verdicts other = conflict.other().tests();
        return TestBits.has(other, TestBits.REPLACES)
                && !(TestBits.has(other, TestBits.VALIDATED)
                        && TestBits.has(conflict.first().tests(), TestBits.VALIDATED));
    }
}
