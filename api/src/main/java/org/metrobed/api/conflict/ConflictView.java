package org.metrobed.api.conflict;

import java.time.Instant;
import java.util.Locale;
import org.metrobed.api.http.Doc;
import org.metrobed.api.http.Moments;
import org.metrobed.api.http.Numbers;
import org.metrobed.api.observation.ObservationView;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.store.observation.Conflict;

/** Two values of one time of a datastream. */
public record ConflictView(
        @Doc("testbed/thing/property, by its name in the current catalog")
        String datastream,

        @Doc("time of both values") Instant phenomenonTime,

        @Doc(
                value =
                        "unit of both values by the catalog version with which the first one was decoded; null if it is not known",
                nullable = true)
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

        @Doc("first: the first value stands; other: this later one replaces it, as its datastream says by 'repeats';"
                + " neither: another later value replaces both")
        String stands,

        @Doc(
                value =
                        "the former name under which they were stored, if their datastream was renamed since; else null",
                nullable = true)
        String was) {

    static ConflictView of(Conflict conflict, Catalog catalog) {
        String stored = conflict.first().datastream();
        String current = catalog.renames().current(stored);
        return new ConflictView(
                current,
                Moments.ofMicros(conflict.first().phenomenonMicros()),
                catalog.findDatastream(stored, conflict.first().catalogVersion())
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
                conflict.stands().name().toLowerCase(Locale.ROOT),
                stored.equals(current) ? null : stored);
    }
}
