package org.metrobed.api.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.metrobed.api.http.EntityTags;
import org.metrobed.api.http.Response;

/**
 * The page and its files, held in memory, each with a strong ETag. Every view has an address of its own, at which the
 * same document is served; the document shows the view of its address. Thread-safe.
 */
public final class PageResource {

    /** The addresses of the views. */
    private static final List<String> VIEWS = List.of(
            "/",
            "/alerts",
            "/alert/{id}",
            "/thing/{testbed}/{thing}",
            "/explore",
            "/system",
            "/day",
            "/day/{date}",
            "/city");

    private final Map<String, PageFiles.File> pages = new LinkedHashMap<>(PageFiles.read());

    /** Reads every file. */
    public PageResource() {
        PageFiles.File document = pages.remove(PageFiles.DOCUMENT);
        VIEWS.forEach(view -> pages.put(view, document));
    }

    /** Registers its paths; they are not part of the API. */
    public void register(RoutesConfig server) {
        pages.forEach((path, page) -> {
            server.get(path, context -> answer(context, page));
            server.head(path, context -> answer(context, page));
        });
    }

    /** Whether a path, as it is registered, is that of a view or a file. */
    public boolean has(String path) {
        return pages.containsKey(path);
    }

    private static void answer(Context context, PageFiles.File page) {
        context.header("ETag", page.tag()).header("Cache-Control", "no-cache");
        if (EntityTags.match(context.header("If-None-Match"), page.tag())) {
            Response.answerNotModified(context);
        } else {
            context.result(page.text()).contentType(page.type());
        }
    }
}
