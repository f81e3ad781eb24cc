package org.metrobed.simulators.city;

/**
 * The air at a station: the regional background, the emissions of the neighbourhood, and the station's own noise. PM10
 * contains PM2.5; sources of nitrogen dioxide reduce ozone; humidity follows from temperature and dew point. Pure,
 * immutable.
 */
final class AirSite {

    private static final long HOUR = 3_600_000L;

    private final Noise noise;
    private final Noise district;
    private final Noise region;
    private final Weather weather;
    private final double roadside;

    AirSite(Noise noise, Noise district, Noise region, Weather weather) {
        this.noise = noise;
        this.district = district;
        this.region = region;
        this.weather = weather;
        this.roadside = 0.6 + 0.8 * noise.child("roadside").uniform(0);
    }

    /** Micrograms per cubic metre; stays below 45 without a fault. */
    double pm25(long millis) {
        LocalTime local = weather.local(millis);
        double stoves = 1 + 0.3 * local.bell(8, 1.6) + 0.4 * local.bell(20.5, 2.6);
        double washed = 1 - 0.5 * weather.rain(millis);
        double brought = Math.exp(0.38 * region.child("pm25").wander(millis, 40 * HOUR) + own("pm25", millis));
        double level = 8.5 * brought * stoves * washed / weather.dispersion(millis);
        return Math.max(0, ceiling(level, 45) + 0.25 * noise.child("pm25").gaussian(millis));
    }

    /**
     * PM2.5 as one light-scattering channel measures it: too high, and more so in damp air. Micrograms per cubic metre.
     */
    double channel(long millis, String name) {
        double suggested = (pm25(millis) + 0.0862 * humidity(millis) - 5.75) / 0.524;
        return Math.max(0, suggested * (1 + 0.02 * noise.child(name).gaussian(millis)));
    }

    /** Micrograms per cubic metre; never below PM2.5. */
    double pm10(long millis) {
        LocalTime local = weather.local(millis);
        double dust = 6 * Math.exp(0.3 * region.child("dust").wander(millis, 20 * HOUR) + own("dust", millis));
        double coarse = dust * (0.5 + 0.6 * TrafficSite.driving(local)) * (1 - 0.7 * weather.rain(millis));
        return 1.3 * pm25(millis) + coarse + 0.3 * Math.abs(noise.child("pm10").gaussian(millis));
    }

    /** Parts per billion. */
    double no2(long millis) {
        return Math.max(0, cleanNo2(millis) + 0.5 * noise.child("no2").gaussian(millis));
    }

    /** Parts per billion. */
    double o3(long millis) {
        double background = 24 + 6 * region.child("o3").wander(millis, 50 * HOUR);
        double made = 30 * weather.sun(millis) * Math.exp(own("o3", millis));
        double level = background + made - 0.55 * cleanNo2(millis);
        return Math.max(0.3, level + 0.6 * noise.child("o3").gaussian(millis));
    }

    /** Degrees Celsius. */
    double celsius(long millis) {
        double city = 1.2 * noise.child("heat").uniform(0);
        return weather.celsius(millis) + city + 0.3 * noise.child("temp").wander(millis, 2 * HOUR);
    }

    /** Relative humidity, per cent, according to the Magnus formula. */
    double humidity(long millis) {
        double dry = celsius(millis);
        double dew = Math.min(dry, weather.dewPointCelsius(millis));
        return Math.min(100, 100 * magnus(dew) / magnus(dry));
    }

    private double cleanNo2(long millis) {
        LocalTime local = weather.local(millis);
        double emitted = 0.45 + 1.25 * TrafficSite.driving(local) * roadside;
        double brought = Math.exp(0.25 * region.child("no2").wander(millis, 24 * HOUR) + own("no2", millis));
        return ceiling(8 * emitted * brought / weather.dispersion(millis), 80);
    }

    /** The contribution of the neighbourhood and the station, as a logarithm. */
    private double own(String name, long millis) {
        double near = district.child(name).wander(millis, 8 * HOUR);
        return 0.1 * near + 0.08 * noise.child(name).wander(millis, 2 * HOUR);
    }

    private static double ceiling(double level, double top) {
        return top * Math.tanh(level / top);
    }

    private static double magnus(double celsius) {
        return Math.exp(17.625 * celsius / (243.04 + celsius));
    }
}
