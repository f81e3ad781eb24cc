package org.metrobed.api.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Maps every failure to problem+json; no other class does. Thread-safe. */
public final class Problems {

    /** The content type of a problem. */
    static final String TYPE = "application/problem+json";

    /** Caches must not keep a problem. */
    static final String CACHE = "no-store";

    /** When a client may ask again for what is not available now. */
    private static final String RETRY_SECONDS = "5";

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    /** Installs the handlers that answer failures as problems. */
    public static void install(RoutesConfig routes) {
        routes.exception(ProblemException.class, (failure, context) -> answer(context, failure.problem(), failure));
        routes.exception(
                HttpResponseException.class, (failure, context) -> answer(context, of(failure, context), failure));
        routes.exception(Exception.class, Problems::answerInternal);
    }

    private static Problem of(HttpResponseException failure, Context context) {
        return switch (failure.getStatus()) {
            case 404 -> Problem.notFound("There is nothing at this path; /openapi.json lists every path.");
            case 405 -> {
                allow(failure, context);
                yield Problem.methodNotAllowed(context.method().name());
            }
            default -> Problem.of(failure.getStatus(), String.valueOf(failure.getMessage()));
        };
    }

    private static void allow(HttpResponseException failure, Context context) {
        String methods = failure.getDetails().getOrDefault("availableMethods", "GET");
        context.header("Allow", methods.contains("GET") && !methods.contains("HEAD") ? methods + ", HEAD" : methods);
    }

    private static void answerInternal(Exception failure, Context context) {
        if (!Response.isStarted(context)) {
            LOG.error("{} {} failed", context.method(), context.path(), failure);
        }
        answer(context, Problem.internal(), failure);
    }

    private static void answer(Context context, Problem problem, Exception failure) {
        if (Response.isStarted(context)) {
            LOG.error("{} {} broke off", context.method(), context.path(), failure);
            // part of the answer is sent: a normal end would make it look complete
            cut(context);
            return;
        }
        context.removeHeader("ETag").removeHeader("Link").removeHeader("Content-Disposition");
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE_503) {
            context.header("Retry-After", RETRY_SECONDS);
        }
        context.status(problem.status())
                .header("Cache-Control", CACHE)
                .result(ViewJson.bytes(problem.at(context.path())));
        // set after the body; otherwise the server appends a charset
        context.contentType(TYPE);
    }

    /** Closes the connection in the middle of the answer, so that the client's read fails. */
    private static void cut(Context context) {
        ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }
}
