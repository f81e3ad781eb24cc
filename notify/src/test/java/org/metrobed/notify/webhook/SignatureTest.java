package org.metrobed.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.config.Secret;

class SignatureTest {

    /** The key, message and signature of the specification's own test vectors. */
    @Test
    void signatureIsThatOfTheSpecificationsOwnExample() {
        Signature signature = Signature.of(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
        assertThat(signature.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain password",
                "whsec_",
                "whsec_c2hvcnQ=",
                "whsec_%%%%",
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
            })
    void whatIsNoKeyIsRefusedWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> Signature.of(new Secret(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("whsec_")
                .message()
                .doesNotContain("password", "MfKQ", "c2hvcnQ", "%%");
    }
}
