package org.metrobed.model;

import java.util.List;
import java.util.Objects;
import org.metrobed.model.params.Param;

/**
 * The holidays of a city: public holidays of its country and region, and days of its own. Immutable.
 *
 * @param country ISO 3166-1 code in lower case, such as {@code de}; empty for none
 * @param region the part of an ISO 3166-2 code after the country, in lower case, such as {@code by}; empty: holidays of the
 *     whole country
 * @param own days of the city: {@code MM-DD} for each year, or {@code YYYY-MM-DD}
 */
public record CityHolidays(
        @Param(tag = 1, or = "") String country,
        @Param(tag = 2, or = "") String region,
        @Param(tag = 3, optional = true) List<String> own) {

    /** No holidays. */
    public static final CityHolidays NONE = new CityHolidays("", "", List.of());

    public CityHolidays {
        Objects.requireNonNull(country, "country");
        Objects.requireNonNull(region, "region");
        own = own == null ? List.of() : List.copyOf(own);
    }
}
