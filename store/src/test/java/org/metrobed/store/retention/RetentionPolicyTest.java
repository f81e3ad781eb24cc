package org.metrobed.store.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetentionPolicyTest {

    @Test
    void whatIsNotNamedIsKeptForEver() {
        RetentionPolicy policy = new RetentionPolicy(Map.of(Kept.WINDOWS_PT1M, Duration.ofDays(1)));

        assertThat(policy.find(Kept.WINDOWS_PT1M)).contains(Duration.ofDays(1));
        assertThat(policy.find(Kept.OBSERVATIONS)).isEmpty();
        assertThat(policy.isForEver()).isFalse();
        assertThat(RetentionPolicy.FOR_EVER.isForEver()).isTrue();
    }

    @Test
    void lessThanADayAndMoreThanACenturyAreRefused() {
        assertThatThrownBy(() -> new RetentionPolicy(Map.of(Kept.OBSERVATIONS, Duration.ofHours(23))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("observations cannot be kept for PT23H");
        assertThat(RetentionPolicy.allows(Duration.ofDays(1))).isTrue();
        assertThat(RetentionPolicy.allows(Duration.ofDays(36_500))).isTrue();
        assertThat(RetentionPolicy.allows(Duration.ofDays(36_500).plusNanos(1))).isFalse();
    }
}
