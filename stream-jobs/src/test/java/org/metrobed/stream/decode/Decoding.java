package org.metrobed.stream.decode;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.metrobed.catalog.Binding;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.Deployment;
import org.metrobed.model.Family;
import org.metrobed.model.Gas;
import org.metrobed.model.Location;
import org.metrobed.model.Redrive;
import org.metrobed.model.TestBed;
import org.metrobed.model.Thing;
import org.metrobed.model.TopicTemplate;
import org.metrobed.stream.Steps;
import org.metrobed.stream.catalog.CatalogInForce;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.topics.Outgoing;

/** A {@link MessageDecoding} that keeps all its output, and small catalogs for it. */
final class Decoding implements DecodeOutput {

    static final String TOPIC = "metrobed/v1/tb/gw/station/up";
    static final Location PLACE = new Location(1, 2, "", "");
    /** 2026-05-01T12:00:00Z. */
    static final long RECEIVED = 1_777_636_800_000L;

    final List<Reading> readings = new ArrayList<>();
    final List<DeadLetter> letters = new ArrayList<>();
    final List<LivenessSignal> livenessSignals = new ArrayList<>();
    final List<Redrive> redrives = new ArrayList<>();
    final List<Outgoing> commands = new ArrayList<>();
    final List<RawRecord> sessions = new ArrayList<>();
    private final MessageDecoding decoding = new MessageDecoding(this);

    void take(RawRecord message, CatalogInForce inForce) {
        decoding.take(message, inForce);
    }

    void take(RawRecord message, CatalogInForce inForce, SessionState state) {
        decoding.take(message, inForce, state);
    }

    /** A catalog with the native binding. */
    static CatalogInForce inForce(long version, DatastreamSettings settings) {
        return inForce(version, settings, (Gas) null);
    }

    /** A catalog with the native binding, whose datastream is a gas. */
    static CatalogInForce inForce(long version, DatastreamSettings settings, Gas gas) {
        return inForce(
                version,
                settings,
                gas,
                Binding.of(
                        "tb/native",
                        TopicTemplate.parse("metrobed/v1/{testbed}/{gateway}/{thing}/up"),
                        "native-json",
                        null,
                        Map.of(),
                        Map.of()));
    }

    /** A catalog with one datastream and some bindings. */
    static CatalogInForce inForce(long version, DatastreamSettings settings, Binding... bindings) {
        return inForce(version, settings, null, bindings);
    }

    private static CatalogInForce inForce(long version, DatastreamSettings settings, Gas gas, Binding... bindings) {
        return inForce(version, settings, gas, Deployment.always(PLACE), bindings);
    }

    /** A catalog with one datastream, of a thing with one deployment. */
    static CatalogInForce inForce(
            long version, DatastreamSettings settings, Gas gas, Deployment deployment, Binding... bindings) {
        Datastream datastream = new Datastream(new DatastreamId(Steps.DATASTREAM), "PM2.5", "ug/m3", settings, gas);
        Thing thing = new Thing("tb/station", "Station", Family.AIR, "station", "", List.of(deployment), null);
        return new CatalogInForce(
                0,
                Catalog.of(
                        version,
                        List.of(new TestBed("tb", "Test", ZoneId.of("UTC"), "")),
                        List.of(),
                        List.of(thing),
                        List.of(datastream),
                        List.of(bindings)));
    }

    @Override
    public void reading(Reading reading) {
        readings.add(reading);
    }

    @Override
    public void deadLetter(DeadLetter letter) {
        letters.add(letter);
    }

    @Override
    public void livenessSignal(LivenessSignal livenessSignal) {
        livenessSignals.add(livenessSignal);
    }

    @Override
    public void redrive(Redrive outcome) {
        redrives.add(outcome);
    }

    @Override
    public void command(Outgoing command) {
        commands.add(command);
    }

    @Override
    public void session(RawRecord message) {
        sessions.add(message);
    }
}
