package eigendrift.cli;

import eigendrift.readmodel.Tables;
import eigendrift.study.Baseline;
import picocli.CommandLine.Option;

/** The option {@code --baseline}: which optimizer the claims compare the others with. */
final class BaselineOption {

    @Option(
            names = "--baseline",
            paramLabel = "NAME",
            description = "Optimizer that the claims compare the others with (default: the first of the configuration);"
                    + " none: every pair, which costs power.")
    private String name;

    /** @throws eigendrift.config.ConfigException if there is no such optimizer */
    Baseline of(Tables tables) {
        return name == null ? Baseline.first(tables) : Baseline.named(name, tables);
    }
}
