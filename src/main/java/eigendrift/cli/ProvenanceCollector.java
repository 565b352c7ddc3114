package eigendrift.cli;

import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.plan.Provenance;
import eigendrift.linalg.Blas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Collects the provenance of an experiment: build, Java, system, processor, BLAS, hash of the data, number of
 * parameters.
 */
final class ProvenanceCollector {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private ProvenanceCollector() {}

    static Provenance of(Plan plan) {
        return new Provenance(
                Version.version(),
                Version.revision(),
                System.getProperty("java.vendor") + " " + System.getProperty("java.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors() + " x " + processor(),
                Blas.implementation(),
                plan.data().hash(),
                plan.architecture().parameters());
    }

    private static String processor() {
        try (var lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
