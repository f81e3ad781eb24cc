package org.metrobed.api.http;

import java.util.ArrayList;
import java.util.List;

/** Checks the parameters of a request by their declarations, before anything is answered. Static functions only. */
final class DeclaredParameters {

    private DeclaredParameters() {}

    /**
     * Reads every declared parameter once.
     *
     * @throws ProblemException that names each parameter that breaks a rule
     */
    static void check(Request request, List<QueryParameter> parameters) {
        List<Problem.Breach> breaches = new ArrayList<>();
        for (QueryParameter parameter : parameters) {
            try {
                read(request, parameter);
            } catch (ProblemException e) {
                breaches.addAll(e.problem().errors());
            }
        }
        if (!breaches.isEmpty()) {
            throw new ProblemException(Problem.parameters(breaches));
        }
    }

    private static void read(Request request, QueryParameter parameter) {
        if (parameter.equals(RequestZone.TZ)) {
            request.zone();
        } else if (parameter.repeatable()) {
            request.listTexts(parameter);
        } else {
            switch (parameter.kind()) {
                case TEXT -> request.findText(parameter);
                case INTEGER -> request.findInteger(parameter);
                case NUMBER -> request.findNumber(parameter);
                case INSTANT -> request.findInstant(parameter);
            }
        }
    }
}
