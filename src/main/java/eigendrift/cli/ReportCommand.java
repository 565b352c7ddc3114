package eigendrift.cli;

import eigendrift.cli.progress.ProgressOption;
import eigendrift.cli.progress.StageProgress;
import eigendrift.config.ConfigException;
import eigendrift.journal.EventLog;
import eigendrift.readmodel.ExperimentFold;
import eigendrift.readmodel.History;
import eigendrift.readmodel.LeadingSubspaces;
import eigendrift.readmodel.Tables;
import eigendrift.report.page.AnalysisReport;
import eigendrift.report.page.ExperimentsReport;
import eigendrift.report.page.FigureFiles;
import eigendrift.report.page.Figures;
import eigendrift.report.page.HtmlReport;
import eigendrift.study.Analysis;
import eigendrift.study.Baseline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "report",
        description = "Writes one self-contained page with the figures of an experiment, or of several compared.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nExamples:",
            "  eigendrift report quickstart --out compared.html --compare first,k8",
            "  eigendrift report paper paper-tanh --out experiments.html"
        })
final class ReportCommand implements Callable<Integer> {

    @Parameters(
            arity = "1..*",
            paramLabel = "ID",
            description = "Names in the journal (see list); several are compared, each with the first.")
    private List<String> ids;

    @Option(names = "--out", required = true, paramLabel = "FILE.html", description = "The page.")
    private Path out;

    @Option(
            names = "--compare",
            split = ",",
            paramLabel = "NAME",
            description = "Sets two or more analyses beside each other instead; the first is compared with the others.")
    private List<String> compare;

    @Mixin
    private JournalOption journal;

    @Mixin
    private ProgressOption progress;

    @Mixin
    private AnalysisOption analysis;

    @Mixin
    private FigureOptions figures;

    @Mixin
    private BaselineOption baseline;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (compare != null && spec.commandLine().getParseResult().hasMatchedOption("--analysis")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "expected --analysis or --compare, found both.\nMaybe leave --analysis out, and name the analysis"
                            + " in --compare.");
        }
        if (compare != null && ids.size() > 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "expected one experiment with --compare, found " + String.join(", ", ids)
                            + ".\nMaybe leave --compare out: it sets analyses of one experiment beside each other.");
        }
        if (Set.copyOf(ids).size() < ids.size()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "expected each experiment once, found " + String.join(", ", ids) + ".\nMaybe name one alone for its"
                            + " own report.");
        }
        try (EventLog log = journal.open();
                StageProgress stages = progress.stages()) {
            List<History> histories = new ArrayList<>();
            for (String id : ids) {
                histories.add(journal.history(log, id));
            }
            if (ids.size() > 1) {
                together(log, histories, stages);
            } else if (compare == null) {
                report(log, histories.get(0), stages);
            } else {
                compare(log, histories.get(0), stages);
            }
        }
        return ExitCodes.OK;
    }

    private void together(EventLog log, List<History> histories, StageProgress stages) throws IOException {
        Optional<Path> directory = figures.directory();
        List<ExperimentsReport.Part> parts = new ArrayList<>();
        Map<String, Baseline> baselines = new HashMap<>();
        for (History history : histories) {
            String name = analysis.name();
            Analysis experiment = new Analysis(
                    history.id(),
                    history.completedAnalyses().contains(name),
                    history.loaded(name).json(),
                    Reading.of(log, history.id(), List.of(name), stages).tables(history, name, log.tail()),
                    List.of());
            parts.add(new ExperimentsReport.Part(header(history, name, List.of(name)), experiment));
            baselines.put(history.id(), baseline.of(experiment.tables()));
        }
        stages.begin("page", 1);
        ExperimentsReport.write(out, parts, baselines, figures.choices());
        stages.done(1);
        if (directory.isPresent()) {
            Path folder = directory.get();
            List<Analysis> experiments =
                    parts.stream().map(ExperimentsReport.Part::analysis).toList();
            Leftovers.tell(
                    folder,
                    Leftovers.FIGURES,
                    Figures.writeTogether(folder, experiments, figures.choices(), files(stages)));
        }
    }

    private void report(EventLog log, History history, StageProgress stages) throws IOException {
        Optional<Path> directory = figures.directory();
        Tables tables = Reading.of(log, history.id(), List.of(analysis.name()), stages)
                .tables(history, analysis.name(), log.tail());
        stages.begin("page", 1);
        HtmlReport.write(
                out,
                header(history, analysis.name(), List.of(analysis.name())),
                tables,
                baseline.of(tables),
                figures.choices());
        stages.done(1);
        if (directory.isPresent()) {
            Path folder = directory.get();
            Leftovers.tell(
                    folder,
                    Leftovers.FIGURES,
                    Figures.write(folder, tables, baseline.of(tables), figures.choices(), files(stages)));
        }
    }

    private FigureFiles files(StageProgress stages) {
        return figures.files().with((figure, files, total) -> {
            if (files == 1) {
                stages.begin("figures", total);
            }
            stages.done(files, figure);
        });
    }

    private HtmlReport.Header header(History history, String name, List<String> analyses) {
        List<String> notes = analyses.stream()
                .flatMap(each -> ExperimentFacts.uncovered(history, each).stream())
                .toList();
        return new HtmlReport.Header(
                history.loaded(name).config().name(), history.id(), ExperimentFacts.of(history), notes);
    }

    private void compare(EventLog log, History history, StageProgress stages) throws IOException {
        Optional<Path> directory = figures.directory();
        List<String> names = compare.stream().map(String::strip).toList();
        check(names, history);
        int k = names.stream()
                .mapToInt(name -> history.loaded(name).config().probe().eigenpairs())
                .min()
                .orElseThrow();
        ExperimentFold fold = Reading.of(log, history.id(), names, stages);
        List<Analysis> analyses = names.stream()
                .map(name -> new Analysis(
                        name,
                        history.completedAnalyses().contains(name),
                        history.loaded(name).json(),
                        fold.tables(history, name),
                        LeadingSubspaces.read(log, history, name, k)))
                .toList();
        stages.begin("page", 1);
        AnalysisReport.write(
                out,
                header(history, names.get(0), names),
                analyses,
                baseline.of(analyses.get(0).tables()),
                figures.choices());
        stages.done(1);
        if (directory.isPresent()) {
            Path folder = directory.get();
            Leftovers.tell(
                    folder, Leftovers.FIGURES, Figures.write(folder, analyses, figures.choices(), files(stages)));
        }
    }

    private void check(List<String> names, History history) {
        names.forEach(history::analysis);
        Set<String> distinct = new LinkedHashSet<>(names);
        if (names.size() < 2 || distinct.size() < names.size()) {
            Set<String> known = history.analyses().keySet();
            throw new ConfigException(
                    "expected two or more analyses of " + history.id() + ", each once, found compare = "
                            + String.join(",", names) + ".\nMaybe "
                            + (known.size() > 1
                                    ? "--compare " + String.join(",", known)
                                    : "eigendrift replay " + history.id()
                                            + " probe.eigenpairs=8 --as k8 first, which makes another")
                            + ".");
        }
    }
}
