package org.metrobed.api.quality;

import java.util.List;
import org.metrobed.analysis.quality.QualityTests;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.api.http.Rows;

/** What the quality tests find, so that flags explain themselves. Thread-safe. */
public final class QualityTestResource {

    /** Adds its paths. */
    public void register(Routes routes) {
        routes.add(new Route(
                "/api/v1/quality-tests",
                "Quality tests: the fault that each finds, its decision and its thresholds",
                List.of(),
                Route.Output.rows(QualityTestView.class),
                this::listTests));
    }

    private void listTests(Request request) throws Exception {
        request.answer(Rows.all(
                QualityTestView.class,
                QualityTests.list().stream().map(QualityTestView::of).iterator()));
    }
}
