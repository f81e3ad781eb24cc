package org.metrobed.recordings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Takes values out of JSON payloads by the names of their fields, at any depth. A value is replaced by the text {@value #REDACTED}, or by
 * a pseudonym: the same value has the same pseudonym within one recording, and nobody can compute it, because its key is never stored.
 * A payload that is not JSON cannot be redacted, so it is left out. One thread.
 */
public final class PayloadRedaction {

    /** Replaces a value. */
    public static final String REDACTED = "redacted";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int PSEUDONYM_BYTES = 8;
    /** Numbers keep their digits. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final List<String> replaced;
    private final List<String> pseudonymized;
    private final Set<String> found = new TreeSet<>();
    private final Mac mac;
    private long leftOut;

    /**
     * A redaction.
     *
     * @param replaced names of fields whose values are replaced; none for none
     * @param pseudonymized names of fields whose values become pseudonyms
     */
    public PayloadRedaction(List<String> replaced, List<String> pseudonymized) {
        this.replaced = List.copyOf(replaced);
        this.pseudonymized = List.copyOf(pseudonymized);
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        try {
            this.mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** Changes nothing. */
    public static PayloadRedaction none() {
        return new PayloadRedaction(List.of(), List.of());
    }

    /** Names of the fields whose values are replaced. */
    public List<String> replaced() {
        return replaced;
    }

    /** Names of the fields whose values become pseudonyms. */
    public List<String> pseudonymized() {
        return pseudonymized;
    }

    /** The message as it may be kept; empty if it must be left out. */
    public Optional<RecordedMessage> apply(RecordedMessage message) {
        if ((replaced.isEmpty() && pseudonymized.isEmpty()) || message.payload().length == 0) {
            return Optional.of(message);
        }
        try {
            JsonNode tree = JSON.readTree(message.payload());
            return Optional.of(clean(tree) ? message.with(message.topic(), JSON.writeValueAsBytes(tree)) : message);
        } catch (JsonProcessingException e) {
            leftOut++;
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    /** Messages that were left out because their payload is not JSON. */
    public long leftOut() {
        return leftOut;
    }

    /** Named fields that no message had so far. */
    public List<String> missing() {
        TreeSet<String> missing = new TreeSet<>(replaced);
        missing.addAll(pseudonymized);
        missing.removeAll(found);
        return List.copyOf(missing);
    }

    /** Whether a value was replaced. */
    private boolean clean(JsonNode node) {
        boolean changed = false;
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
                Optional<String> instead = instead(field.getKey(), field.getValue());
                instead.ifPresent(text -> object.set(field.getKey(), TextNode.valueOf(text)));
                changed |= instead.isPresent() || clean(field.getValue());
            }
        } else if (node instanceof ArrayNode array) {
            for (JsonNode item : array) {
                changed |= clean(item);
            }
        }
        return changed;
    }

    private Optional<String> instead(String name, JsonNode value) {
        if (replaced.contains(name)) {
            found.add(name);
            return Optional.of(REDACTED);
        }
        if (pseudonymized.contains(name)) {
            found.add(name);
            byte[] whole = mac.doFinal(value.toString().getBytes(StandardCharsets.UTF_8));
            return Optional.of(HexFormat.of().formatHex(whole, 0, PSEUDONYM_BYTES));
        }
        return Optional.empty();
    }
}
