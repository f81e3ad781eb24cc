package org.metrobed.lab.study;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.model.DatastreamId;
import org.metrobed.simulators.city.City;
import org.metrobed.simulators.city.Holidays;
import org.metrobed.simulators.city.Scenario;
import org.metrobed.simulators.city.SensorReading;
import org.metrobed.simulators.city.Signal;
import org.metrobed.simulators.fleet.Fleet;
import org.metrobed.simulators.fleet.GatewayMessage;

/**
 * A simulated city over some weeks, with its faults. The config determines everything. Pure, immutable, thread-safe.
 */
public final class Study {

    private static final Comparator<SensorReading> AS_SENT =
            Comparator.comparingLong(SensorReading::sentMillis).thenComparingLong(SensorReading::phenomenonMillis);

    private final StudyConfig config;
    private final Catalog catalog;
    private final City city;
    private final List<StudyFault> truth;
    private final Scenario scenario;
    private final Fleet inStep;

    private Study(StudyConfig config) {
        this.config = config;
        this.catalog = StudyCatalog.of(config);
        this.city = City.of(catalog, StudyCatalog.TESTBED, config.seed(), Holidays.european());
        this.truth = new FaultPlan(config, city).list();
        this.scenario = Scenario.of(truth.stream().map(StudyFault::fault).toList());
        this.inStep = Fleet.inStep(catalog, city, scenario, config.start());
    }

    /** The study of a config. */
    public static Study of(StudyConfig config) {
        return new Study(config);
    }

    public StudyConfig config() {
        return config;
    }

    /** The things and datastreams of its city. */
    public Catalog catalog() {
        return catalog;
    }

    /** The same catalog as bundles, with the bindings of its gateways. */
    public CatalogFiles bundles() {
        return StudyCatalog.files(config);
    }

    /** Its datastreams, sorted. */
    public List<DatastreamId> datastreams() {
        return catalog.datastreams().stream().map(each -> each.id()).toList();
    }

    /** The faults, in the order of their start. Faults of one datastream never overlap. */
    public List<StudyFault> truth() {
        return truth;
    }

    /** Its gateways, for sending over MQTT: the same values at each gateway's own phase. */
    public Fleet fleet() {
        return Fleet.of(catalog, city, scenario, config.seed());
    }

    /**
     * The same readings as {@link #readings}, as messages of the gateways: those sent in [from, to), in order of
     * sending.
     *
     * @param from not before the start
     * @param to not after the end
     */
    public List<GatewayMessage> messages(Instant from, Instant to) {
        return inStep.messagesAsSent(from, to);
    }

    /** The readings of a datastream, in the order of sending. Their times are whole intervals after the start. */
    public List<SensorReading> readings(DatastreamId datastream) {
        Signal signal = city.signal(datastream);
        List<SensorReading> readings = new ArrayList<>();
        long interval = config.interval().toMillis();
        Instant end = config.end();
        for (long at = config.start().toEpochMilli(); at < end.toEpochMilli(); at += interval) {
            readings.addAll(scenario.readings(datastream, signal, at));
        }
        readings.sort(AS_SENT);
        return readings;
    }
}
