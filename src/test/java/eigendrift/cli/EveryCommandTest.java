package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import eigendrift.ClosedSets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Each command and each option is in commands.md. */
class EveryCommandTest {

    private static final String COMMANDS = ClosedSets.text("src/docs/commands.md");

    @CommandLine.Command(name = "forget", description = "A command that nobody has described.")
    static final class Forget implements Runnable {

        @CommandLine.Option(names = "--everything")
        private boolean everything;

        @Override
        public void run() {
            throw new AssertionError(everything);
        }
    }

    @Test
    void eachIsDescribed() {
        assertThat(undescribed(new CommandLine(Main.class))).isEmpty();
    }

    @Test
    void eachIsRegistered() {
        Set<String> commands = new ClassFileImporter(Set.of(new ImportOption.DoNotIncludeTests()))
                .importPackages("eigendrift.cli").stream()
                        .filter(found -> found.isAnnotatedWith(CommandLine.Command.class))
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());
        commands.remove(Main.class.getName());
        assertThat(all(new CommandLine(Main.class))
                        .map(command -> command.getCommand().getClass().getName()))
                .containsAll(commands)
                .hasSize(commands.size() + 2); // picocli's help and completion
    }

    /** Those of {@code command}, and theirs. */
    private static Stream<CommandLine> all(CommandLine command) {
        return command.getSubcommands().values().stream().flatMap(each -> Stream.concat(Stream.of(each), all(each)));
    }

    @Test
    void aNewOneIsMissed() {
        CommandLine line = new CommandLine(Main.class).addSubcommand(new Forget());
        assertThat(undescribed(line)).contains("forget", "forget --everything");
    }

    private static List<String> undescribed(CommandLine main) {
        List<List<String>> rows = ClosedSets.rows(COMMANDS);
        List<String> missing = new ArrayList<>();
        all(main).forEach(command -> {
            String name = command.getCommandSpec()
                    .qualifiedName()
                    .substring(main.getCommandName().length() + 1);
            if (!name.equals("help")
                    && rows.stream().noneMatch(row -> row.get(0).matches("`" + name + "\\b.*"))) {
                missing.add(name);
            }
            command.getCommandSpec().options().stream()
                    .filter(option -> !option.hidden())
                    .map(CommandLine.Model.OptionSpec::longestName)
                    .filter(option -> !option.equals("--version") && !COMMANDS.contains(option))
                    .forEach(option -> missing.add(name + " " + option));
        });
        return missing;
    }
}
