package eigendrift.cli;

import eigendrift.dashboard.Dashboard;
import eigendrift.dashboard.Settings;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "serve",
        description = "Shows the experiments of the journal in a browser, while they run too, until Ctrl-C.",
        mixinStandardHelpOptions = true,
        footer = {"%nExample:", "  eigendrift serve --port 0"})
final class ServeCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "" + Settings.PORT,
            description = "Port to listen at; 0 for any that is free (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--address",
            paramLabel = "A",
            defaultValue = Settings.LOOPBACK,
            description = "Address to listen at (default: ${DEFAULT-VALUE}, this machine alone). At another address"
                    + " every request for data needs the token.")
    private String address;

    @Option(
            names = "--allow-host",
            paramLabel = "NAME",
            description = "A further name by which browsers call this machine.")
    private Set<String> hosts = Set.of();

    @Option(
            names = "--token",
            paramLabel = "TEXT",
            description = "What requests for data must carry (default: none at an address of this machine alone, else"
                    + " a random one).")
    private String token;

    @Mixin
    private JournalOption journal;

    @Override
    public Integer call() throws Exception {
        journal.open().close();
        CountDownLatch end = new CountDownLatch(1);
        try (Interrupts interrupts = Interrupts.watch();
                Dashboard dashboard =
                        new Dashboard(settings(), Version.version(), journal.storage(), Optional.empty())) {
            interrupts.begin(end::countDown);
            System.out.println(dashboard.url());
            System.out.flush();
            end.await();
        }
        return ExitCodes.OK;
    }

    private Settings settings() {
        Settings settings = new Settings(address, port, hosts, Optional.ofNullable(token));
        if (settings.isLocal()) {
            return settings;
        }
        System.err.println("Whoever reaches " + address + " and has the token sees the journal, and so does whoever"
                + " hears the connection, which is not encrypted.\nMaybe leave --address out and use ssh -L "
                + Settings.PORT + ":" + Settings.LOOPBACK + ":" + port + ".");
        return token == null ? new Settings(address, port, hosts, Optional.of(Tokens.random())) : settings;
    }
}
