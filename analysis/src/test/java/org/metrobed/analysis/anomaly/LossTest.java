package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Hourly counts with two rush hours, weekends of half the size, and days that vary by a third. */
class LossTest {

    private static final long HOUR_MICROS = 3_600_000_000L;
    private static final int WEEKS = 8;

    private final Random random = new Random(3);
    private Loss loss = new Loss();
    private int hour;
    private double ofDay = 1;

    @Test
    void ordinaryDaysAreNoLoss() {
        for (int i = 0; i < 24 * 7 * 2 * WEEKS; i++) {
            next(1);
            assertThat(loss.held()).as("hour %s", i).isFalse();
        }
    }

    @Test
    void dayOfAShareOfItsPeopleIsFoundOnThatDayAndEndsSoonAfterIt() {
        learn();
        assertThat(firstHeld(0.04, 24)).isBetween(5, 18);
        assertThat(lastHeld(1, 24)).isLessThanOrEqualTo(10);
    }

    @Test
    void lossOfFrequentValuesEndsWithTheThirdOrdinaryOne() {
        for (int i = 0; i < 24 * 7 * WEEKS; i++) {
            nextInParts(1);
        }
        for (int i = 0; i < 15; i++) {
            nextInParts(0.04);
        }
        assertThat(loss.held()).isTrue();
        LocalMoment whole = moment();
        double value = value(1);
        for (int part = 0; part < 3; part++) {
            assertThat(loss.held()).as("part %s", part).isTrue();
            loss.next(LocalMoment.of(whole.micros() + part * HOUR_MICROS / 12, ZoneOffset.UTC), value, false, true);
        }
        assertThat(loss.held()).isFalse();
    }

    @Test
    void dayOfLessThanHalfIsALossOfHourlyValues() {
        learn();
        assertThat(firstHeld(0.35, 24)).isBetween(5, 23);
    }

    @Test
    void largeSurplusesDoNotHideALoss() {
        learn();
        for (int day = 0; day < 5; day++) {
            run(8, 24);
            run(1, 48);
        }
        run(1, 24 * 7);
        assertThat(firstHeld(0.04, 24)).isBetween(5, 18);
    }

    @Test
    void lossIsUsualAfterSomeHours() {
        learn();
        run(0.04, 24 + 6);
        assertThat(loss.held())
                .as("also after a night, which has nothing to lose")
                .isTrue();
        run(0.04, Jump.LONGEST_HOURS);
        assertThat(firstHeld(0.04, 24 * 7 * WEEKS)).isEqualTo(-1);
    }

    @Test
    void valuesBelowZeroHaveNoShare() {
        learn();
        loss.next(moment(), -1, true, true);
        assertThat(firstHeld(0.04, 48)).isEqualTo(-1);
    }

    @Test
    void meansOfFiveMinutesAreJudgedHourByHour() {
        for (int i = 0; i < 24 * 7 * WEEKS; i++) {
            nextInParts(1);
        }
        boolean found = false;
        for (int i = 0; i < 24; i++) {
            nextInParts(0.04);
            found = found || loss.held();
        }
        assertThat(found).isTrue();
    }

    @Test
    void restoredLossGoesOnAsBefore() {
        learn();
        run(0.04, 10);
        ByteBuffer saved = ByteBuffer.allocate(loss.bytes());
        loss.write(saved);
        assertThat(saved.remaining()).isZero();
        Loss restored = new Loss();
        restored.read(saved.flip());
        for (int i = 0; i < 100; i++) {
            LocalMoment moment = moment();
            double value = value(i < 20 ? 0.04 : 1);
            loss.next(moment, value, true, true);
            restored.next(moment, value, true, true);
            assertThat(restored.held()).isEqualTo(loss.held());
        }
    }

    private void learn() {
        run(1, 24 * 7 * WEEKS);
        assertThat(loss.held()).isFalse();
    }

    private void run(double share, int hours) {
        for (int i = 0; i < hours; i++) {
            next(share);
        }
    }

    /** The first hour of these in which the loss is held; -1 if there is none. */
    private int firstHeld(double share, int hours) {
        int first = -1;
        for (int i = 0; i < hours; i++) {
            next(share);
            first = first < 0 && loss.held() ? i : first;
        }
        return first;
    }

    private int lastHeld(double share, int hours) {
        int last = -1;
        for (int i = 0; i < hours; i++) {
            next(share);
            last = loss.held() ? i : last;
        }
        return last;
    }

    private void next(double share) {
        LocalMoment moment = moment();
        loss.next(moment, value(share), true, true);
    }

    private void nextInParts(double share) {
        LocalMoment whole = moment();
        double value = value(share);
        for (int part = 0; part < 12; part++) {
            LocalMoment moment = LocalMoment.of(whole.micros() + part * HOUR_MICROS / 12, ZoneOffset.UTC);
            loss.next(moment, value, false, true);
        }
    }

    /** From a Monday on. */
    private LocalMoment moment() {
        return LocalMoment.of((4L * 24 + hour++) * HOUR_MICROS, ZoneOffset.UTC);
    }

    private double value(double share) {
        int now = Math.floorMod(hour - 1, 24);
        if (now == 0) {
            ofDay = 0.8 + 0.4 * random.nextDouble();
        }
        boolean weekend = Math.floorMod((hour - 1) / 24, 7) >= 5;
        double height = Math.max(0.02, Math.sin((now - 5) / 18.0 * Math.PI));
        return Math.rint(1_000 * share * ofDay * height * (weekend ? 0.5 : 1));
    }
}
