package org.metrobed.decoders.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.metrobed.decoders.Decoders;
import org.metrobed.decoders.json.TreeRules;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.DecoderOption;
import org.metrobed.decoders.spi.DecoderOptionException;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.spi.Message;
import org.metrobed.model.DeadLetter.Reason;

/** What golden payloads do not cover of {@link XmlTree}: its bounds, and options. */
class XmlPointerDecoderTest {

    private static final String OPTIONS = "{\"fields\":{\"t\":\"/m/t\"}}";

    @Test
    void tooManyElementsAreMalformed() {
        assertMalformed("<m>" + "<t>1</t>".repeat(XmlTree.MAX_NODES) + "</m>", "more than 200000 elements");
    }

    @Test
    void tooDeepElementsAreMalformed() {
        assertMalformed("<m>".repeat(XmlTree.MAX_DEPTH + 1) + "</m>".repeat(XmlTree.MAX_DEPTH + 1), "deeper than 64");
        assertThat(decode("<m>".repeat(XmlTree.MAX_DEPTH) + "</m>".repeat(XmlTree.MAX_DEPTH))
                        .rejections())
                .extracting(Decoded.Rejection::reason)
                .containsExactly(Reason.EMPTY);
    }

    @Test
    void instructionsAndCommentsSayNothing() {
        assertThat(decode("<?xml-stylesheet href='a'?><m><!-- 7 --><t>1<!-- 2 -->3</t></m><!-- end -->")
                        .measurements())
                .extracting(Measurement::value)
                .containsExactly(13.0);
    }

    @Test
    void numbersAreAlwaysTextsSoThereIsNoOptionForThem() {
        assertThat(TreeRules.xmlOptions())
                .extracting(DecoderOption::name)
                .contains("each")
                .doesNotContain("numbers-as-text");
        assertThatThrownBy(() -> Decoders.create("xml-pointer", "{}"))
                .isInstanceOf(DecoderOptionException.class)
                .hasMessageStartingWith("fields must be a map");
    }

    private static void assertMalformed(String xml, String detail) {
        assertThat(decode(xml).rejections()).singleElement().satisfies(one -> {
            assertThat(one.reason()).isEqualTo(Reason.MALFORMED);
            assertThat(one.detail()).contains(detail);
        });
    }

    private static Decoded decode(String xml) {
        return Decoders.create("xml-pointer", OPTIONS).decode(new Message("t", xml.getBytes(UTF_8), null, 0));
    }
}
