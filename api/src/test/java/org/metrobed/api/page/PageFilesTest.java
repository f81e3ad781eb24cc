package org.metrobed.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** References between the page's files; no browser runs here. */
final class PageFilesTest {

    private static final Pattern IMPORT = Pattern.compile("from \"\\./([a-z]+\\.js)\"");
    private static final Pattern ASKED = Pattern.compile("\\bat\\(\"([a-z-]+)\"\\)");
    private static final Pattern ID = Pattern.compile("\\bid=\"([a-z-]+)\"");
    private static final Pattern REFERENCE = Pattern.compile("\\b(?:for|aria-labelledby|href)=\"#?([a-z-]+)\"");
    private static final Pattern INLINE = Pattern.compile("<script(?![^>]* src=)|<style|\\sstyle=|\\son[a-z]+=");

    private final PageResource page = new PageResource();

    @Test
    void everyModuleThatAModuleImportsIsServed() {
        Set<String> modules = modules();
        assertThat(modules).contains("main.js", "chart.js", "alertview.js", "operator.js", "words.js");
        assertThat(modules).allMatch(name -> page.has("/page/" + name));
    }

    @Test
    void filesThatTheDocumentNamesAreServed() {
        Set<String> named = find(Pattern.compile("(?:href|src)=\"(/page/[^\"]+)\""), read("index.html"));
        assertThat(named).contains("/page/tokens.css", "/page/main.js", "/page/icon.svg");
        assertThat(PageFiles.read().keySet()).containsAll(named).contains(PageFiles.DOCUMENT);
    }

    /** The checker of accessibility that tests of the page run is axe-core 4.10.3 as its makers published it on npm. */
    @Test
    void checkerOfAccessibilityIsAsItWasPublished() throws Exception {
        try (InputStream in = PageFilesTest.class.getResourceAsStream("/axe/axe.min.js")) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
            assertThat(HexFormat.of().formatHex(digest))
                    .isEqualTo("880970c081707360e64f34cea25ff91892f5bc95675b0776925b9709dd8a68bb");
        }
    }

    @Test
    void everyViewHasAnAddress() {
        assertThat(page.has("/")).isTrue();
        assertThat(page.has("/alerts")).isTrue();
        assertThat(page.has("/alert/{id}")).isTrue();
        assertThat(page.has("/day/{date}")).isTrue();
        assertThat(page.has("/city")).isTrue();
        assertThat(page.has("/thing/{testbed}/{thing}")).isTrue();
        assertThat(page.has("/explore")).isTrue();
        assertThat(page.has("/system")).isTrue();
        assertThat(page.has(PageFiles.DOCUMENT)).isFalse();
    }

    @Test
    void everyColourOfAStyleIsAToken() {
        Set<String> known = find(Pattern.compile("--([a-z0-9]+):"), read("tokens.css"));
        for (String style : new String[] {
            "frame.css", "chart.css", "views.css", "thing.css", "explore.css", "system.css", "day.css", "city.css"
        }) {
            assertThat(find(Pattern.compile("var\\(--([a-z0-9]+)\\)"), read(style)))
                    .as(style)
                    .isSubsetOf(known);
            assertThat(find(Pattern.compile("#[0-9a-fA-F]{3,6}\\b[^-{ ]"), read(style)))
                    .as(style)
                    .isEmpty();
        }
    }

    @Test
    void everyElementThatTheFirstModuleAsksForIsThere() {
        assertThat(find(ID, read("index.html"))).containsAll(find(ASKED, read("main.js") + read("nowview.js")));
    }

    @Test
    void labelsAndSkipLinksNameElementsThatAreThere() {
        assertThat(find(ID, read("index.html"))).containsAll(find(REFERENCE, read("index.html")));
    }

    @Test
    void nothingIsInlineThatThePolicyWouldRefuse() {
        assertThat(find(INLINE, read("index.html"))).isEmpty();
        assertThat(modules().stream().map(PageFilesTest::read))
                .noneMatch(text -> text.contains("innerHTML") || text.contains("\"style\""));
    }

    @Test
    void tokenOutlivesNoTab() {
        assertThat(modules().stream().map(PageFilesTest::read))
                .noneMatch(text -> Pattern.compile("localStorage\", TOKEN|document\\.cookie")
                        .matcher(text)
                        .find());
        assertThat(read("operator.js")).contains("write(\"sessionStorage\", TOKEN");
    }

    /** The first module and all modules that it imports, directly or not. */
    private static Set<String> modules() {
        Set<String> found = new TreeSet<>(Set.of("main.js"));
        Deque<String> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            for (String name : find(IMPORT, read(open.pop()))) {
                if (found.add(name)) {
                    open.push(name);
                }
            }
        }
        return found;
    }

    private static Set<String> find(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        pattern.matcher(text).results().map(PageFilesTest::shown).forEach(found::add);
        return found;
    }

    private static String shown(MatchResult match) {
        return match.groupCount() > 0 ? match.group(1) : match.group();
    }

    private static String read(String name) {
        try (InputStream in = PageFilesTest.class.getResourceAsStream("/page/" + name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
