package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs every command in processes of its own and checks every exit code. */
@Timeout(300)
class CommandsIT {

    @TempDir
    private Path folder;

    @Test
    void fromRunToReport() throws Exception {
        Program program = new Program(folder);
        String file = program.configure("tiny.conf", Experiments.TINY);
        Program.Result run = program.run("run", file, "optimizers.adam.learning-rate=.02", "--progress", "plain");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.outLines()).anyMatch(line -> line.startsWith("sgd-seed0") && line.contains("completed"));
        assertThat(program.run("list").out()).contains("tiny", "completed", "first");
        assertThat(program.run("show", "tiny").out()).contains("adam-seed0", "OpenBLAS", "analysis first");
        assertThat(program.run("metrics", "tiny").out()).contains("\ntrainer ", "\njob spectrum ", "in all");
        assertThat(program.run("metrics", "tiny", "--all").out()).contains("steps/s", "sgd-seed0", "\n  Train ");
        assertThat(program.run("verify", "tiny", "--retrain").out())
                .contains(" 0 problems")
                .doesNotContain("expected");
        assertThat(program.run("report", "tiny", "--out", "r.html", "--figures", "figures")
                        .code())
                .isZero();
        assertThat(Files.readString(folder.resolve("r.html")))
                .contains("<svg", "adam")
                .containsOnlyOnce("http-equiv");
        try (var figures = Files.list(folder.resolve("figures"))) {
            assertThat(figures.map(path -> path.getFileName().toString()))
                    .anyMatch(name -> name.endsWith(".svg"))
                    .anyMatch(name -> name.endsWith(".png"));
        }
        assertThat(program.run("run", file, "--progress", "off").err()).contains("Experiment tiny-2");
    }

    @Test
    void aReplayAgreesWhereBothOverlap() throws Exception {
        Program program = new Program(folder);
        program.run("run", program.configure("tiny.conf", Experiments.TINY), "--progress", "off");
        Program.Result replay = program.run("replay", "tiny", "probe.eigenpairs=5", "--as", "k5", "--progress", "off");
        assertThat(replay.code()).as(replay.err()).isZero();
        program.run("export", "tiny", "--out", "first");
        program.run("export", "tiny", "--out", "k5", "--analysis", "k5");
        List<CSVRecord> first = read("first/spectrum.csv");
        List<CSVRecord> k5 = read("k5/spectrum.csv").stream()
                .filter(row -> Integer.parseInt(row.get("index")) <= 3)
                .toList();
        assertThat(k5).hasSameSizeAs(first);
        for (int i = 0; i < first.size(); i++) {
            assertThat(k5.get(i).get("step")).isEqualTo(first.get(i).get("step"));
            double bound = number(first.get(i), "residual") + number(k5.get(i), "residual");
            assertThat(Math.abs(number(first.get(i), "eigenvalue") - number(k5.get(i), "eigenvalue")))
                    .isLessThanOrEqualTo(bound + 1e-12);
        }
        assertThat(Files.readString(folder.resolve("k5/training.csv")))
                .isEqualTo(Files.readString(folder.resolve("first/training.csv")));
        Program.Result training = program.run("replay", "tiny", "training.epochs=9");
        assertThat(training.code()).isEqualTo(2);
        assertThat(training.err()).contains("found training.epochs=9");
    }

    @Test
    void analysesStandSideBySide() throws Exception {
        Program program = new Program(folder);
        program.run("run", program.configure("tiny.conf", Experiments.TINY), "--progress", "off");
        expect(program, 2, "found compare = first", "replay tiny", compare("first"));
        Program.Result replay = program.run("replay", "tiny", "probe.eigenpairs=5", "--as", "k5", "--progress", "off");
        assertThat(replay.code()).as(replay.err()).isZero();
        Program.Result report =
                program.run("report", "tiny", "--out", "c.html", "--compare", "first,k5", "--figures", "figures");
        assertThat(report.code()).as(report.err()).isZero();
        assertThat(report.out()).isEmpty();
        String page = Files.readString(folder.resolve("c.html"));
        assertThat(page)
                .contains("<h1>tiny: first, k5</h1>")
                .contains(">probe.eigenpairs</th><td class=\"wrap\">3</td><td class=\"wrap\">5</td>");
        // 2 runs x 5 checkpoints x 3 vectors in common, 2 more of k5 alone; 2 x 10 pairs with a span of 3 in both.
        assertThat(page)
                .containsPattern("<td>eigenvalue</td>" + number("30") + number("20"))
                .containsPattern("<td>subspace overlap, k = 3</td>" + number("20") + number("0"))
                .containsPattern("<td>displacement by rank</td>" + number("60") + number("40"))
                .contains(">0 of 30<", ">0 of 60<");
        try (var figures = Files.list(folder.resolve("figures"))) {
            assertThat(figures.map(path -> path.getFileName().toString()))
                    .hasSize(24)
                    .contains("compare-eigenvalue-sgd.svg", "compare-ipr-adam.png", "compare-displacement-sgd.pdf");
        }
        expect(program, 2, "found figure size = a4", "Maybe 89mm or 3.25in", figures("--figure-size", "a4"));
        expect(program, 2, "expected one of svg, png, pdf, csv, found eps", "", figures("--figure-format", "pdf,eps"));
        expect(program, 2, "expected one of linear, log, found ln", "", figures("--step-axis", "ln"));
        expect(program, 2, "found harr", "haar-layered", figures("--nulls", "harr"));
        String[] alone = {"report", "tiny", "--out", "e.html", "--figure-size", "icml"};
        expect(program, 2, "expected --figures DIR", "Maybe --figures figures", alone);
        String[] paper = figures("--figure-size", "icml", "--figure-format", "pdf", "--step-axis", "log");
        assertThat(program.run(paper).code()).isZero();
        try (var files = Files.list(folder.resolve("paper"))) {
            assertThat(files).isNotEmpty().allMatch(file -> file.toString().endsWith(".pdf"));
        }
        expect(program, 2, "found compare = k5,first,k5", "Maybe --compare first,k5", compare("k5,first,k5"));
        expect(program, 2, "found compare = k5", "Maybe --compare first,k5", compare("k5"));
        expect(program, 2, "found analysis = k9", "Maybe one of first, k5", compare("first,k9"));
        expect(program, 2, "found baseline = adan", "Maybe sgd", "report", "tiny", "--out", "x", "--baseline", "adan");
        expect(program, 2, "expected each experiment once", "Maybe", "report", "tiny", "tiny", "--out", "x");
        expect(
                program,
                2,
                "expected --analysis or --compare, found both",
                "--help",
                "report",
                "tiny",
                "--out",
                "x",
                "--analysis",
                "first",
                "--compare",
                "first,k5");
        assertThat(folder.resolve("x")).doesNotExist();
    }

    private static String[] figures(String... options) {
        return Stream.concat(Stream.of("report", "tiny", "--out", "e.html", "--figures", "paper"), Stream.of(options))
                .toArray(String[]::new);
    }

    private static String[] compare(String analyses) {
        return new String[] {"report", "tiny", "--out", "x", "--compare", analyses};
    }

    private static String number(String text) {
        return "<td class=\"number\">" + text + "</td>";
    }

    @Test
    void badRequestsExitWith2AndNameWhatIsWrong() throws Exception {
        Program program = new Program(folder);
        String file = program.configure("tiny.conf", Experiments.TINY);
        expect(program, 2, "eigenpars", "Maybe probe.eigenpairs", "run", file, "probe.eigenpars=3");
        expect(program, 2, "found probe.eigenpairs = 9999", "probe.eigenpairs", "run", file, "probe.eigenpairs=9999");
        expect(program, 2, "checkpoints.every = 99", "up to 32", "run", file, "checkpoints.every=[0, 99]");
        expect(
                program,
                2,
                "null-models.0.at = [5]",
                "[0, 8, 16, 24, 32]",
                "run",
                file,
                "null-models=[{type=shuffled-weights, at=[5]}]");
        expect(program, 2, "no.conf", "no.conf", "run", "no.conf");
        expect(program, 2, "Unknown option", "--help", "run", file, "--progres", "off");
        expect(program, 2, "found nothing at", "run an experiment first", "list");
        program.run("run", file, "--id", "one", "--progress", "off");
        expect(program, 2, "found id = one", "--id one-2", "run", file, "--id", "one");
        expect(program, 2, "found id = two", "Maybe one of one", "show", "two");
        expect(
                program,
                2,
                "found analysis = k9",
                "Maybe one of first",
                "report",
                "one",
                "--out",
                "x",
                "--analysis",
                "k9");
    }

    private static void expect(Program program, int code, String what, String advice, String... arguments)
            throws Exception {
        Program.Result result = program.run(arguments);
        assertThat(result.code()).as(result.err()).isEqualTo(code);
        assertThat(result.err()).contains(what, advice).doesNotContain("\tat ");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void aRunThatDivergesExitsWith3AndTheOthersFinish() throws Exception {
        Program program = new Program(folder);
        String file = program.configure("tiny.conf", Experiments.TINY);
        Program.Result result = program.run("run", file, "optimizers.sgd.learning-rate=1e12", "--progress", "off");
        assertThat(result.code()).as(result.err()).isEqualTo(3);
        assertThat(result.out()).containsPattern("sgd-seed0 +diverged").containsPattern("adam-seed0 +completed");
        assertThat(result.err())
                .containsPattern("Run sgd-seed0 diverged at step [0-9]+: loss = \\S+\nMaybe a smaller learning rate.")
                .doesNotContain("adam-seed0");
        assertThat(program.run("export", "tiny", "--out", "out").code()).isZero();
        assertThat(Files.readString(folder.resolve("out/runs.csv")))
                .contains("sgd-seed0,sgd,0,")
                .contains("diverged");
    }

    @Test
    void aDamagedJournalExitsWith4() throws Exception {
        Program program = new Program(folder);
        program.run("run", program.configure("tiny.conf", Experiments.TINY), "--progress", "off");
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + program.journal().resolve("eigendrift.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE event_journal SET event_payload = zeroblob(length(event_payload))"
                    + " WHERE persistence_id = 'trainer|tiny|adam-seed0' AND sequence_number IN (2, 3)");
            statement.executeUpdate("DELETE FROM event_journal WHERE persistence_id = 'tracker|tiny|sgd-seed0|first'"
                    + " AND sequence_number = 2");
        }
        Program.Result verify = program.run("verify", "tiny");
        assertThat(verify.code()).isEqualTo(4);
        assertThat(verify.err())
                .contains("trainer|tiny|adam-seed0, event 2", "expected CRC32C")
                .contains("tracker|tiny|sgd-seed0|first: expected event 2, found event 3");
        assertThat(program.run("export", "tiny", "--out", "out").code()).isEqualTo(4);
        Program.Result replay = program.run("replay", "tiny", "probe.eigenpairs=2", "--progress", "off");
        assertThat(replay.code()).as(replay.err()).isEqualTo(4);
        assertThat(replay.err()).contains("trainer|tiny|adam-seed0", "expected CRC32C");
    }

    @Test
    void aSecondProcessOnTheSameJournalExitsWith5() throws Exception {
        Program program = new Program(folder);
        String digits = program.configure("digits.conf", Experiments.DIGITS);
        Program.Running first = program.start("run", digits, "training.epochs=4000", "--progress", "off");
        while (program.events() == 0) {
            assertThat(first.process().isAlive()).isTrue();
            Thread.onSpinWait();
        }
        Program.Result second = program.run("run", digits);
        assertThat(second.code()).as(second.err()).isEqualTo(5);
        assertThat(second.err()).contains("in use by process " + first.process().pid());
        assertThat(second.err()).contains(first.process().pid() + ", which runs digits");
        assertThat(program.run("list").out()).contains("digits", "running");
        assertThat(program.run("show", "digits").out()).contains("running", "under way");
        first.kill();
        assertThat(program.run("list").out()).contains("digits", "stopped").doesNotContain("running");
        assertThat(program.run("show", "digits").out()).contains("stopped").doesNotContain("running", "under way");
        // A process that writes another experiment of the journal does not make this one live.
        Program.Running other =
                program.start("run", digits, "training.epochs=4000", "--id", "other", "--progress", "off");
        int events = program.events();
        while (program.events() < events + 5) {
            assertThat(other.process().isAlive()).isTrue();
            Thread.onSpinWait();
        }
        assertThat(program.run("list").outLines())
                .anyMatch(line -> line.startsWith("digits ") && line.contains("stopped"))
                .anyMatch(line -> line.startsWith("other ") && line.contains("running"));
        other.kill();
    }

    @Test
    void aFullDiskExitsWith6AndKeepsWhatWasWritten() throws Exception {
        Program program = new Program(folder);
        String file = program.configure("digits.conf", Experiments.DIGITS);
        Path database = Files.createDirectory(program.journal()).resolve("eigendrift.db");
        // SQLite refuses the 401st page as it would on a disk of that size.
        Program.Result full = program.run(
                "run", file, "--progress", "off", "--journal", "jdbc:sqlite:" + database + "?max_page_count=400");
        assertThat(full.code()).as(full.err()).isEqualTo(6);
        Program.Result resumed = program.run("resume", "digits", "--progress", "off");
        assertThat(resumed.code()).as(resumed.err()).isZero();
    }

    @Test
    void everyCommandHasHelpAndTheShellCanComplete() throws Exception {
        Program program = new Program(folder);
        Program.Result help = program.run("--help");
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("run", "resume", "replay", "130 interrupted");
        for (String command :
                List.of("run", "resume", "extend", "list", "show", "replay", "verify", "export", "report", "metrics")) {
            assertThat(program.run(command, "--help").out()).contains("Usage: eigendrift " + command, "--journal");
        }
        assertThat(program.run("generate-completion").out()).contains("complete -F");
    }

    private List<CSVRecord> read(String file) throws Exception {
        try (Reader reader = Files.newBufferedReader(folder.resolve(file))) {
            return CSVFormat.DEFAULT
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(reader)
                    .getRecords();
        }
    }

    private static double number(CSVRecord row, String column) {
        return Double.parseDouble(row.get(column));
    }
}
