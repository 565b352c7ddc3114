package eigendrift;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which package imports which: exactly those in the table, and only from above. */
class PackageTableTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter(Set.of(new ImportOption.DoNotIncludeTests())).importPackages("eigendrift");

    /** A package and its imports on each line; all imports are on earlier lines, so there are no cycles. */
    private static final String TABLE = """
            files ->
            random ->
            natives ->
            recording ->
            linalg -> natives recording
            linalg.vector -> linalg
            config -> linalg
            config.reading -> config linalg
            tensors -> files
            data -> config files random tensors
            checkpoints -> files tensors
            network -> checkpoints config data files linalg tensors
            optimizer -> config linalg network
            spectrum -> linalg recording
            dynamics -> linalg network spectrum
            inference ->
            text -> inference
            nullmodel -> data dynamics inference linalg network
            metrics.live ->
            metrics -> metrics.live recording
            experiment.following ->
            cli.metrics -> metrics.live
            experiment.plan -> config config.reading data linalg network optimizer random
            experiment.runtime -> config experiment.following experiment.plan linalg
            cli.progress -> experiment.runtime
            cli.bench -> cli.progress config data linalg network optimizer random spectrum tensors
            experiment.training -> config data experiment.following experiment.plan experiment.runtime \
                    linalg network optimizer recording
            experiment.probing -> config data experiment.following experiment.plan experiment.runtime \
                    experiment.training linalg network optimizer random spectrum
            experiment.tracking -> config data dynamics experiment.following experiment.plan \
                    experiment.probing experiment.runtime experiment.training linalg network optimizer
            experiment.nulls -> config data dynamics experiment.following experiment.plan \
                    experiment.probing experiment.runtime experiment.tracking experiment.training inference \
                    network nullmodel random spectrum
            experiment -> config experiment.following experiment.nulls experiment.plan experiment.probing \
                    experiment.runtime experiment.tracking experiment.training
            journal -> config dynamics experiment experiment.following experiment.nulls experiment.plan \
                    experiment.probing experiment.runtime experiment.tracking experiment.training metrics natives \
                    optimizer spectrum
            readmodel -> config config.reading dynamics experiment experiment.following experiment.nulls \
                    experiment.plan experiment.probing experiment.runtime experiment.tracking \
                    experiment.training journal linalg network spectrum
            report.figure ->
            study -> config dynamics inference random readmodel spectrum text
            report.chart -> config dynamics inference linalg readmodel report.figure study text
            report.export -> config config.reading dynamics experiment.runtime inference linalg network \
                    readmodel spectrum study tensors text
            report.page -> config config.reading inference readmodel report.chart report.export \
                    report.figure study text
            verify -> experiment.following experiment.plan experiment.probing experiment.training journal \
                    optimizer
            dashboard -> config config.reading experiment experiment.following experiment.nulls \
                    experiment.plan experiment.probing experiment.tracking experiment.training journal \
                    metrics.live readmodel report.chart report.export report.figure report.page tensors
            cli -> checkpoints cli.bench cli.metrics cli.progress config config.reading dashboard data \
                    experiment experiment.following experiment.nulls experiment.plan experiment.runtime \
                    experiment.training journal files linalg metrics metrics.live network optimizer readmodel \
                    report.chart report.export report.figure report.page study tensors text verify
            """;

    private static Map<String, SortedSet<String>> table() {
        Map<String, SortedSet<String>> table = new LinkedHashMap<>();
        TABLE.lines().forEach(line -> {
            String[] row = line.split(" ->");
            table.put(row[0], words(row.length > 1 ? row[1] : ""));
        });
        return table;
    }

    private static SortedSet<String> words(String line) {
        return Arrays.stream(line.split(" "))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void saysWhatIsImported() {
        Map<String, SortedSet<String>> found = CLASSES.stream()
                .collect(Collectors.groupingBy(
                        PackageTableTest::room,
                        Collectors.flatMapping(
                                from -> from.getDirectDependenciesFromSelf().stream()
                                        .map(Dependency::getTargetClass)
                                        .filter(to -> to.getPackageName().startsWith("eigendrift."))
                                        .map(PackageTableTest::room)
                                        .filter(to -> !to.equals(room(from))),
                                Collectors.toCollection(TreeSet::new))));
        assertThat(found).isEqualTo(table());
    }

    private static String room(JavaClass c) {
        return c.getPackageName().substring("eigendrift.".length());
    }

    @Test
    void noArrowGoesUp() {
        Set<String> above = new HashSet<>();
        table().forEach((name, imports) -> {
            assertThat(above).as("what %s imports", name).containsAll(imports);
            above.add(name);
        });
    }

    @Test
    void everyPackageSaysWhatFlowsThrough() {
        Set<String> bare = CLASSES.stream()
                .map(JavaClass::getPackage)
                .filter(p -> p.tryGetPackageInfo().isEmpty())
                .map(p -> p.getName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(bare).isEmpty();
    }

    /** The page on the architecture has a line for each package. */
    @Test
    void theArchitecturePageNamesEveryPackage() throws IOException {
        List<String> page = Files.readAllLines(Path.of("src/docs/architecture.md"));
        assertThat(table().keySet())
                .allMatch(name -> page.stream().anyMatch(line -> line.startsWith("| `" + name + "`")));
    }
}
