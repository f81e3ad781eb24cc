package org.metrobed.api;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.CompressionType;
import io.javalin.compression.Gzip;
import io.javalin.compression.Zstd;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.metrobed.api.client.ClientResource;
import org.metrobed.api.http.CrossOrigin;
import org.metrobed.api.http.Format;
import org.metrobed.api.http.HostGuard;
import org.metrobed.api.http.Problems;
import org.metrobed.api.http.Routes;
import org.metrobed.api.http.ServerProblems;
import org.metrobed.api.metrics.Metrics;
import org.metrobed.api.openapi.OpenApiResource;
import org.metrobed.api.page.PageResource;

/** Assembles resources into a server. Stateless. */
public final class ApiServer {

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private static final int LONGEST_ADDRESS = 64 << 10;
    private static final int GZIP_LEVEL = 6;
    private static final int ZSTD_LEVEL = 1;
    private static final int MOST_THREADS = 250;
    /** One accepts, one selects, two answer; idle ones beyond them end after a minute. */
    private static final int LEAST_THREADS = 4;

    private ApiServer() {}

    /**
     * Creates a server that is not started.
     *
     * @param routes the paths of the API; those of the page, the OpenAPI document and the metrics are added
     * @param metrics counts the requests
     */
    public static Javalin create(ApiConfig.Http config, Routes routes, Metrics metrics) {
        metrics.register(routes);
        new ClientResource().register(routes);
        new OpenApiResource(routes).register(routes);
        routes.addQuery();
        PageResource page = new PageResource();
        HostGuard plain = new HostGuard(config.host(), config.names());
        HostGuard tls = config.tls()
                .map(listener -> new HostGuard(listener.host(), config.names()))
                .orElse(plain);
        CrossOrigin open = new CrossOrigin(config.host(), config.origins());
        CrossOrigin secure = config.tls()
                .map(listener -> new CrossOrigin(listener.host(), config.origins()))
                .orElse(open);
        return Javalin.create(server -> {
            configure(server, config);
            server.routes.before(ApiServer::addHeaders);
            server.routes.before(context -> (context.req().isSecure() ? tls : plain).check(context));
            server.routes.before(context -> (context.req().isSecure() ? secure : open).answer(context));
            routes.register(server.routes);
            page.register(server.routes);
            Problems.install(server.routes);
            server.requestLogger.http((context, millis) ->
                    metrics.count(route(context), method(context), context.statusCode(), millis / 1e3));
        });
    }

    private static void configure(JavalinConfig server, ApiConfig.Http config) {
        server.startup.showJavalinBanner = false;
        server.startup.showOldJavalinVersionWarning = false;
        server.startup.startupWatcherEnabled = false;
        server.http.prefer405over404 = true;
        server.http.compressionStrategy = compression();
        server.jetty.host = config.host();
        server.jetty.port = config.port();
        server.jetty.threadPool = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
        server.jetty.modifyServer(jetty -> jetty.setErrorHandler(new ServerProblems()));
        server.jetty.modifyServletContextHandler(handler -> handler.setErrorHandler(new ServerProblems()));
        server.jetty.modifyHttpConfiguration(ApiServer::configure);
        config.tls().ifPresent(tls -> {
            server.jetty.addConnector((jetty, http) -> plain(jetty, http, config));
            server.jetty.addConnector(tls::connector);
        });
    }

    /** Parquet is compressed already; zstd costs less than gzip and packs better, so it comes first. */
    private static CompressionStrategy compression() {
        CompressionStrategy strategy = new CompressionStrategy(null, new Gzip(GZIP_LEVEL), new Zstd(ZSTD_LEVEL));
        strategy.setPreferredCompressors(List.of(CompressionType.ZSTD, CompressionType.GZIP));
        List<String> packed = new ArrayList<>(strategy.getExcludedMimeTypes());
        packed.add(Format.PARQUET.mediaType());
        strategy.setExcludedMimeTypes(packed);
        return strategy;
    }

    /** A request may name a thousand datastreams, and the link to its next page too. */
    private static void configure(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(LONGEST_ADDRESS);
        http.setMaxResponseHeaderSize(4 * LONGEST_ADDRESS);
    }

    private static ServerConnector plain(Server jetty, HttpConfiguration http, ApiConfig.Http config) {
        ServerConnector connector = new ServerConnector(jetty, new HttpConnectionFactory(http));
        connector.setHost(config.host());
        connector.setPort(config.port());
        return connector;
    }

    private static void addHeaders(Context context) {
        context.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer");
    }

    /** The method of the request; others than the usual ones count as one, so that the number of label values is bounded. */
    private static String method(Context context) {
        HandlerType method = context.method();
        return HandlerType.commonHttp().contains(method) ? method.name() : "other";
    }

    /** The template of the matching route, so that the number of label values is bounded. */
    private static String route(Context context) {
        var endpoint = context.endpoints().matchedHttpEndpoint();
        return endpoint == null || List.of("*", "").contains(endpoint.path) ? "unmatched" : endpoint.path;
    }
}
