package eigendrift.report.page;

import eigendrift.readmodel.Tables;
import eigendrift.report.chart.AnalysisFigures;
import eigendrift.report.chart.CarrierFigures;
import eigendrift.report.chart.DensityFigures;
import eigendrift.report.chart.DisplacementFigures;
import eigendrift.report.chart.EffectFigures;
import eigendrift.report.chart.ExperimentFigures;
import eigendrift.report.chart.FigureChoices;
import eigendrift.report.chart.GlassyFigures;
import eigendrift.report.chart.IdentityFigures;
import eigendrift.report.chart.LocalizationFigures;
import eigendrift.report.chart.LossFigures;
import eigendrift.report.chart.PlotContext;
import eigendrift.report.chart.Section;
import eigendrift.report.chart.SpectrumFigures;
import eigendrift.report.chart.StabilityFigures;
import eigendrift.report.chart.SubspaceFigures;
import eigendrift.report.chart.SummaryFigures;
import eigendrift.report.chart.SupportFigures;
import eigendrift.report.chart.TraceFigures;
import eigendrift.report.chart.TrainingFigures;
import eigendrift.report.figure.Figure;
import eigendrift.study.Analysis;
import eigendrift.study.Baseline;
import eigendrift.study.Claims;
import eigendrift.study.ExperimentsTogether;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The figures of the report, by name and as files. */
public final class Figures {

    private Figures() {}

    /** The parts of the report against the first optimizer, with nothing chosen. */
    static List<Section> sections(Tables tables) {
        return sections(tables, FigureChoices.none(), Baseline.first(tables));
    }

    /**
     * Every part of the report in reading order, the summary and the effects first; a part without figures says why,
     * unless it is off by default.
     */
    static List<Section> sections(Tables tables, FigureChoices choices, Baseline baseline) {
        PlotContext runs = PlotContext.of(tables, choices);
        List<Section> sections = new ArrayList<>();
        sections.add(TrainingFigures.section(runs, tables));
        sections.add(SpectrumFigures.section(runs, tables));
        if (!tables.estimates().stability().isEmpty()) {
            sections.add(StabilityFigures.section(runs, tables.estimates().stability()));
        }
        sections.addAll(DisplacementFigures.sections(runs, tables));
        sections.addAll(IdentityFigures.sections(runs, tables));
        sections.addAll(LocalizationFigures.sections(runs, tables));
        sections.add(LossFigures.section(runs, tables));
        sections.add(SupportFigures.section(runs, tables));
        sections.add(CarrierFigures.section(runs, tables));
        sections.addAll(SubspaceFigures.sections(runs, tables));
        sections.add(GlassyFigures.section(runs, tables));
        if (!tables.estimates().density().isEmpty()) {
            sections.add(DensityFigures.section(runs, tables.estimates().density()));
        }
        if (!tables.estimates().trace().isEmpty()) {
            sections.add(TraceFigures.section(runs, tables.estimates().trace()));
        }
        sections.add(0, EffectFigures.section(runs, Claims.of(tables, baseline), baseline));
        sections.add(0, SummaryFigures.section(runs, tables, sections));
        return sections;
    }

    /** The figure of this name (see {@link Figure#id}); empty where the report has none such, or not yet. */
    public static Optional<Figure> named(String name, Tables tables, FigureChoices choices) {
        return all(sections(tables, choices, Baseline.first(tables)))
                .filter(figure -> figure.id().equals(name))
                .findFirst();
    }

    /** The names of all figures that {@link #named} finds. */
    public static List<String> names(Tables tables, FigureChoices choices) {
        return all(sections(tables, choices, Baseline.first(tables)))
                .map(Figure::id)
                .toList();
    }

    private static Stream<Figure> all(List<Section> sections) {
        return sections.stream().flatMap(section -> Stream.concat(section.figures().stream(), section.more().stream()));
    }

    /**
     * Writes each figure as {@code ID.SUFFIX} in each of the formats.
     *
     * @param baseline of the effects
     * @param directory made if absent; files of these names in it are replaced
     * @return the files, in the order of the report
     * @throws IOException if a file cannot be written
     */
    public static List<Path> write(
            Path directory, Tables tables, Baseline baseline, FigureChoices choices, FigureFiles files)
            throws IOException {
        return files.write(directory, all(sections(tables, choices, baseline)).toList());
    }

    /** The same for the figures that compare analyses of one experiment. */
    public static List<Path> write(Path directory, List<Analysis> analyses, FigureChoices choices, FigureFiles files)
            throws IOException {
        return files.write(
                directory, all(AnalysisFigures.sections(analyses, choices)).toList());
    }

    /** The same for the figures that compare experiments. */
    public static List<Path> writeTogether(
            Path directory, List<Analysis> experiments, FigureChoices choices, FigureFiles files) throws IOException {
        ExperimentsTogether together = new ExperimentsTogether(experiments);
        Tables tables = together.tables();
        PlotContext runs = ExperimentFigures.context(together, tables, choices);
        return files.write(
                directory,
                all(ExperimentFigures.sections(together, tables, runs)).toList());
    }
}
