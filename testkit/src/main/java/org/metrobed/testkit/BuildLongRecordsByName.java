package org.metrobed.testkit;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/**
 * Only a record's own class and its builder pass more than {@value #MOST} values by position to the record's
 * constructor: two of them of one type are easily swapped, and no compiler sees it. Stateless.
 */
final class BuildLongRecordsByName extends ArchCondition<JavaClass> {

    private static final int MOST = 8;

    BuildLongRecordsByName() {
        super("name the components of records with more than " + MOST + " components");
    }

    @Override
    public void check(JavaClass caller, ConditionEvents events) {
        Stream.<JavaCodeUnitAccess<?>>concat(
                        caller.getConstructorCallsFromSelf().stream(),
                        caller.getConstructorReferencesFromSelf().stream())
                .filter(access -> access.getTargetOwner().isRecord())
                .filter(access -> access.getTarget().getRawParameterTypes().size() > MOST)
                .filter(access -> !mayUsePositions(caller, access.getTargetOwner()))
                .forEach(access -> events.add(SimpleConditionEvent.violated(access, message(caller, access))));
    }

    private static boolean mayUsePositions(JavaClass caller, JavaClass built) {
        String top = outermost(caller.getName());
        return top.equals(outermost(built.getName())) || top.equals(builder(built));
    }

    /** The class that RecordBuilder generates: the record's name with those of its enclosing classes. */
    private static String builder(JavaClass built) {
        return built.getName().replace("$", "") + "Builder";
    }

    private static String outermost(String name) {
        return name.replaceFirst("\\$.*", "");
    }

    private static String message(JavaClass caller, JavaCodeUnitAccess<?> access) {
        JavaClass built = access.getTargetOwner();
        String builder = builder(built).substring(built.getPackageName().length() + 1);
        return "%s constructs %s with %d values by position in %s; annotate the record @RecordBuilder and use %s.builder()"
                .formatted(
                        caller.getName(),
                        built.getName(),
                        access.getTarget().getRawParameterTypes().size(),
                        access.getSourceCodeLocation(),
                        builder);
    }
}
