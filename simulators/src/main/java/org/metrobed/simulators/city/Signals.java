package org.metrobed.simulators.city;

import java.time.ZoneId;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Thing;

/** Makes the signal of each datastream; neighbours share the noise of their common causes. Immutable. */
final class Signals {

    private static final long DAY = 86_400_000L;

    private final Noise city;
    private final Weather weather;

    Signals(Noise city, ZoneId zone, Holidays holidays) {
        this.city = city;
        this.weather = new Weather(city.child("weather"), zone, holidays);
    }

    Signal signal(Thing thing, Datastream datastream) {
        if (datastream.statistic() == Datastream.Statistic.DIRECTION) {
            return new Heading(city.child(thing.id()).child(datastream.id().property()));
        }
        Quantity quantity = Quantity.of(datastream.id().property(), thing.type());
        Signal raw = raw(quantity, thing, datastream);
        double scale = quantity.scale(datastream.unit());
        return new Sensor(raw, quantity.resolution(), scale, quantity.least() * scale);
    }

    private Signal raw(Quantity quantity, Thing thing, Datastream datastream) {
        Noise own = city.child(thing.id());
        Noise district = city.child("district " + thing.location().district());
        long interval = datastream.settings().intervalMillis();
        TrafficSite traffic = new TrafficSite(own, district, weather, interval);
        AirSite air = new AirSite(own, district, city.child("region"), weather);
        StructureSite structure = new StructureSite(own, city.child("river"), weather);
        return switch (quantity) {
            case PEDESTRIANS, BICYCLES, VEHICLES -> millis -> traffic.count(quantity, millis);
            case SPEED -> traffic::speed;
            case OCCUPANCY -> traffic::occupancy;
            case PM25 -> air::pm25;
            case PM25_CHANNEL -> millis -> air.channel(millis, datastream.id().property());
            case PM10 -> air::pm10;
            case NO2 -> air::no2;
            case O3 -> air::o3;
            case TEMPERATURE -> air::celsius;
            case HUMIDITY -> air::humidity;
            case STRUCTURE_TEMPERATURE -> structure::celsius;
            case WATER_LEVEL -> structure::waterLevel;
            case STRAIN -> structure::strain;
            case TILT -> millis -> structure.tilt(millis, datastream.id().property());
            case OTHER ->
                within(datastream.settings(), own.child(datastream.id().property()));
        };
    }

    /** Wanders around the middle of the catalog's usual range. */
    private static Signal within(DatastreamSettings settings, Noise noise) {
        double low = firstNumber(settings.suspect().low(), settings.fail().low(), 0);
        double high = firstNumber(settings.suspect().high(), settings.fail().high(), low + 1);
        return millis -> (low + high) / 2 + Math.tanh(noise.wander(millis, DAY) / 3) * (high - low) / 3;
    }

    private static double firstNumber(double a, double b, double otherwise) {
        return !Double.isNaN(a) ? a : !Double.isNaN(b) ? b : otherwise;
    }
}
