package org.metrobed.notify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.metrobed.notify.receiver.ReceiverInfo;
import org.metrobed.notify.receiver.ReceiverKind;

class ReceiversTest {

    @Test
    void namesAreUniqueKebabCaseAndEachSaysWhatItIs() {
        assertThat(Receivers.list())
                .extracting(kind -> kind.info().name())
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
        assertThat(Receivers.list()).extracting(ReceiverKind::info).allSatisfy((ReceiverInfo info) -> {
            assertThat(info.summary()).endsWith(".").doesNotContain("\n");
            assertThat(info.explanation()).isNotBlank();
            assertThat(info.settings()).isNotEmpty();
            assertThat(info.settings().get(0).defaultValue())
                    .as("off by default")
                    .isEmpty();
        });
    }
}
