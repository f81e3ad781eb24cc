package org.metrobed.decoders.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.function.Function;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.model.DeadLetter;

/**
 * Reads JSON for the decoders: one tolerant, bounded factory, and the rule that a message is accepted or refused as a
 * whole. Static functions only.
 */
public final class Json {

    /** A message with deeper nesting is malformed. */
    public static final int MAX_DEPTH = 64;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private Json() {}

    /** An object has two keys of one name, so nothing tells which value is meant. */
    private static final class RepeatedKeyException extends IOException {

        RepeatedKeyException(String key, IOException cause) {
            super("the key '" + Quote.name(key) + "' is there twice in one object", cause);
        }
    }

    /** Reads one message; the parser is at the first token when it is called. */
    @FunctionalInterface
    public interface Reader {
        Decoded read(JsonParser parser) throws IOException;
    }

    /**
     * The result of a reader; a rejection of the whole message if it is empty or cannot be read to its end. NULs at the end are
     * passed over. Of several values, each on lines of its own, the readings are counted on; if one of the values is refused as a
     * whole, the message is.
     */
    public static Decoded decode(byte[] payload, Reader reader) {
        return decode(FACTORY, payload, Utf8.length(payload), parser -> readLines(parser, reader));
    }

    private static Decoded readLines(JsonParser parser, Reader reader) throws IOException {
        Decoded first = reader.read(parser);
        int end = parser.currentLocation().getLineNr();
        if (parser.nextToken() == null) {
            return first;
        }
        Joined joined = new Joined();
        joined.add(first, 1);
        do {
            int line = parser.currentTokenLocation().getLineNr();
            if (line <= end) {
                return malformed(
                        "something follows a value on line " + line + "; each of several must have lines of its own");
            }
            joined.add(reader.read(parser), line);
            end = parser.currentLocation().getLineNr();
        } while (parser.nextToken() != null);
        return joined.decoded();
    }

    /**
     * Like {@link #decode(byte[], Reader)}, for a reader that needs the whole message as a tree. For formats with low
     * rates. Two keys of one name in one object make the message malformed.
     */
    public static Decoded decodeTree(byte[] payload, Function<JsonNode, Decoded> reader) {
        return decode(payload, parser -> reader.apply(readTree(parser)));
    }

    private static JsonNode readTree(JsonParser parser) throws IOException {
        try {
            return MAPPER.readTree(parser);
        } catch (MismatchedInputException e) {
            // a tree takes all JSON but this
            throw new RepeatedKeyException(parser.currentName(), e);
        }
    }

    /**
     * Parses a text within a message as a tree.
     *
     * @throws IOException if it is not JSON, or an object has two keys of one name
     */
    public static JsonNode tree(String text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonNode tree = readTree(parser);
            return tree == null ? MissingNode.getInstance() : tree;
        }
    }

    /** Like {@link #decode(byte[], Reader)}, for any format that Jackson reads. */
    public static Decoded decode(JsonFactory factory, byte[] payload, Reader reader) {
        return decode(factory, payload, payload.length, parser -> {
            Decoded decoded = reader.read(parser);
            return parser.nextToken() == null ? decoded : malformed("something follows the first value");
        });
    }

    private static Decoded decode(JsonFactory factory, byte[] payload, int length, Reader reader) {
        if (length == 0) {
            return Decoded.rejected(DeadLetter.Reason.EMPTY, "the payload is empty");
        }
        try (JsonParser parser = factory.createParser(payload, 0, length)) {
            if (parser.nextToken() == null) {
                return Decoded.rejected(DeadLetter.Reason.EMPTY, "the payload is blank");
            }
            return reader.read(parser);
        } catch (RepeatedKeyException e) {
            return malformed(e.getMessage());
        } catch (IOException e) {
            return malformed("not " + factory.getFormatName() + ": " + Quote.clip(firstLine(e), 300));
        }
    }

    /** A rejection: the whole message is malformed. */
    public static Decoded malformed(String detail) {
        return Decoded.rejected(DeadLetter.Reason.MALFORMED, detail);
    }

    /** Whether a token is a number, including NaN and infinities. */
    public static boolean isNumber(JsonToken token) {
        return token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT;
    }

    /** The type of a node, as text. */
    public static String kind(JsonNode node) {
        return node.isMissingNode() ? "nothing" : kind(node.asToken());
    }

    /** The type of a token, as text. */
    public static String kind(JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> "a text";
            case VALUE_TRUE, VALUE_FALSE -> "a truth value";
            case VALUE_NULL -> "null";
            case START_ARRAY -> "an array";
            case START_OBJECT -> "an object";
            case VALUE_EMBEDDED_OBJECT -> "data";
            default -> "a number";
        };
    }

    private static String firstLine(IOException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
