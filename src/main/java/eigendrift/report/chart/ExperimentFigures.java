package eigendrift.report.chart;

import eigendrift.readmodel.Tables;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.SeriesStyle;
import eigendrift.study.Analysis;
import eigendrift.study.ExperimentsTogether;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Several experiments in the same panels: movement, localization, sharpness and loss. An optimizer has its colour in
 * all of them; dash and marker tell the experiments apart.
 */
public final class ExperimentFigures {
    private final Tables tables;
    private final PlotContext runs;

    private ExperimentFigures(Tables tables, PlotContext runs) {
        this.tables = tables;
        this.runs = runs;
    }

    /**
     * The looks of optimizers under the names that they have beside those of other experiments.
     *
     * @param tables of {@code together}
     */
    public static PlotContext context(ExperimentsTogether together, Tables tables, FigureChoices choices) {
        List<Analysis> experiments = together.experiments();
        Map<String, SeriesStyle> looks = OptimizerStyles.of(together.optimizers());
        Map<String, SeriesStyle> styles = new HashMap<>();
        for (int i = 0; i < experiments.size(); i++) {
            for (String optimizer : together.optimizers()) {
                String name = together.name(optimizer, experiments.get(i));
                SeriesStyle look = looks.get(optimizer);
                styles.put(name, name.equals(optimizer) ? look : SeriesStyle.part(look.tone(), i));
            }
        }
        PlotContext own = PlotContext.of(tables, choices);
        return new PlotContext(own.optimizers(), own.optimizerOf(), own.parameters(), own.steps(), styles, choices);
    }

    /** The summary with all curves; then a part for each optimizer that several experiments have. */
    public static List<Section> sections(ExperimentsTogether together, Tables tables, PlotContext runs) {
        ExperimentFigures figures = new ExperimentFigures(tables, runs);
        List<Section> sections = new ArrayList<>();
        sections.add(figures.section("summary", "Summary", runs.optimizers()));
        List<String> names = together.optimizers();
        for (String name : names.size() > 1 ? names : List.<String>of()) {
            List<String> own = together.experiments().stream()
                    .map(each -> together.name(name, each))
                    .distinct()
                    .filter(runs.optimizers()::contains)
                    .toList();
            if (own.size() > 1) {
                sections.add(figures.section("under-" + PlotContext.slug(name, names), "Under " + name, own));
            }
        }
        return sections;
    }

    private Section section(String id, String heading, List<String> optimizers) {
        List<Figure> panels = new ArrayList<>();
        String words = "";
        for (MainQuantity quantity : MainQuantity.values()) {
            List<Curve> curves = quantity.curves(runs, tables).stream()
                    .filter(curve -> optimizers.contains(curve.optimizer()))
                    .toList();
            Optional<Figure.Plot> panel = quantity.plot(runs, curves, "experiments-" + id + "-" + quantity.id());
            panel.ifPresent(panels::add);
            words = panel.isPresent() ? SeedPlot.words(curves) : words;
        }
        if (panels.isEmpty()) {
            return Section.missing(id, heading, "No checkpoint has been measured yet.");
        }
        String caption = "Displacement between neighbouring checkpoints, mean over the leading vectors; n·IPR of the"
                + " first, n of its own network; sharpness, the largest eigenvalue λ₁; training loss. Colour tells"
                + " optimizers apart, dash and marker experiments. " + words;
        return new Section(id, heading, caption, panels, List.of(), List.of());
    }
}
