package org.metrobed.stream.alert;

import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.metrobed.analysis.correlate.Report;
import org.metrobed.analysis.correlate.Standing;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Site;
import org.metrobed.stream.decode.Sighting;
import org.metrobed.stream.detection.AlertEventForm;
import org.metrobed.stream.detection.ReportForm;
import org.metrobed.stream.support.FormType;

/** Wires what becomes of findings: reports of detectors in, alerts as people are to see them out. */
public final class AlertTopology {

    private static final FormType<Notice> NOTICES = new FormType<>(new NoticeForm());

    private AlertTopology() {}

    /**
     * Adds the operators.
     *
     * @param reports of all detectors
     * @param standings of all datastreams that are watched
     * @param sightings of gateways and things
     * @param ofIngest outages of ingest, which are listened to but not told again
     * @return alerts of all but ingest, each event once
     */
    public static DataStream<AlertEvent> build(
            DataStream<Report> reports,
            DataStream<Standing> standings,
            DataStream<Sighting> sightings,
            DataStream<AlertEvent> ofIngest) {
        DataStream<Report> judged = notices(reports, "reports", Notice::of)
                .union(notices(standings, "standings", Notice::of))
                .keyBy(Notice::place, Types.STRING)
                .process(new AskNeighbours(), new FormType<>(new ReportForm()))
                .uid("ask-neighbours")
                .name("ask neighbours");
        return notices(judged, "judged-reports", Notice::of)
                .union(notices(sightings, "sightings", Notice::of))
                .union(notices(ofIngest, "outages", event -> Notice.of(new Report(event, Site.NOWHERE, 0))))
                .keyBy(notice -> "", Types.STRING)
                .process(new CallOnce(), new FormType<>(new AlertEventForm()))
                .uid("call-once")
                .name("call once");
    }

    private static <T> DataStream<Notice> notices(DataStream<T> of, String name, MapFunction<T, Notice> notice) {
        return of.map(notice, NOTICES).uid("notice-" + name).name("notice " + name.replace('-', ' '));
    }
}
