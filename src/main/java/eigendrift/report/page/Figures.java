package eigendrift.report.page;

import eigendrift.readmodel.Tables;
import eigendrift.report.chart.AnalysisFigures;
import eigendrift.report.chart.CarrierFigures;
import eigendrift.report.chart.DensityFigures;
import eigendrift.report.chart.DisplacementFigures;
import eigendrift.report.chart.GlassyFigures;
import eigendrift.report.chart.IdentityFigures;
import eigendrift.report.chart.LocalizationFigures;
import eigendrift.report.chart.LossFigures;
import eigendrift.report.chart.PlotContext;
import eigendrift.report.chart.Section;
import eigendrift.report.chart.SpectrumFigures;
import eigendrift.report.chart.StabilityFigures;
import eigendrift.report.chart.SubspaceFigures;
import eigendrift.report.chart.SupportFigures;
import eigendrift.report.chart.TraceFigures;
import eigendrift.report.chart.TrainingFigures;
import eigendrift.report.export.AtomicFile;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.Png;
import eigendrift.report.figure.Svg;
import eigendrift.study.Analysis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The figures of the report as files. */
public final class Figures {

    private Figures() {}

    /** Every part of the report in reading order; a part without figures says why, unless it is off by
     * default. */
    static List<Section> sections(Tables tables) {
        PlotContext runs = PlotContext.of(tables);
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
        return sections;
    }

    /** The figure of this id; empty where there is none. */
    public static Optional<Figure> named(String id, Tables tables) {
        return sections(tables).stream()
                .flatMap(section -> Stream.concat(section.figures().stream(), section.more().stream()))
                .filter(figure -> figure.id().equals(id))
                .map(Figure.class::cast)
                .findFirst();
    }

    /**
     * Writes each figure as {@code ID.svg} (text as text, on white) and {@code ID.png} (1320 pixels wide).
     *
     * @param directory made if absent; files of these names in it are replaced
     * @return the files, in the order of the report
     * @throws IOException if a file cannot be written
     */
    public static List<Path> write(Path directory, Tables tables) throws IOException {
        return writeAll(directory, sections(tables));
    }

    /** The same for the figures that compare analyses of one experiment. */
    public static List<Path> write(Path directory, List<Analysis> analyses) throws IOException {
        return writeAll(directory, AnalysisFigures.sections(analyses));
    }

    private static List<Path> writeAll(Path directory, List<Section> sections) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Section section : sections) {
            for (Figure figure : Stream.concat(section.figures().stream(), section.more().stream())
                    .toList()) {
                Path svg = directory.resolve(figure.id() + ".svg");
                Path png = directory.resolve(figure.id() + ".png");
                AtomicFile.write(svg, out -> out.write(Svg.document(figure).getBytes(StandardCharsets.UTF_8)));
                AtomicFile.write(png, out -> Png.write(figure, out));
                files.add(svg);
                files.add(png);
            }
        }
        return files;
    }
}
