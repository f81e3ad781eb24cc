package org.metrobed.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** This module depends on all others, so it can compare the names of all classes. */
final class ClassNamesTest {

    @Test
    void noClassNameIsUsedTwice() {
        Map<String, List<String>> classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.metrobed").stream()
                        .filter(JavaClass::isTopLevelClass)
                        .filter(type -> !type.getPackageName().contains(".proto"))
                        .filter(type -> !type.getSimpleName().equals("package-info"))
                        .collect(Collectors.groupingBy(
                                JavaClass::getSimpleName, Collectors.mapping(JavaClass::getName, Collectors.toList())));

        assertThat(classes).hasSizeGreaterThan(900);
        assertThat(classes.values())
                .as("two classes with one name cannot be told apart: name one of them by its own concept")
                .allSatisfy(names -> assertThat(names).hasSize(1));
    }
}
