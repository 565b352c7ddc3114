package eigendrift;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which package may import which. */
class PackageTableTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter(Set.of(new ImportOption.DoNotIncludeTests())).importPackages("eigendrift");

    @ParameterizedTest
    @CsvSource({
        "config, ''",
        "natives, ''",
        "linalg, natives",
        "data, config linalg",
        "network, config linalg data",
        "optimizer, config linalg",
        "spectrum, linalg network data",
        "dynamics, linalg spectrum",
        "nullmodel, linalg network data spectrum dynamics",
        "experiment, config linalg data network optimizer spectrum dynamics nullmodel inference",
        "journal, natives experiment config optimizer spectrum dynamics nullmodel",
        "metrics, ''",
        "inference, nullmodel",
        "replay, config linalg data network optimizer spectrum dynamics nullmodel experiment journal metrics",
        "report, config linalg data network optimizer spectrum dynamics nullmodel experiment journal metrics replay inference",
    })
    void importsOnly(String name, String allowed) {
        Set<String> own =
                new TreeSet<>(Arrays.asList((name + " " + allowed).trim().split(" ")));
        DescribedPredicate<JavaClass> elsewhere = new DescribedPredicate<>("packages beyond " + own) {
            @Override
            public boolean test(JavaClass c) {
                return c.getPackageName().startsWith("eigendrift.")
                        && own.stream().noneMatch(p -> (c.getPackageName() + ".").startsWith("eigendrift." + p + "."));
            }
        };
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage("eigendrift." + name + "..")
                .should()
                .dependOnClassesThat(elsewhere)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void noCycles() {
        slices().matching("eigendrift.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void everyPackageSaysWhatFlowsThrough() {
        Set<String> bare = CLASSES.stream()
                .map(JavaClass::getPackage)
                .filter(p -> p.tryGetPackageInfo().isEmpty())
                .map(p -> p.getName())
                .collect(Collectors.toCollection(TreeSet::new));
        Assertions.assertThat(bare).isEmpty();
    }
}
