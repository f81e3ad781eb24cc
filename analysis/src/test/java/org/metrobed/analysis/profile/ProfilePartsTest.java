package org.metrobed.analysis.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@link ProfileKind}, {@link Stretch} and {@link Uncovered}. */
class ProfilePartsTest {

    @Test
    void classesAreNamedForPeople() {
        assertThat(ProfileKind.HOUR_OF_DAY.label(7)).isEqualTo("07:00");
        assertThat(ProfileKind.DAY_OF_WEEK.label(1)).isEqualTo("Monday");
        assertThat(ProfileKind.MONTH.label(12)).isEqualTo("December");
        assertThat(ProfileKind.HOUR_OF_WEEK.label(167)).isEqualTo("Sunday 23:00");
        assertThat(ProfileKind.HOUR_BY_MONTH.label(24 * 4 + 7)).isEqualTo("May 07:00");
        assertThat(ProfileKind.KIND_OF_DAY.label(1)).isEqualTo("weekday");
        assertThat(ProfileKind.HOUR_BY_KIND_OF_DAY.label(47)).isEqualTo("weekend 23:00");
    }

    @Test
    void kindIsReadFromItsWord() {
        for (ProfileKind kind : ProfileKind.values()) {
            assertThat(ProfileKind.parse(kind.word())).isEqualTo(kind);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> ProfileKind.parse("year"));
    }

    @Test
    void stretchIsNarrowedToWholeWindows() {
        assertThat(new Stretch(59_000_001, 181_000_000).wholeWindows(60_000))
                .isEqualTo(new Stretch(60_000_000, 180_000_000));
        assertThat(new Stretch(60_000_000, 120_000_000).wholeWindows(60_000))
                .isEqualTo(new Stretch(60_000_000, 120_000_000));
        assertThat(new Stretch(61_000_000, 119_000_000).wholeWindows(60_000).isEmpty())
                .isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> new Stretch(2, 1));
    }

    @Test
    void whatWindowsLeaveIsWhatNoneOfThemHolds() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int from = random.nextInt(5);
            int to = from + random.nextInt(40);
            Uncovered uncovered = new Uncovered(new Stretch(from, to));
            boolean[] covered = new boolean[100];
            for (int at = from + random.nextInt(4); at + 3 <= to; at += 3 + random.nextInt(2) * random.nextInt(5)) {
                uncovered.cover(at, at + 3);
                covered[at] = covered[at + 1] = covered[at + 2] = true;
            }
            List<Stretch> left = new ArrayList<>();
            for (int at = from; at < to; at++) {
                int last = left.size() - 1;
                if (covered[at]) {
                    continue;
                }
                if (last >= 0 && left.get(last).toMicros() == at) {
                    left.set(last, new Stretch(left.get(last).fromMicros(), at + 1));
                } else {
                    left.add(new Stretch(at, at + 1));
                }
            }
            assertThat(uncovered.list()).isEqualTo(left);
        }
    }
}
