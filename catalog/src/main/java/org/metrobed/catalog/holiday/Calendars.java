package org.metrobed.catalog.holiday;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The calendars of Jollyday by country, each read once. Static functions only. */
final class Calendars {

    private static final int COUNTRY_LENGTH = 2;
    private static final Map<String, HolidayManager> MANAGERS = new ConcurrentHashMap<>();

    private Calendars() {}

    /** The codes of countries that have a calendar, in lower case. */
    static Set<String> countries() {
        Set<String> codes = new TreeSet<>();
        HolidayManager.getSupportedCalendarCodes().stream()
                .map(code -> code.toLowerCase(Locale.ROOT))
                .filter(code -> code.length() == COUNTRY_LENGTH)
                .forEach(codes::add);
        return codes;
    }

    /** The calendar of a known country. */
    static HolidayManager of(String country) {
        return MANAGERS.computeIfAbsent(country, Calendars::read);
    }

    /** Jollyday finds its parts by the class loader of the thread, which may be of another program. */
    private static HolidayManager read(String country) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(Calendars.class.getClassLoader());
            return HolidayManager.getInstance(ManagerParameters.create(country));
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
