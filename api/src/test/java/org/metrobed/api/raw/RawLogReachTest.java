package org.metrobed.api.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.testkit.Certificates;
import org.metrobed.testkit.TlsRefusal;
import org.metrobed.topics.Topics;

class RawLogReachTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void kafkaWithTlsIsAskedOverTls(boolean withOwnAuthority, @TempDir Path folder) {
        try (TlsRefusal kafka = TlsRefusal.start()) {
            String authority =
                    withOwnAuthority ? "?ca=" + Certificates.create(folder).authority() : "";
            assertThatThrownBy(() -> RawLogReach.read("ssl://" + kafka.address() + authority, new Topics("reach.")))
                    .isInstanceOf(SslAuthenticationException.class);
            assertThat(kafka.handshakes()).isPositive();
        }
    }
}
