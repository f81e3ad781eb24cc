package org.metrobed.notify.naming;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.metrobed.model.Site;
import org.metrobed.model.text.PlaceWords;
import org.metrobed.model.text.UnitSymbol;
import org.metrobed.store.naming.CatalogName;

/**
 * What the newest catalog calls datastreams, things and test-beds. If it does not say a name, the id stands for it, and
 * UTC for the time zone. Immutable.
 *
 * @param byId names by their id
 */
public record NamesInCatalog(Map<String, CatalogName> byId) {

    /** No name is known. */
    public static final NamesInCatalog NONE = new NamesInCatalog(Map.of());

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm zzz", Locale.ENGLISH);
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ENGLISH);

    public NamesInCatalog {
        byId = Map.copyOf(byId);
    }

    /** What an alert is about, such as {@code PM2.5 at Market square}, {@code gateway gw-1} or {@code Market square}. */
    public String subject(String datastream) {
        String[] parts = datastream.split("/", -1);
        if (parts.length < 3) {
            return datastream;
        }
        if (isOfPipeline(datastream)) {
            return "Metrobed, " + parts[2];
        }
        String place = thing(datastream);
        if (parts[2].equals("gateway") && find(datastream).isEmpty()) {
            return "gateway " + place;
        }
        if (parts[2].equals("thing") && find(datastream).isEmpty()) {
            return place;
        }
        return find(datastream).map(CatalogName::name).orElse(parts[2]) + " " + PlaceWords.of(place);
    }

    /** The name of the thing of a datastream. */
    public String thing(String datastream) {
        String id = above(datastream);
        return find(id).map(CatalogName::name).orElse(id.substring(id.lastIndexOf('/') + 1));
    }

    /** The name of the test-bed of a datastream. */
    public String testbed(String datastream) {
        String id = datastream.substring(0, Math.max(0, datastream.indexOf('/')));
        return find(id).map(CatalogName::name).orElse(id);
    }

    /** The unit of a datastream as people write it; empty if it has none or it is not known. */
    public String unit(String datastream) {
        return find(datastream).map(name -> UnitSymbol.of(name.unit())).orElse("");
    }

    /** Where the datastream or its thing stands; {@link Site#NOWHERE} if it is not known. */
    public Site site(String datastream) {
        return find(datastream)
                .map(CatalogName::site)
                .filter(Site::known)
                .or(() -> find(above(datastream)).map(CatalogName::site))
                .orElse(Site.NOWHERE);
    }

    /** The expected time between two readings of a datastream; zero if it is not known. */
    public Duration interval(String datastream) {
        return Duration.ofMillis(
                find(datastream).map(CatalogName::intervalMillis).orElse(0L));
    }

    /** Whether the catalog says that the alerts of this threshold may become public warnings. */
    public boolean isPublic(String datastream, String rule) {
        return find(datastream).map(name -> name.publicRules().contains(rule)).orElse(false);
    }

    /** A time to the minute in the time zone of the test-bed, with the name of the zone. */
    public String time(Instant time, String datastream) {
        ZoneId zone = zone(datastream);
        return zone.equals(ZoneOffset.UTC)
                ? UTC.withZone(ZoneOffset.UTC).format(time)
                : MINUTE.withZone(zone).format(time);
    }

    /** Whether the alert is about a part of Metrobed. */
    public static boolean isOfPipeline(String datastream) {
        return datastream.startsWith("metrobed/pipeline/");
    }

    private ZoneId zone(String datastream) {
        String id = datastream.substring(0, Math.max(0, datastream.indexOf('/')));
        try {
            ZoneId zone = find(id).map(name -> ZoneId.of(name.zone())).orElse(ZoneOffset.UTC);
            return zone.normalized().equals(ZoneOffset.UTC) ? ZoneOffset.UTC : zone;
        } catch (DateTimeException e) { // a newer Metrobed knows more zones
            return ZoneOffset.UTC;
        }
    }

    private Optional<CatalogName> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    private static String above(String id) {
        return id.substring(0, Math.max(0, id.lastIndexOf('/')));
    }
}
