package org.metrobed.catalog.syntax;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Fields;
import org.metrobed.catalog.yaml.Values;
import org.metrobed.model.Deployment;
import org.metrobed.model.Location;
import org.metrobed.model.calendar.StatedTime;

/** Reads where a thing stood when. Pure, except that it reports problems. */
final class DeploymentReader {

    private static final String TIME = "a time with its offset, such as 2026-03-01T09:00:00+01:00";

    private DeploymentReader() {}

    /** The deployments of a thing, oldest first; empty if it has none or one has a problem. */
    static List<Deployment> read(Fields thing) {
        Optional<Field> list = thing.find("deployments");
        Optional<Field> place = thing.find("location");
        if (list.isEmpty()) {
            return thing.require("location")
                    .flatMap(DeploymentReader::readLocation)
                    .map(location -> List.of(Deployment.always(location)))
                    .orElse(List.of());
        }
        place.ifPresent(field -> field.problemAtKey("stands beside 'deployments', which say the place; leave it out"));
        List<Stated> stated = new ArrayList<>();
        List<Field> items = list.get().items();
        items.forEach(item -> readOne(item).ifPresent(stated::add));
        if (items.isEmpty()) {
            list.get().problem("must be a list of at least one deployment");
        }
        List<Deployment> deployments = new ArrayList<>();
        for (int i = 0; i < stated.size(); i++) {
            Optional<Instant> before = i == 0 ? Optional.of(Instant.MIN) : Optional.empty();
            Optional<Instant> next = i + 1 == stated.size() ? Optional.of(Instant.MAX) : stated.get(i + 1).from;
            stated.get(i).in(before, next).ifPresent(deployments::add);
        }
        checkOrder(stated, deployments);
        return deployments;
    }

    /** A deployment as written. */
    private record Stated(Field field, Optional<Instant> from, Optional<Instant> to, Deployment content) {

        /** With its bounds; those that are not written are given. */
        Optional<Deployment> in(Optional<Instant> firstFrom, Optional<Instant> next) {
            Optional<Instant> begin = from.or(() -> firstFrom);
            if (begin.isEmpty()) {
                field.problemAtKey("lacks 'from': only the first deployment may leave it out");
                return Optional.empty();
            }
            Instant end = to.or(() -> next).orElse(Instant.MAX);
            if (!begin.get().isBefore(end)) {
                field.problemAtKey("ends at " + end + ", which is not after its begin, " + begin.get());
                return Optional.empty();
            }
            return Optional.of(content.during(begin.get(), end));
        }
    }

    private static void checkOrder(List<Stated> stated, List<Deployment> deployments) {
        for (int i = 1; i < deployments.size() && deployments.size() == stated.size(); i++) {
            if (deployments.get(i).from().isBefore(deployments.get(i - 1).to())) {
                stated.get(i).field.problemAtKey("begins before the one before it ends");
            }
        }
    }

    private static Optional<Stated> readOne(Field field) {
        Fields fields = Fields.of(field);
        Optional<Instant> from = fields.find("from").flatMap(DeploymentReader::instant);
        Optional<Instant> to = fields.find("to").flatMap(DeploymentReader::instant);
        Optional<Location> location = fields.require("location").flatMap(DeploymentReader::readLocation);
        String device = text(fields, "device");
        String serial = text(fields, "serial");
        String calibration = text(fields, "calibration");
        fields.finish();
        return location.map(place -> new Stated(
                field, from, to, new Deployment(Instant.MIN, Instant.MAX, place, device, serial, calibration)));
    }

    private static Optional<Instant> instant(Field field) {
        return Values.parsed(field, StatedTime::parseInstant, TIME);
    }

    private static Optional<Location> readLocation(Field field) {
        Fields fields = Fields.of(field);
        Optional<Double> latitude = fields.require("lat").flatMap(value -> Values.number(value, -90, 90));
        Optional<Double> longitude = fields.require("lon").flatMap(value -> Values.number(value, -180, 180));
        String place = text(fields, "place");
        String district = text(fields, "district");
        fields.finish();
        return latitude.flatMap(lat -> longitude.map(lon -> new Location(lat, lon, place, district)));
    }

    private static String text(Fields fields, String key) {
        return fields.find(key)
                .flatMap(field -> Values.text(field, Values.TEXT_LENGTH))
                .orElse("");
    }
}
