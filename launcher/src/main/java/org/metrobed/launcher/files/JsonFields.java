package org.metrobed.launcher.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.metrobed.config.ConfigException;

/** Fields of a JSON object. The first wrong field is thrown as an exception, with the name of its case. */
public final class JsonFields implements TestFields {

    private final String place;
    private final JsonNode object;

    public JsonFields(String place, JsonNode object) {
        this.place = place;
        this.object = object;
    }

    @Override
    public boolean has(String key) {
        return object.hasNonNull(key);
    }

    @Override
    public OptionalDouble findNumber(String key) {
        if (!has(key)) {
            return OptionalDouble.empty();
        }
        try {
            return OptionalDouble.of(TestFields.parse(object.get(key).asText()));
        } catch (NumberFormatException e) {
            reject(key, "is '" + object.get(key) + "', must be a number");
            return OptionalDouble.empty();
        }
    }

    @Override
    public String text(String key, String otherwise) {
        return has(key) ? object.get(key).asText() : otherwise;
    }

    @Override
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        object.path(key).forEach(item -> texts.add(item.asText()));
        return texts;
    }

    @Override
    public List<TestFields> maps(String key) {
        List<TestFields> maps = new ArrayList<>();
        object.path(key).forEach(item -> maps.add(new JsonFields(place + " " + key + "[" + maps.size() + "]", item)));
        return maps;
    }

    @Override
    public void reject(String key, String rule) {
        throw new ConfigException(List.of(place + ": " + key + " " + rule));
    }
}
