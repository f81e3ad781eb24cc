package org.metrobed.api.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * An RFC 9457 problem. Immutable.
 *
 * @param type a URN that names the kind of problem
 * @param title the kind as a phrase
 * @param status the HTTP status
 * @param detail what is wrong with this request
 * @param instance the requested path, null until it is answered
 * @param errors one entry for each parameter that breaks a rule, may be empty
 * @param currentVersion the current version of a resource that was changed concurrently; null for other problems
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Doc(value = "the requested path", optional = true) String instance,

        @Doc(value = "one entry for each parameter that breaks a rule", optional = true)
        List<Breach> errors,

        @Doc(value = "current version of a resource that was changed concurrently", optional = true)
        Integer currentVersion) {

    /** A parameter and the rule that its value breaks. */
    public record Breach(String parameter, String rule) {}

    private static final String PREFIX = "urn:metrobed:problem:";

    public Problem {
        errors = List.copyOf(errors);
    }

    private Problem(String type, String title, int status, String detail, String instance, List<Breach> errors) {
        this(type, title, status, detail, instance, errors, null);
    }

    /** A parameter breaks a rule. */
    public static Problem parameter(String parameter, String rule) {
        return parameters(List.of(new Breach(parameter, rule)));
    }

    /** Several parameters break rules; at least one entry. */
    public static Problem parameters(List<Breach> breaches) {
        Breach first = breaches.get(0);
        String more = breaches.size() == 1 ? "" : " " + (breaches.size() - 1) + " more in 'errors'.";
        return new Problem(
                PREFIX + "invalid-parameter",
                "A parameter is not valid",
                400,
                sentence("Parameter '" + first.parameter() + "' " + first.rule()) + more,
                null,
                breaches);
    }

    /** The query as a whole breaks a rule. */
    public static Problem query(String rule) {
        return new Problem(
                PREFIX + "invalid-parameter",
                "A parameter is not valid",
                400,
                sentence("The query " + rule),
                null,
                List.of());
    }

    /** A text with a mark at its end; a rule may end with a question. */
    private static String sentence(String text) {
        return text.matches("(?s).*[.?!]") ? text : text + ".";
    }

    /** The resource does not exist. */
    public static Problem notFound(String detail) {
        return new Problem(PREFIX + "not-found", "Not found", 404, detail, null, List.of());
    }

    /** The path does not support this method. */
    public static Problem methodNotAllowed(String method) {
        return new Problem(
                PREFIX + "method-not-allowed",
                "Method not allowed",
                405,
                "This path does not answer " + method + "; the header Allow lists the methods that it does.",
                null,
                List.of());
    }

    /** The request conflicts with the current state. */
    public static Problem conflict(String detail) {
        return new Problem(PREFIX + "conflict", "Conflict", 409, detail, null, List.of());
    }

    /** Another client changed it concurrently. */
    public static Problem stale(String detail, int currentVersion) {
        return new Problem(PREFIX + "stale-version", "Changed meanwhile", 409, detail, null, List.of(), currentVersion);
    }

    /** It existed and is no longer kept. */
    public static Problem gone(String detail) {
        return new Problem(PREFIX + "gone", "Gone", 410, detail, null, List.of());
    }

    /** The client is not authenticated. */
    public static Problem unauthorized(String detail) {
        return new Problem(PREFIX + "unauthorized", "Not authorized", 401, detail, null, List.of());
    }

    /** Nobody may do this. */
    public static Problem forbidden(String detail) {
        return new Problem(PREFIX + "forbidden", "Forbidden", 403, detail, null, List.of());
    }

    /** The body breaks a rule. */
    public static Problem body(String rule) {
        return new Problem(
                PREFIX + "invalid-body", "The body is not valid", 400, sentence("The body " + rule), null, List.of());
    }

    /** None of the formats that the client accepts is offered. */
    public static Problem notAcceptable(String asked, List<Format> offered) {
        String names = String.join(", ", offered.stream().map(Format::mediaType).toList());
        return new Problem(
                PREFIX + "not-acceptable",
                "Not acceptable",
                406,
                "Accept '" + asked + "' matches none of the formats of this path: " + names + ".",
                null,
                List.of());
    }

    /** A bounded resource is exhausted. */
    public static Problem unavailable(String detail) {
        return new Problem(PREFIX + "unavailable", "Not available now", 503, detail, null, List.of());
    }

    /** Any other status set by the server. */
    public static Problem of(int status, String title) {
        return new Problem("about:blank", title, status, title + ".", null, List.of());
    }

    /** An internal error; reveals no internals. */
    public static Problem internal() {
        return new Problem(
                PREFIX + "internal",
                "Internal error",
                500,
                "The request failed on our side; the log has the reason.",
                null,
                List.of());
    }

    /** This problem with a path. */
    public Problem at(String path) {
        return new Problem(type, title, status, detail, path, errors, currentVersion);
    }
}
