package org.metrobed.catalog.syntax;

import java.util.List;
import org.metrobed.catalog.yaml.Fields;
import org.metrobed.catalog.yaml.Located;
import org.metrobed.catalog.yaml.Nearest;
import org.metrobed.model.DatastreamId;

/** Reads the former names of a thing, property or datastream. Pure, except that it reports problems. */
final class FormerNames {

    private FormerNames() {}

    /** The names under {@code was}: one, or a list. */
    static List<Located<String>> read(Fields fields) {
        return fields.find("was")
                .map(field -> field.itemsOrSelf().stream()
                        .flatMap(item -> item
                                .scalar()
                                .filter(name -> {
                                    boolean named =
                                            List.of(name.split("/", 2)).stream().allMatch(DatastreamId::isName);
                                    if (!named) {
                                        item.problem("is " + Nearest.quote(name) + ", must be a former name");
                                    }
                                    return named;
                                })
                                .map(name -> new Located<>(name, item))
                                .stream())
                        .toList())
                .orElse(List.of());
    }
}
