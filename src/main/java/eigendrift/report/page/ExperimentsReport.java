package eigendrift.report.page;

import eigendrift.readmodel.Tables;
import eigendrift.report.chart.ExperimentFigures;
import eigendrift.report.chart.FigureChoices;
import eigendrift.report.chart.PlotContext;
import eigendrift.report.chart.Section;
import eigendrift.report.export.AtomicFile;
import eigendrift.report.figure.XmlWriter;
import eigendrift.study.Analysis;
import eigendrift.study.Baseline;
import eigendrift.study.Claims;
import eigendrift.study.ExperimentsTogether;
import eigendrift.study.Thesis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One page that compares experiments: each optimizer of a later one with the same in the first, what each says of the
 * claims by itself, the main figures together, and the settings in which they differ.
 */
public final class ExperimentsReport {

    /** @param analysis named as the experiment */
    public record Part(HtmlReport.Header header, Analysis analysis) {}

    private final List<Part> parts;
    private final List<Analysis> experiments;
    private final Map<String, Baseline> baselines;
    private final ExperimentsTogether together;
    private final Tables tables;
    private final List<Section> sections;
    private final HtmlPage frame;
    private final XmlWriter page;

    private ExperimentsReport(List<Part> parts, Map<String, Baseline> baselines, FigureChoices choices) {
        this.parts = List.copyOf(parts);
        this.baselines = baselines;
        this.experiments = parts.stream().map(Part::analysis).toList();
        this.together = new ExperimentsTogether(experiments);
        this.tables = together.tables();
        PlotContext runs = ExperimentFigures.context(together, tables, choices);
        this.sections = ExperimentFigures.sections(together, tables, runs);
        this.frame = new HtmlPage(names(" and ") + " · Eigendrift", runs, contents());
        this.page = frame.markup();
    }

    /**
     * Writes the page; a file that is there is replaced. The same input gives the same bytes.
     *
     * @param parts at least two, of distinct names
     * @param baselines of each experiment by name, for what it says by itself
     * @throws IOException if the file cannot be written
     */
    public static void write(Path file, List<Part> parts, Map<String, Baseline> baselines, FigureChoices choices)
            throws IOException {
        byte[] bytes = new ExperimentsReport(parts, baselines, choices).render().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(bytes));
    }

    private String names(String between) {
        return experiments.stream().map(Analysis::name).collect(Collectors.joining(between));
    }

    private Map<String, String> contents() {
        Map<String, String> contents = new LinkedHashMap<>();
        contents.put("summary", "Summary");
        contents.put("claims", "Across experiments");
        contents.put("own", "Each by itself");
        contents.put("settings", "Settings that differ");
        sections.stream().skip(1).forEach(section -> contents.put(section.id(), section.heading()));
        contents.put("provenance", "What was run");
        contents.put("configuration", "Configuration of " + experiments.get(0).name());
        return contents;
    }

    private String render() {
        List<Claims.Finding> across = Claims.of(tables, together.pairs());
        head();
        frame.summary(Thesis.of(across), sections.get(0));
        across(across);
        own();
        new AnalysisTables(frame, experiments).settings();
        sections.stream().skip(1).forEach(frame::section);
        provenance();
        new ReportTables(frame, experiments.get(0).tables()).configuration();
        return frame.end();
    }

    private void head() {
        page.open("header").element("div", "Eigendrift, experiments compared", "class", "eyebrow");
        page.element("h1", names(", "));
        parts.forEach(part -> part.header().notes().forEach(frame::missing));
        experiments.stream()
                .filter(experiment -> !experiment.complete())
                .forEach(experiment -> frame.missing(
                        "The experiment " + experiment.name() + " is not complete: shown is what it has so far."));
        page.close();
    }

    private void across(List<Claims.Finding> across) {
        frame.open("claims", "Across experiments");
        if (across.isEmpty()) {
            frame.missing("No completed runs of one seed can be compared across experiments.");
        } else {
            frame.caption("Each optimizer beside the same in "
                    + experiments.get(0).name()
                    + ", or where that has none of this name beside its first. Runs of one seed are paired: they"
                    + " share initial weights and batches where network and data are the same. " + ClaimMatrix.LEGEND
                    + "p adjusted for all " + across.size() + " claims here together.");
            ClaimMatrix.write(
                    frame,
                    "Claims across experiments",
                    "claim",
                    across.stream()
                            .collect(Collectors.groupingBy(
                                    found -> found.optimizer() + " − " + found.against(),
                                    LinkedHashMap::new,
                                    Collectors.toList())));
        }
        frame.close();
    }

    /** The claims of each experiment as in its own report. */
    private void own() {
        frame.open("own", "Each by itself");
        Map<String, List<Claims.Finding>> single = new LinkedHashMap<>();
        Map<String, List<Claims.Finding>> pairs = new LinkedHashMap<>();
        for (Analysis experiment : experiments) {
            for (Claims.Finding found : Claims.of(experiment.tables(), baselines.get(experiment.name()))) {
                boolean pair = found.statement().isOfPair();
                String column = together.name(found.optimizer(), experiment)
                        + (pair ? " − " + together.name(found.against(), experiment) : "");
                (pair ? pairs : single)
                        .computeIfAbsent(column, c -> new ArrayList<>())
                        .add(found);
            }
        }
        if (single.isEmpty() && pairs.isEmpty()) {
            frame.missing("No completed run has been compared over time yet.");
        } else {
            frame.caption("What each experiment says of the claims, as in its own report. " + ClaimMatrix.LEGEND
                    + "p adjusted for all claims of one experiment together.");
            ClaimMatrix.write(frame, "Claims on one optimizer", "claim", single);
            ClaimMatrix.write(frame, "Claims on pairs of optimizers", "claim", pairs);
        }
        frame.close();
    }

    private void provenance() {
        frame.open("provenance", "What was run");
        Set<String> keys = new LinkedHashSet<>();
        parts.forEach(part -> keys.addAll(part.header().provenance().keySet()));
        List<String> head = new ArrayList<>(List.of(""));
        experiments.forEach(experiment -> head.add(experiment.name()));
        PageTable table = frame.table("What was run", head.toArray(String[]::new));
        for (String key : keys) {
            table.row().heading(key);
            parts.forEach(part -> table.wrapped(part.header().provenance().getOrDefault(key, "–")));
        }
        table.end();
        frame.close();
    }
}
