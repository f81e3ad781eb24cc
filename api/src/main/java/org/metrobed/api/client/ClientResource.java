package org.metrobed.api.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.metrobed.api.http.Format;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;

/** The clients for Python and R, one file each. Thread-safe. */
public final class ClientResource {

    private static final String TYPE = Format.TEXT.mediaType() + "; charset=utf-8";

    /** Registers its paths. */
    public void register(Routes routes) {
        routes.add(file("metrobed.py", "The client for Python, one file: reads lists into pandas or polars"));
        routes.add(file("metrobed.R", "The client for R, one file: reads lists into data frames"));
    }

    private static Route file(String name, String summary) {
        String text = read(name);
        return new Route(
                "/" + name,
                summary,
                List.of(),
                new Route.Output(null, false, List.of(Format.TEXT)),
                request -> request.response().text(text, TYPE));
    }

    private static String read(String name) {
        try (InputStream file = ClientResource.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
