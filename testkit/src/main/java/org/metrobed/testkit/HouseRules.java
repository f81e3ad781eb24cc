package org.metrobed.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The project's rules that a machine can check. Every module has one test {@code HouseTest} that calls {@link #check}.
 * The message of each rule says how to fix a violation. Stateless.
 */
public final class HouseRules {

    /**
     * The outermost classes, which may use the clock, files and processes directly: the main classes, the command line,
     * the benchmarks, the test support.
     */
    private static final DescribedPredicate<JavaClass> OUTERMOST =
            DescribedPredicate.describe("outermost classes", type -> {
                String name = type.getName();
                return name.matches(".*Main(\\$.*)?")
                        || List.of("launcher", "lab", "testkit", "embedded").stream()
                                .anyMatch(module -> name.startsWith("org.metrobed." + module + "."));
            });

    private static final DescribedPredicate<JavaClass> INNER = DescribedPredicate.not(OUTERMOST);

    private HouseRules() {}

    /**
     * Checks all rules on a module's packages, main and test code.
     *
     * @param modulePackage the module's root package, such as {@code org.metrobed.store}
     * @throws AssertionError that lists the violations of the first violated rule, and how to fix them
     */
    public static void check(String modulePackage) {
        checkEverywhere(modulePackage);
        JavaClasses main = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(modulePackage);
        if (main.isEmpty()) {
            throw new AssertionError("no classes in " + modulePackage + ": the module's test names a wrong package");
        }
        inMainCode(modulePackage).forEach(rule -> rule.allowEmptyShould(true).check(main));
    }

    /** Checks only the rules that also apply to test code. */
    static void checkEverywhere(String modulePackage) {
        checkEverywhere(new ClassFileImporter().importPackages(modulePackage));
    }

    /** Checks only the rules that also apply to test code, on the class files of a folder. */
    static void checkEverywhere(Path classFiles) {
        JavaClasses all = new ClassFileImporter().importPath(classFiles);
        if (all.isEmpty()) {
            throw new AssertionError("no classes in " + classFiles + ": compile the module's tests first");
        }
        checkEverywhere(all);
    }

    private static void checkEverywhere(JavaClasses all) {
        everywhere().forEach(rule -> rule.allowEmptyShould(true).check(all));
    }

    private static List<ArchRule> everywhere() {
        return List.of(
                noClasses()
                        .should()
                        .callMethod(Thread.class, "sleep", long.class)
                        .orShould()
                        .callMethod(TimeUnit.class, "sleep", long.class)
                        .because("a sleep is too short on a slow machine and too long on a fast one;"
                                + " wait on a condition with a deadline (Eventually, a latch, a queue's poll)"),
                noClasses()
                        .should()
                        .haveSimpleNameEndingWith("Manager")
                        .orShould()
                        .haveNameMatching(".*(Helper|Utils?|Impl|Processor|Handler)")
                        .because("such a name does not say what a class does; name it for its verb or its one duty"),
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.mockito..", "org.easymock..", "lombok..")
                        .because(
                                "a mock agrees with its author; write a small fake or use the real service of testkit"),
                classes().should(new BuildLongRecordsByName()));
    }

    private static List<ArchRule> inMainCode(String modulePackage) {
        return List.of(
                noClasses()
                        .that(INNER)
                        .should()
                        .callMethod(Instant.class, "now")
                        .orShould()
                        .callMethod(LocalDate.class, "now")
                        .orShould()
                        .callMethod(LocalDateTime.class, "now")
                        .orShould()
                        .callMethod(ZonedDateTime.class, "now")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .because(
                                "no wall clock decides a result; take a java.time.InstantSource or Clock by constructor"),
                noClasses()
                        .that(INNER)
                        .should()
                        .callMethod(System.class, "getenv")
                        .orShould()
                        .callMethod(System.class, "getenv", String.class)
                        .because("only the mains read the environment; take a value or a config record by constructor"),
                noClasses()
                        .that(INNER)
                        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                        .because("only the mains and the command line print; log by SLF4J or return the text"),
                slices().matching(modulePackage + ".(*)..")
                        .should()
                        .beFreeOfCycles()
                        .because(
                                "packages that need each other are one package; move the shared class down or invert"));
    }
}
