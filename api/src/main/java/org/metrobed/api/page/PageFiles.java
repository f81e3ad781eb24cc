package org.metrobed.api.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** The files of the page on the class path: the document, what it names, and what its modules import. Stateless. */
final class PageFiles {

    /** The document. */
    static final String DOCUMENT = "/page/index.html";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private static final Pattern NAMED = Pattern.compile("(?:href|src)=\"(/page/[a-z]+\\.[a-z]+)\"");
    private static final Pattern IMPORTED = Pattern.compile("from \"\\.(/[a-z]+\\.js)\"");

    private PageFiles() {}

    /**
     * A file.
     *
     * @param type the value of the header Content-Type
     * @param tag a strong ETag, quoted
     */
    record File(String text, String type, String tag) {}

    /**
     * Reads all files, by their paths.
     *
     * @throws IllegalStateException if one is missing
     */
    static Map<String, File> read() {
        Map<String, File> files = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>();
        open.add(DOCUMENT);
        while (!open.isEmpty()) {
            String path = open.pop();
            if (!files.containsKey(path)) {
                File file = read(path);
                files.put(path, file);
                find(NAMED, file.text()).forEach(open::add);
                find(IMPORTED, file.text()).map(name -> "/page" + name).forEach(open::add);
            }
        }
        return files;
    }

    private static Stream<String> find(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult match) -> match.group(1));
    }

    private static File read(String resource) {
        try (InputStream in = PageFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the class path has no " + resource);
            }
            byte[] bytes = in.readAllBytes();
            CRC32 sum = new CRC32();
            sum.update(bytes);
            String type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
            String tag = "\"" + Long.toHexString(sum.getValue()) + "-" + bytes.length + "\"";
            return new File(new String(bytes, StandardCharsets.UTF_8), type, tag);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
