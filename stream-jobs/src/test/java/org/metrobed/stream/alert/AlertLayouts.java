package org.metrobed.stream.alert;

import java.util.List;
import org.metrobed.core.alert.Desk;
import org.metrobed.core.alert.DeskState;
import org.metrobed.core.alert.Gateway;
import org.metrobed.core.alert.Gateways;
import org.metrobed.core.alert.Known;
import org.metrobed.core.alert.Neighbourhood;
import org.metrobed.core.alert.Outages;
import org.metrobed.core.alert.Report;
import org.metrobed.core.alert.Side;
import org.metrobed.core.alert.Silences;
import org.metrobed.core.alert.WiderEvents;
import org.metrobed.core.model.Liveness;
import org.metrobed.core.model.Severity;
import org.metrobed.core.model.Site;
import org.metrobed.stream.decode.Sighting;
import org.metrobed.stream.detection.DetectionLayouts;
import org.metrobed.stream.support.GoldenLayout;

/** What the correlation of alerts hears and knows, with its bytes pinned. */
public final class AlertLayouts {

    private static final Site SITE = new Site(48.5, -16);
    private static final Report REPORT = new Report(DetectionLayouts.FULL, SITE, 60_000);

    private AlertLayouts() {}

    /** The layouts of this package. */
    public static List<GoldenLayout<?>> list() {
        return List.of(
                GoldenLayout.of("notice", new NoticeForm())
                        .with("report", Notice.of(REPORT))
                        .with("standing", Notice.of(DetectionLayouts.STANDING))
                        .with(
                                "sighting",
                                Notice.of(new Sighting(
                                        Liveness.Kind.THING, "tb/a", "tb/gw", 1, 2, Liveness.Status.ONLINE))),
                GoldenLayout.of("neighbourhood", new NeighbourhoodForm())
                        .with("new", new Neighbourhood())
                        .with(
                                "full",
                                new Neighbourhood(new Neighbourhood.Saved(
                                        List.of(DetectionLayouts.STANDING),
                                        List.of(new Neighbourhood.Open(REPORT, Side.BELOW, "2 of 4 größer", 5)),
                                        6))),
                GoldenLayout.of("desk", new DeskForm())
                        .with("new", new Desk(DeskState.NOTHING))
                        .with("full", new Desk(full())));
    }

    private static DeskState full() {
        return new DeskState(
                List.of(
                        new Known(DetectionLayouts.FULL, SITE, 60_000, 1_746_144_000_000L),
                        new Known(DetectionLayouts.BARE, Site.NOWHERE, 0, 0)),
                List.of(new WiderEvents.Group(
                        "root", "tb/pm25", Side.ABOVE, Severity.WARNING, 1, 2, 3, List.of(SITE, Site.NOWHERE))),
                List.of(
                        new Gateway("tb/gw-1", 58_204_800, 12, 60_000.5, 4, "alert"),
                        new Gateway("tb/gw-2", Long.MAX_VALUE, 0, 0, 0, "")),
                List.of(new Gateways.Way("tb/a", "tb/gw-1", 58_204_800)),
                List.of(new Outages.Outage("outage", 5, Long.MAX_VALUE)),
                List.of(new Silences.Held(REPORT, Long.MAX_VALUE, 6, true)),
                7);
    }
}
