package eigendrift.cli;

import eigendrift.cli.bench.BenchCommand;
import org.slf4j.LoggerFactory;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: one subcommand for each command. */
@Command(
        name = "eigendrift",
        description = "Follows the leading Hessian eigenvectors of neural networks while they train.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            ResumeCommand.class,
            ExtendCommand.class,
            ListCommand.class,
            ShowCommand.class,
            ReplayCommand.class,
            ServeCommand.class,
            VerifyCommand.class,
            ExportCommand.class,
            ReportCommand.class,
            MetricsCommand.class,
            JournalCommand.class,
            InspectCommand.class,
            BenchCommand.class,
            AutoComplete.GenerateCompletion.class,
            CommandLine.HelpCommand.class
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0 ok, 1 failure, 2 usage or configuration, 3 finished but a run diverged, 4 journal damaged,",
            "  5 journal locked by another process, 6 disk full, 7 database unreachable,",
            "  130 interrupted after a clean checkpoint, 143 and 129 the same by SIGTERM and SIGHUP"
        })
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        StandardError.install();
        StandardOutput output = StandardOutput.install();
        System.exit(output.ended(run(arguments)));
    }

    /** Carries out one command and returns its exit code. */
    public static int run(String... arguments) {
        // Initializes the logging before any actor logs, so that SLF4J prints no message about its start.
        LoggerFactory.getILoggerFactory();
        CommandLine line = new CommandLine(new Main());
        line.getSubcommands()
                .get("generate-completion")
                .getCommandSpec()
                .usageMessage()
                .hidden(true);
        line.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(ExitCodes::onUsage)
                .setExecutionExceptionHandler(ExitCodes::onFailure);
        try {
            return line.execute(arguments);
        } catch (OutOfMemoryError e) {
            return ExitCodes.onOutOfMemory(line.getErr());
        }
    }
}
