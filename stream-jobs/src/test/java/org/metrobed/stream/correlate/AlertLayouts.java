package org.metrobed.stream.correlate;

import java.util.List;
import org.metrobed.analysis.correlate.CorrelatorPiece;
import org.metrobed.analysis.correlate.CorrelatorState;
import org.metrobed.analysis.correlate.DetectorReport;
import org.metrobed.analysis.correlate.DeviationSide;
import org.metrobed.analysis.correlate.EventGroups;
import org.metrobed.analysis.correlate.GatewayRegistry;
import org.metrobed.analysis.correlate.GatewayState;
import org.metrobed.analysis.correlate.IngestOutages;
import org.metrobed.analysis.correlate.Neighbourhood;
import org.metrobed.analysis.correlate.PendingSilences;
import org.metrobed.analysis.correlate.TrackedAlert;
import org.metrobed.model.Liveness;
import org.metrobed.model.Severity;
import org.metrobed.model.Site;
import org.metrobed.stream.anomaly.DetectionLayouts;
import org.metrobed.stream.decode.LivenessSignal;
import org.metrobed.stream.support.GoldenLayout;

/** Inputs and state of the alert correlator, with their bytes pinned. */
public final class AlertLayouts {

    private static final Site SITE = new Site(48.5, -16);
    private static final DetectorReport REPORT = new DetectorReport(DetectionLayouts.FULL, SITE, 60_000);

    private static final Neighbourhood.Open OPEN =
            new Neighbourhood.Open(REPORT, DeviationSide.BELOW, "2 of 4 größer", 5);
    private static final IngestOutages.Outage OUTAGE = new IngestOutages.Outage("outage", 5, Long.MAX_VALUE);

    private AlertLayouts() {}

    /** The layouts of this package. */
    public static List<GoldenLayout<?>> list() {
        return List.of(
                GoldenLayout.of(new AlertInputFormat())
                        .with("report", AlertInput.of(REPORT))
                        .with("standing", AlertInput.of(DetectionLayouts.DEVIATION))
                        .with(
                                "sighting",
                                AlertInput.of(new LivenessSignal(
                                        Liveness.Kind.THING, "tb/a", "tb/gw", 1, 2, Liveness.Status.ONLINE))),
                GoldenLayout.of(new NeighbourhoodFormat())
                        .with("new", new Neighbourhood.Saved(List.of(), List.of(), 0))
                        .with("full", new Neighbourhood.Saved(List.of(DetectionLayouts.DEVIATION), List.of(OPEN), 6)),
                GoldenLayout.of(new NeighbourhoodPieceFormat())
                        .with("deviation", new Neighbourhood.Piece(DetectionLayouts.DEVIATION, null, null))
                        .with("open", new Neighbourhood.Piece(null, OPEN, null))
                        .with("sweep", new Neighbourhood.Piece(null, null, 6L)),
                GoldenLayout.of(new IngestOutageFormat()).with("lasts", OUTAGE),
                pieces(),
                GoldenLayout.of(new CorrelatorStateFormat())
                        .with(
                                "new",
                                new CorrelatorState(
                                        List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), 0))
                        .with("full", full()));
    }

    /** Every kind of piece, as the state of release 0.1.0 is divided. */
    private static GoldenLayout<CorrelatorPiece> pieces() {
        GoldenLayout<CorrelatorPiece> layout = GoldenLayout.of(new CorrelatorPieceFormat());
        for (CorrelatorPiece piece : full().pieces()) {
            layout = layout.with(piece.id().replaceAll("[^a-zA-Z0-9]+", "-"), piece);
        }
        // what LaterFields leaves out of the others
        GatewayState back = new GatewayState("tb/gw-3", 58_204_800, 12, 60_000.5, 0, "", 1_746_144_000_000L);
        return layout.with("gateway-back", new CorrelatorPiece(null, null, back, null, null, null));
    }

    private static CorrelatorState full() {
        return new CorrelatorState(
                List.of(
                        new TrackedAlert(DetectionLayouts.FULL, SITE, 60_000, 1_746_144_000_000L),
                        new TrackedAlert(DetectionLayouts.BARE, Site.NOWHERE, 0, 0)),
                List.of(new EventGroups.Group(
                        "root",
                        "tb/pm25",
                        DeviationSide.ABOVE,
                        Severity.WARNING,
                        1,
                        2,
                        3,
                        List.of(SITE, Site.NOWHERE))),
                List.of(
                        new GatewayState("tb/gw-1", 58_204_800, 12, 60_000.5, 4, "alert", 0),
                        new GatewayState("tb/gw-2", Long.MAX_VALUE, 0, 0, 0, "", 0)),
                List.of(new GatewayRegistry.Way("tb/a", "tb/gw-1", 58_204_800)),
                List.of(OUTAGE),
                List.of(new PendingSilences.Held(REPORT, Long.MAX_VALUE, 6, true)),
                7);
    }
}
