package org.metrobed.catalog.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.metrobed.catalog.holiday.HolidayDays;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Fields;
import org.metrobed.catalog.yaml.Nearest;
import org.metrobed.model.CityHolidays;

/** Reads the holidays of a test-bed. Static functions only. */
final class HolidaySyntax {

    /** Most days of a city. */
    static final int MOST_OWN = 200;

    private HolidaySyntax() {}

    /** The holidays at a field; what is wrong is reported and left out. */
    static CityHolidays read(Field field) {
        Fields fields = Fields.of(field);
        Optional<Field> countryField = fields.find("country");
        Optional<String> country = countryField.flatMap(
                one -> known(one, HolidayDays.countries(), "country with known holidays, ISO 3166-1"));
        Optional<Field> regionField = fields.find("region");
        if (regionField.isPresent() && countryField.isEmpty()) {
            regionField.get().problemAtKey("is of no use without 'country'");
        }
        String region = regionField
                .filter(one -> country.isPresent())
                .flatMap(one -> known(
                        one,
                        HolidayDays.regions(country.get()),
                        "region of " + country.get().toUpperCase(Locale.ROOT)
                                + " with holidays of its own, ISO 3166-2"))
                .orElse("");
        List<String> own = fields.find("own").map(HolidaySyntax::days).orElse(List.of());
        fields.finish();
        return new CityHolidays(country.orElse(""), region, own);
    }

    private static Optional<String> known(Field field, Set<String> codes, String kind) {
        return field.scalar().map(text -> text.toLowerCase(Locale.ROOT)).filter(code -> {
            if (!codes.contains(code)) {
                field.problem("names no " + kind + ": " + Nearest.quote(code.toUpperCase(Locale.ROOT)) + "; known: "
                        + String.join(", ", new TreeSet<>(codes)).toUpperCase(Locale.ROOT));
            }
            return codes.contains(code);
        });
    }

    private static List<String> days(Field field) {
        List<Field> items = field.items();
        if (items.size() > MOST_OWN) {
            field.problem("has " + items.size() + " days, at most " + MOST_OWN + " are allowed");
        }
        List<String> days = new ArrayList<>();
        items.stream()
                .limit(MOST_OWN)
                .forEach(item -> item.scalar().ifPresent(text -> {
                    if (HolidayDays.isDay(text)) {
                        days.add(text);
                    } else {
                        item.problem("is " + Nearest.quote(text)
                                + ", must be a day MM-DD of each year, or a date YYYY-MM-DD; write it in quotes");
                    }
                }));
        return days;
    }
}
