package org.metrobed.api.picture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.metrobed.model.text.Figures;
import org.metrobed.model.text.UnitSymbol;

/**
 * Draws a {@link Picture} as SVG: one part for each unit, because values of two units have no axis in common, and one axis of time for all. Lines
 * differ by colour and by dashes, and each is named. Static functions only.
 */
public final class SvgPicture {

    private static final int WIDTH = 1_000;
    private static final int LEFT = 60;
    private static final int RIGHT = 976;
    private static final int TOP = 84;
    private static final int PANEL = 300;
    private static final int MORE_PANEL = 200;
    private static final int GAP = 34;
    private static final int NAME_HEIGHT = 20;
    private static final int NAMES_IN_A_ROW = 2;
    private static final int FOOT = 74;
    private static final int MOST_LETTERS = 140;
    private static final int NAME_LETTERS = 62;

    /** Colours with a contrast of 4.5 or more on white. */
    private static final List<String> COLOURS =
            List.of("#0A5C57", "#A84E08", "#3459BE", "#A0246E", "#5C6800", "#7436BC", "#12211F", "#8A523A");

    private static final List<String> DASHES = List.of("", "8 3", "2 2", "9 3 2 3");
    private static final String SMALL = "font-size=\"12\" fill=\"#40504D\"";

    private SvgPicture() {}

    /** The text of the picture. */
    public static String draw(Picture picture) {
        Map<String, List<Integer>> panels = new LinkedHashMap<>();
        for (int i = 0; i < picture.series().size(); i++) {
            panels.computeIfAbsent(picture.series().get(i).unit(), unit -> new ArrayList<>())
                    .add(i);
        }
        int names = NAME_HEIGHT * ((picture.series().size() + NAMES_IN_A_ROW - 1) / NAMES_IN_A_ROW);
        int panelHeight = panels.size() > 1 ? MORE_PANEL : PANEL;
        int bottom = TOP + names + Math.max(1, panels.size()) * (panelHeight + GAP) - GAP;
        SvgText svg = new SvgText(WIDTH, bottom + FOOT, picture.title() + ", " + picture.subtitle());
        svg.text(LEFT, 32, shortened(picture.title(), 84), "font-size=\"20\" font-weight=\"700\" fill=\"#12211F\"");
        svg.text(LEFT, 54, shortened(picture.subtitle(), MOST_LETTERS), "font-size=\"13\" fill=\"#40504D\"");
        drawNames(svg, picture);
        int top = TOP + names;
        for (Map.Entry<String, List<Integer>> panel : panels.entrySet()) {
            drawPanel(svg, picture, panel.getKey(), panel.getValue(), top, top + panelHeight);
            top += panelHeight + GAP;
        }
        if (picture.series().stream().allMatch(series -> series.runs().isEmpty())) {
            svg.text(LEFT + 20.0, TOP + names + 40.0, "No data in this range.", "font-size=\"14\" fill=\"#40504D\"");
        }
        drawTimes(svg, picture, bottom);
        svg.text(LEFT, bottom + 56.0, shortened(picture.source(), MOST_LETTERS), "font-size=\"11\" fill=\"#546360\"");
        return svg.end();
    }

    private static void drawNames(SvgText svg, Picture picture) {
        for (int i = 0; i < picture.series().size(); i++) {
            double x = LEFT + (i % NAMES_IN_A_ROW) * (RIGHT - LEFT) / (double) NAMES_IN_A_ROW;
            double y = TOP - 8.0 + NAME_HEIGHT * (i / NAMES_IN_A_ROW);
            svg.path("M" + SvgText.number(x) + " " + SvgText.number(y) + "h30", line(i));
            String name = shortened(picture.series().get(i).name(), NAME_LETTERS);
            svg.text(x + 38, y + 4, name, "font-size=\"13\" fill=\"#12211F\"");
        }
    }

    private static void drawPanel(
            SvgText svg, Picture picture, String unit, List<Integer> places, double top, double bottom) {
        List<Double> values = places.stream()
                .flatMap(place -> picture.series().get(place).values().stream())
                .toList();
        ValueAxis axis = ValueAxis.of(values, unit);
        for (double mark : axis.marks()) {
            double y = bottom - axis.share(mark) * (bottom - top);
            String colour = mark == axis.marks().get(0) ? "#75847F" : "#E1E7E4";
            svg.path("M" + LEFT + " " + SvgText.number(y) + "H" + RIGHT, "stroke=\"" + colour + "\" fill=\"none\"");
            svg.text(LEFT - 8.0, y + 4, Figures.number(mark), SMALL + " text-anchor=\"end\"");
        }
        svg.text(LEFT, top - 8, UnitSymbol.of(unit), "font-size=\"12\" font-weight=\"600\" fill=\"#40504D\"");
        for (int place : places) {
            StringBuilder data = new StringBuilder();
            for (List<PictureSeries.Point> run : picture.series().get(place).runs()) {
                append(data, run, picture, axis, top, bottom);
            }
            svg.path(data, line(place));
        }
    }

    /** A run as a path; a point alone is a short stroke. */
    private static void append(
            StringBuilder data,
            List<PictureSeries.Point> run,
            Picture picture,
            ValueAxis axis,
            double top,
            double bottom) {
        char command = 'M';
        for (PictureSeries.Point point : run) {
            double y = bottom - axis.share(point.value()) * (bottom - top);
            data.append(command)
                    .append(SvgText.number(x(picture, point.micros())))
                    .append(' ')
                    .append(SvgText.number(y));
            command = 'L';
        }
        if (run.size() == 1) {
            data.append("h.1");
        }
    }

    private static void drawTimes(SvgText svg, Picture picture, int bottom) {
        for (TimeMarks.Mark mark : TimeMarks.of(picture.from(), picture.to(), RIGHT - LEFT, picture.zone())) {
            double x = x(picture, mark.time().toEpochMilli() * 1_000);
            svg.path("M" + SvgText.number(x) + " " + bottom + "v5", "stroke=\"#75847F\"");
            svg.text(x, bottom + 20.0, mark.words(), SMALL + " text-anchor=\"middle\"");
        }
    }

    private static double x(Picture picture, long micros) {
        double from = picture.from().toEpochMilli() * 1e3;
        double to = picture.to().toEpochMilli() * 1e3;
        return LEFT + (micros - from) / (to - from) * (RIGHT - LEFT);
    }

    private static String line(int place) {
        String dash = DASHES.get(place % DASHES.size());
        return "fill=\"none\" stroke=\"" + COLOURS.get(place % COLOURS.size())
                + "\" stroke-width=\"1.7\" stroke-linejoin=\"round\""
                + (dash.isEmpty() ? " stroke-linecap=\"round\"" : " stroke-dasharray=\"" + dash + "\"");
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
