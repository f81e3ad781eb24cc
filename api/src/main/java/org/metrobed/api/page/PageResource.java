package org.metrobed.api.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.metrobed.api.http.EntityTags;
import org.metrobed.api.http.Response;

/** The page at {@code /} and its files, held in memory, each with a strong ETag. Thread-safe. */
public final class PageResource {

    private static final String CHART = "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private static final String ALERT = "/alert/{id}";

    private record Page(String text, String type, String tag) {}

    private final Map<String, Page> pages = new LinkedHashMap<>();

    /** Reads every file. */
    public PageResource() {
        pages.put("/", read("/page/index.html"));
        for (String name : new String[] {
            "style.css",
            "icon.svg",
            "main.js",
            "model.js",
            "live.js",
            "map.js",
            "values.js",
            "alerts.js",
            "detail.js",
            "actions.js",
            "form.js",
            "operator.js",
            "words.js",
            "course.js",
            "series.js",
            "places.js",
            "dom.js",
            "format.js"
        }) {
            pages.put("/page/" + name, read("/page/" + name));
        }
        pages.put("/page/vendor/chart.js", read(CHART));
    }

    /** Registers its paths; they are not part of the API. */
    public void register(RoutesConfig server) {
        pages.forEach((path, page) -> {
            server.get(path, context -> answer(context, page));
            server.head(path, context -> answer(context, page));
        });
        server.get(ALERT, PageResource::openAlert);
    }

    /** Whether a path is one of its files, or leads to one. */
    public boolean has(String path) {
        return pages.containsKey(path) || path.equals(ALERT);
    }

    /** The address of an alert in notifications leads to the page with that alert open. */
    private static void openAlert(Context context) {
        String id = URLEncoder.encode(context.pathParam("id"), StandardCharsets.UTF_8);
        context.header("Location", "../#alert/" + id).status(302);
    }

    private static void answer(Context context, Page page) {
        context.header("ETag", page.tag).header("Cache-Control", "no-cache");
        if (EntityTags.match(context.header("If-None-Match"), page.tag)) {
            Response.answerNotModified(context);
        } else {
            context.result(page.text).contentType(page.type);
        }
    }

    private static Page read(String resource) {
        try (InputStream in = PageResource.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the class path has no " + resource);
            }
            byte[] bytes = in.readAllBytes();
            CRC32 sum = new CRC32();
            sum.update(bytes);
            String type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
            return new Page(
                    new String(bytes, StandardCharsets.UTF_8),
                    type,
                    "\"" + Long.toHexString(sum.getValue()) + "-" + bytes.length + "\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
