package org.metrobed.api.quality;

import java.util.List;
import org.metrobed.analysis.quality.QualityTest;
import org.metrobed.analysis.quality.TestInfo;
import org.metrobed.api.http.Doc;

/** A quality test: what it finds and by which thresholds. */
public record QualityTestView(
        @Doc("stable code; observations state their verdicts by it")
        String code,

        @Doc("the fault of a reading that it flags") String fault,
        @Doc("its decision") String explanation,
        @Doc("its parameters") List<ThresholdView> thresholds,
        @Doc("source of the test and its thresholds") String source) {

    /** A setting of a test. */
    public record ThresholdView(String name, String meaning, String unit) {
        static ThresholdView of(TestInfo.Threshold threshold) {
            return new ThresholdView(threshold.name(), threshold.meaning(), threshold.unit());
        }
    }

    /** A test. */
    static QualityTestView of(QualityTest<?, ?> test) {
        TestInfo info = test.info();
        return new QualityTestView(
                info.code(),
                info.fault(),
                info.explanation(),
                info.thresholds().stream().map(ThresholdView::of).toList(),
                info.source());
    }
}
