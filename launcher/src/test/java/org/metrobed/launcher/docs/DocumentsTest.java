package org.metrobed.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.metrobed.launcher.Metrobed;

/** Checks that the files, tests and commands named in documents exist. */
class DocumentsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> PASSED_OVER = Set.of("target", ".git", "data", "node_modules");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#: ]+)(#[^)]*)?\\)");
    private static final Pattern CITED_TEST = Pattern.compile("`([A-Z][a-z]\\w+(Test|IT))`");
    private static final Pattern COMMAND = Pattern.compile("\\./metrobed ([a-z]+(?:-[a-z]+)*)");

    private static final List<Path> DOCUMENTS = new ArrayList<>();
    private static final Set<String> CLASSES = new TreeSet<>();

    @BeforeAll
    static void findFiles() throws IOException {
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean passedOver = PASSED_OVER.contains(folder.getFileName().toString());
                return passedOver ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (name.endsWith(".md")) {
                    DOCUMENTS.add(file);
                } else if (name.endsWith(".java")) {
                    CLASSES.add(name.substring(0, name.length() - ".java".length()));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Test
    void linkedFilesExist() throws IOException {
        assertThat(DOCUMENTS).contains(ROOT.resolve("README.md"), ROOT.resolve("ARCHITECTURE.md"));
        for (Path document : DOCUMENTS) {
            assertThat(find(LINK, document))
                    .allSatisfy(link -> assertThat(document.resolveSibling(link))
                            .as(document.toString())
                            .exists());
        }
    }

    @Test
    void citedTestsExist() throws IOException {
        for (Path document : DOCUMENTS) {
            assertThat(CLASSES).as(document.toString()).containsAll(find(CITED_TEST, document));
        }
    }

    @Test
    void commandsAreThoseOfTheCommandLine() throws IOException {
        Set<String> known = Metrobed.commandLine().getSubcommands().keySet();
        for (Path document : DOCUMENTS) {
            assertThat(known).as(document.toString()).containsAll(find(COMMAND, document));
        }
    }

    private static List<String> find(Pattern pattern, Path document) throws IOException {
        return pattern.matcher(Files.readString(document))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
