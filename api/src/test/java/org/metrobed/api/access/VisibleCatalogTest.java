package org.metrobed.api.access;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.metrobed.api.catalog.CatalogFeed;
import org.metrobed.api.progress.AsOf;
import org.metrobed.store.alert.AlertReader;

/** Resources show what a reader sees: they have no way around {@link org.metrobed.api.http.VisibleCatalog}. */
class VisibleCatalogTest {

    private static final JavaClasses API = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.metrobed.api");

    @Test
    void resourcesGetTheCatalogOfTheirReaderAlone() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Resource")
                .and()
                .resideOutsideOfPackage("..health..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(CatalogFeed.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(AsOf.CatalogAtTime.class)
                .because(
                        "a resource that has the whole catalog can show what its reader does not see; give it a VisibleCatalog")
                .check(API);
    }

    @Test
    void resourcesReadAlertsThatTheirReaderSees() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Resource")
                .and()
                .doNotHaveSimpleName("GapResource") // gaps are explained by silences of ingest, which everybody sees
                .should()
                .dependOnClassesThat()
                .areAssignableTo(AlertReader.class)
                .because("alerts name other things; use VisibleAlerts")
                .check(API);
    }
}
