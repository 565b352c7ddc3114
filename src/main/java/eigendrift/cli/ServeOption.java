package eigendrift.cli;

import eigendrift.dashboard.Commands;
import eigendrift.dashboard.Dashboard;
import eigendrift.dashboard.PortTakenException;
import eigendrift.dashboard.Settings;
import eigendrift.journal.Storage;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The option {@code --serve} of commands that carry out an experiment. */
final class ServeOption {

    private static final int UNSAID = -1;

    @Option(
            names = "--serve",
            arity = "0..1",
            paramLabel = "PORT",
            preprocessor = OwnPort.class,
            description = "Shows the experiment in a browser while it runs, and takes commands there; 0 for any port"
                    + " that is free (default: " + Settings.PORT + ", and no page where that is taken).")
    private Integer port;

    /** A port is joined to the option by '='; what comes behind a space is another argument. */
    static final class OwnPort implements IParameterPreprocessor {
        @Override
        public boolean preprocess(
                Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> info) {
            if ("=".equals(info.get("separator"))) {
                return false;
            }
            option.setValue(UNSAID);
            return true;
        }
    }

    /** @throws PortTakenException if a port was asked for and is taken */
    void check() throws PortTakenException {
        if (port != null && port != UNSAID) {
            Dashboard.check(settings());
        }
    }

    /**
     * Serves, if that was asked for, and says where. A run goes on without its page.
     *
     * @param commands takes the commands of the page
     */
    Optional<Dashboard> start(Storage storage, Commands commands) {
        if (port == null) {
            return Optional.empty();
        }
        try {
            Dashboard dashboard = new Dashboard(settings(), Version.version(), storage, Optional.of(commands));
            System.err.println(dashboard.url());
            return Optional.of(dashboard);
        } catch (IOException | RuntimeException e) {
            System.err.println("No page: " + e.getMessage() + "\nThe experiment goes on without it.");
            return Optional.empty();
        }
    }

    private Settings settings() {
        return new Settings(
                Settings.LOOPBACK, port == UNSAID ? Settings.PORT : port, Set.of(), Optional.of(Tokens.random()));
    }
}
