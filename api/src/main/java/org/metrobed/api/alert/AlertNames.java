package org.metrobed.api.alert;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.metrobed.analysis.anomaly.IngestSilence;
import org.metrobed.analysis.correlate.AlertCorrelator;
import org.metrobed.api.http.ProblemException;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.api.http.Request;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.yaml.Nearest;

/**
 * Refuses requests of alerts that select by a detector or a person that nothing knows: a typing error would give an empty
 * list. Static functions only.
 */
final class AlertNames {

    /** Detectors that no catalog names. */
    private static final List<String> BUILT_IN = List.of(
            "watch",
            "catalog-unreadable",
            "system-health",
            IngestSilence.DETECTOR,
            AlertCorrelator.GATEWAY_SILENT,
            AlertCorrelator.THING_SILENT,
            AlertCorrelator.NETWORK_SILENT);

    private AlertNames() {}

    /** @throws ProblemException that names the parameter and the nearest name */
    static void check(Request request, Catalog catalog, AlertStore store) throws SQLException {
        List<String> detectors = request.listTexts(AlertParameters.DETECTOR);
        if (!detectors.isEmpty()) {
            Set<String> known = new TreeSet<>(BUILT_IN);
            catalog.datastreams()
                    .forEach(datastream -> datastream.settings().thresholds().forEach(rule -> known.add(rule.name())));
            if (!known.containsAll(detectors)) {
                known.addAll(store.alerts().listDetectors(request.sight().subjects()));
            }
            for (String detector : detectors) {
                refuseUnknown(AlertParameters.DETECTOR, detector, known, "no rule of the catalog and no alert has");
            }
        }
        Optional<String> assignee = request.findText(AlertParameters.ASSIGNEE);
        if (assignee.isPresent()) {
            Set<String> known =
                    new TreeSet<>(store.actions().listAssignees(request.sight().subjects()));
            refuseUnknown(AlertParameters.ASSIGNEE, assignee.get(), known, "no alert was ever assigned to");
        }
    }

    private static void refuseUnknown(QueryParameter parameter, String name, Set<String> known, String why) {
        if (!known.contains(name)) {
            throw ProblemException.parameter(
                    parameter.name(), "is " + Nearest.quote(name) + ", which " + why + Nearest.hint(name, known));
        }
    }
}
