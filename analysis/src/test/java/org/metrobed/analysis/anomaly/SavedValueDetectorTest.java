package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.metrobed.model.Scale;

class SavedValueDetectorTest {

    private int asked;

    @Test
    void bytesAreAskedForOnceAndOnlyIfTheDetectorIsNeeded() {
        byte[] bytes = new SavedValueDetector(SeasonCalendar.of(ZoneOffset.UTC), 0, Scale.LINE, null).save();
        SavedValueDetector saved = new SavedValueDetector(SeasonCalendar.of(ZoneOffset.UTC), 0, Scale.LINE, () -> {
            asked++;
            return bytes;
        });
        assertThat(saved.saveChanged()).as("nothing has changed").isEmpty();
        assertThat(asked).isZero();
        assertThat(saved.get()).isSameAs(saved.get());
        assertThat(saved.saveChanged()).contains(bytes);
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void earlierVersionsHaveFewerBytes() {
        assertThat(SavedValueDetector.bytes(AnomalyDetector.VERSION)).isEqualTo(SavedValueDetector.BYTES);
        assertThat(SavedValueDetector.bytes(AnomalyDetector.THREE)).isLessThan(SavedValueDetector.BYTES);
        assertThat(SavedValueDetector.bytes(AnomalyDetector.BEFORE))
                .isNotEqualTo(SavedValueDetector.bytes(AnomalyDetector.THREE));
    }
}
