package org.metrobed.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whatever the files hold, the reader compiles them or lists problems; it never fails otherwise. */
class HostileTextTest {

    private static final String LETTERS = "\n\t :-[]{}&*#|>'\"%@`?,.0aE~!\u00b5\u2028\ud83d\ude00";
    private static final int ROUNDS = 300;

    @Test
    void damagedBundlesCompileOrListProblemsInTheirFiles() {
        Map<String, String> sound =
                CatalogFiles.readFolder(Path.of("..", "bundles")).texts();
        Random random = new Random(20_261_122);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<CatalogProblem> problems = Bundles.problemsOf(CatalogFiles.of(damaged(sound, random)));
            refused += problems.isEmpty() ? 0 : 1;
            assertThat(problems).allSatisfy(problem -> {
                assertThat(sound).containsKey(problem.file());
                assertThat(problem.line()).isPositive();
            });
        }
        assertThat(refused).isBetween(ROUNDS / 4, ROUNDS - 1);
    }

    private static Map<String, String> damaged(Map<String, String> sound, Random random) {
        Map<String, String> files = new TreeMap<>(sound);
        String path = List.copyOf(files.keySet()).get(random.nextInt(files.size()));
        StringBuilder text = new StringBuilder(files.get(path));
        for (int i = 0; i <= random.nextInt(3); i++) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(6));
            int letter = random.nextInt(LETTERS.length());
            text.replace(at, end, random.nextBoolean() ? "" : LETTERS.substring(letter, letter + 1));
        }
        files.put(path, text.toString());
        return files;
    }
}
