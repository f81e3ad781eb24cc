package org.metrobed.api.stream;

import java.time.Instant;
import java.util.List;
import org.metrobed.api.alert.AlertView;
import org.metrobed.api.http.Doc;
import org.metrobed.api.latest.LatestView;

/** The first event of the stream: the open alerts and the newest values. */
public record SnapshotView(
        @Doc("the log time shown; null if the pipeline has written nothing yet")
        Instant asOf,

        @Doc("the catalog version in force") long catalogVersion,
        List<AlertView> alerts,
        List<LatestView> latest) {}
