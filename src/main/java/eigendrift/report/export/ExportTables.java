package eigendrift.report.export;

import eigendrift.config.reading.Setting;
import eigendrift.dynamics.Observable;
import eigendrift.experiment.runtime.ActorStatistics;
import eigendrift.readmodel.InputRow;
import eigendrift.readmodel.Tables;
import eigendrift.study.Baseline;
import eigendrift.study.Claims;
import eigendrift.study.NullRatio;
import eigendrift.study.OptimizerAgeing;
import eigendrift.study.OptimizerComparison;
import eigendrift.study.OptimizerSusceptibility;
import eigendrift.study.RunSummary;
import eigendrift.study.Sensitivity;
import eigendrift.study.Swap;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Names and order of the exported tables and of their columns. Users' scripts depend on them, so they only grow. */
public final class ExportTables {

    private static final String CLAIMS = "claims";

    /** By name, in the order of the export. */
    private static final Map<String, Function<Tables, Table>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("runs", ExportTables::runs);
        ALL.put("training", tables -> training(tables.training()));
        ALL.put("spectrum", tables -> spectrum(tables.spectrum()));
        ALL.put("localization", tables -> localization(tables.localization()));
        ALL.put("displacement", ExportTables::displacement);
        ALL.put("subspace", tables -> subspace(tables.subspace()));
        ALL.put("alignment", tables -> alignment(tables.alignment()));
        ALL.put("nulls", tables -> nulls(tables.nulls()));
        ALL.put("null-draws", tables -> nullDraws(tables.nullDraws()));
        ALL.put("neurons", tables -> neurons(tables.carriers().neurons()));
        ALL.put("carriers", tables -> carriers(tables.carriers().parameters()));
        ALL.put("density", tables -> density(tables.estimates().density()));
        ALL.put("trace", tables -> trace(tables.estimates().trace()));
        ALL.put("stability", tables -> stability(tables.estimates().stability()));
        ALL.put("identities", tables -> identities(tables.identity().ranks()));
        ALL.put("changes", tables -> changes(tables.identity().changes()));
        ALL.put("motion", tables -> motion(tables.identity().motion()));
        ALL.put(
                "swaps",
                tables -> DerivedTables.swaps(
                        Swap.of(tables.displacement(), tables.identity().ranks())));
        ALL.put("comparison", tables -> DerivedTables.comparison(OptimizerComparison.of(tables, Baseline.NONE)));
        ALL.put("sensitivity", tables -> DerivedTables.sensitivity(Sensitivity.of(tables, Baseline.NONE)));
        ALL.put("weights", tables -> weights(tables.weights()));
        ALL.put("susceptibility", tables -> DerivedTables.susceptibility(OptimizerSusceptibility.of(tables)));
        ALL.put("ageing", tables -> DerivedTables.ageing(OptimizerAgeing.of(tables)));
        ALL.put("checks", tables -> checks(tables.estimates().checks()));
        ALL.put("missing-spectra", tables -> missing(tables.missing()));
        ALL.put("configuration", tables -> configuration(tables.configuration()));
        ALL.put(CLAIMS, tables -> claims(tables, Baseline.first(tables)));
        ALL.put("null-ratios", tables -> DerivedTables.nullRatios(NullRatio.of(tables)));
    }

    private ExportTables() {}

    /** The names of the tables of an analysis, in the order of the export. */
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /**
     * One table of an analysis; what it does not show is not computed.
     *
     * @return empty where there is no table of this name
     */
    public static Optional<Table> named(String name, Tables tables) {
        return Optional.ofNullable(ALL.get(name)).map(table -> table.apply(tables));
    }

    /** Every table of an analysis, none of which holds a wall-clock time; claims against the first optimizer. */
    static List<Table> of(Tables tables) {
        return of(tables, Baseline.first(tables));
    }

    /** @param baseline of the claims; the other tables have every pair */
    static List<Table> of(Tables tables, Baseline baseline) {
        return ALL.entrySet().stream()
                .map(table -> table.getKey().equals(CLAIMS)
                        ? claims(tables, baseline)
                        : table.getValue().apply(tables))
                .toList();
    }

    private static Table claims(Tables tables, Baseline baseline) {
        return DerivedTables.claims(Claims.of(tables, baseline));
    }

    private static Table missing(List<Tables.MissingSpectrum> rows) {
        return new Table.Builder<>("missing-spectra", rows)
                .column("run", Tables.MissingSpectrum::run)
                .column("step", Tables.MissingSpectrum::step)
                .column("reason", Tables.MissingSpectrum::reason)
                .build();
    }

    private static Table configuration(List<Setting> rows) {
        return new Table.Builder<>("configuration", rows)
                .column("key", Setting::key)
                .column("value", Setting::value)
                .build();
    }

    private static Table runs(Tables tables) {
        Map<String, Tables.Training> last = RunSummary.lastRows(tables);
        return new Table.Builder<>("runs", tables.runs())
                .column("run", Tables.Run::run)
                .column("optimizer", Tables.Run::optimizer)
                .column("seed", Tables.Run::seed)
                .column("parameters", Tables.Run::parameters)
                .column("status", row -> row.status().csv())
                .column("steps", Tables.Run::steps)
                .column("final_loss", Tables.Run::finalLoss)
                .column("final_accuracy", Tables.Run::finalAccuracy)
                .column("final_test_loss", row -> of(last.get(row.run()), Tables.Training::testLoss))
                .column("final_test_accuracy", row -> of(last.get(row.run()), Tables.Training::testAccuracy))
                .build();
    }

    private static double of(Tables.Training row, ToDoubleFunction<Tables.Training> value) {
        return row == null ? Double.NaN : value.applyAsDouble(row);
    }

    private static Table training(List<Tables.Training> rows) {
        return new Table.Builder<>("training", rows)
                .column("run", Tables.Training::run)
                .column("step", Tables.Training::step)
                .column("epoch", Tables.Training::epoch)
                .column("loss", Tables.Training::loss)
                .column("train_loss", Tables.Training::trainLoss)
                .column("train_accuracy", Tables.Training::trainAccuracy)
                .column("test_loss", Tables.Training::testLoss)
                .column("test_accuracy", Tables.Training::testAccuracy)
                .column("gradient_norm", Tables.Training::gradientNorm)
                .column("update_norm", Tables.Training::updateNorm)
                .column("learning_rate", Tables.Training::learningRate)
                .build();
    }

    private static Table spectrum(List<Tables.Spectrum> rows) {
        return new Table.Builder<>("spectrum", rows)
                .column("run", Tables.Spectrum::run)
                .column("step", Tables.Spectrum::step)
                .column("index", Tables.Spectrum::index)
                .column("eigenvalue", Tables.Spectrum::eigenvalue)
                .column("residual", Tables.Spectrum::residual)
                .column("gap", Tables.Spectrum::gap)
                .column("angle_bound", Tables.Spectrum::angleBound)
                .column("products", Tables.Spectrum::products)
                .column("converged", row -> row.converged() ? 1 : 0)
                .build();
    }

    /**
     * The observables, between which {@code layerN_mass} and {@code layerN_ipr} have stood since before there were
     * more.
     */
    private static Table localization(List<Tables.Localization> rows) {
        Table.Builder<Tables.Localization> table = new Table.Builder<>("localization", rows)
                .column("run", Tables.Localization::run)
                .column("step", Tables.Localization::step)
                .column("index", Tables.Localization::index);
        int layers =
                rows.stream().mapToInt(row -> row.layerMasses().size()).max().orElse(0);
        for (Observable observable : Observable.values()) {
            table.column(observable.column(), row -> row.values().of(observable));
            if (observable == Observable.ENTROPY) {
                addLayers(table, layers, "mass", Tables.Localization::layerMasses);
            } else if (observable == Observable.BIAS_MASS) {
                addLayers(table, layers, "ipr", Tables.Localization::layerIprs);
            }
        }
        return table.build();
    }

    /** As many columns as the deepest row has layers; NaN where a row has fewer. */
    private static void addLayers(
            Table.Builder<Tables.Localization> table,
            int layers,
            String name,
            Function<Tables.Localization, List<Double>> values) {
        for (int i = 0; i < layers; i++) {
            int layer = i;
            table.column("layer" + (layer + 1) + "_" + name, row -> at(values.apply(row), layer));
        }
    }

    private static double at(List<Double> values, int layer) {
        return layer < values.size() ? values.get(layer) : Double.NaN;
    }

    private static Table neurons(List<Tables.Neuron> rows) {
        return new Table.Builder<>("neurons", rows)
                .column("run", Tables.Neuron::run)
                .column("step", Tables.Neuron::step)
                .column("index", Tables.Neuron::index)
                .column("layer", Tables.Neuron::layer)
                .column("neuron", Tables.Neuron::neuron)
                .column("mass", Tables.Neuron::mass)
                .column("ipr_share", Tables.Neuron::iprShare)
                .build();
    }

    private static Table carriers(List<Tables.Carrier> rows) {
        return new Table.Builder<>("carriers", rows)
                .column("run", Tables.Carrier::run)
                .column("step", Tables.Carrier::step)
                .column("index", Tables.Carrier::index)
                .column("place", Tables.Carrier::place)
                .column("parameter", Tables.Carrier::parameter)
                .column("value", Tables.Carrier::value)
                .column("mass", Tables.Carrier::mass)
                .column("feature", Tables.Carrier::feature)
                .build();
    }

    /** The first nine columns have been there since 0.1.0. */
    private static Table displacement(Tables tables) {
        Map<String, Double> parameters = new HashMap<>();
        tables.runs().forEach(run -> parameters.put(run.run(), (double) run.parameters()));
        return new Table.Builder<>("displacement", tables.displacement())
                .column("run", Tables.Displacement::run)
                .column("index", Tables.Displacement::index)
                .column("label", row -> row.label().csv())
                .column("step_from", Tables.Displacement::stepFrom)
                .column("step_to", Tables.Displacement::stepTo)
                .column("overlap", Tables.Displacement::overlap)
                .column("displacement", Tables.Displacement::displacement)
                .column("angle", Tables.Displacement::angle)
                .column("bound", Tables.Displacement::bound)
                .column("chordal", Tables.Displacement::chordal)
                .column("glassy", row -> row.chordal() / parameters.getOrDefault(row.run(), Double.NaN))
                .column("below_resolution", row -> row.isBelowResolution() ? 1 : 0)
                .build();
    }

    private static Table subspace(Collection<Tables.Subspace> rows) {
        return new Table.Builder<>("subspace", rows)
                .column("run", Tables.Subspace::run)
                .column("step_from", Tables.Subspace::stepFrom)
                .column("step_to", Tables.Subspace::stepTo)
                .column("k", Tables.Subspace::k)
                .column("overlap", Tables.Subspace::overlap)
                .column("geodesic", Tables.Subspace::geodesic)
                .column("chordal", Tables.Subspace::chordal)
                .column("largest_angle", Tables.Subspace::largestAngle)
                .build();
    }

    private static Table alignment(List<Tables.Alignment> rows) {
        return new Table.Builder<>("alignment", rows)
                .column("run", Tables.Alignment::run)
                .column("step", Tables.Alignment::step)
                .column("k", Tables.Alignment::k)
                .column("gradient_fraction", Tables.Alignment::gradientFraction)
                .column("update_fraction", Tables.Alignment::updateFraction)
                .column("momentum_fraction", Tables.Alignment::momentumFraction)
                .column("next_update_fraction", Tables.Alignment::nextUpdateFraction)
                .column("loss_change", row -> row.change().whole())
                .column("loss_change_top", row -> row.change().top())
                .column("loss_change_bulk", row -> row.change().bulk())
                .column("slope", Tables.Alignment::slope)
                .column("slope_top", Tables.Alignment::slopeTop)
                .column("curvature_top", Tables.Alignment::curvatureTop)
                .build();
    }

    private static Table nulls(List<Tables.Null> rows) {
        return new Table.Builder<>("nulls", rows)
                .column("model", row -> row.model().csv())
                .column("run", Tables.Null::run)
                .column("step", Tables.Null::step)
                .column("index", Tables.Null::index)
                .column("statistic", Tables.Null::statistic)
                .column("observed", Tables.Null::observed)
                .column("null_mean", Tables.Null::nullMean)
                .column("null_sd", Tables.Null::nullSd)
                .column("z", Tables.Null::z)
                .column("p", Tables.Null::p)
                .column("p_family", Tables.Null::pFamily)
                .column("ratio", Tables.Null::ratio)
                .column("odds_ratio", Tables.Null::oddsRatio)
                .build();
    }

    /** With the observables that are compared with null models; later ones come behind what stood there before. */
    private static Table nullDraws(List<Tables.NullDraw> rows) {
        Table.Builder<Tables.NullDraw> table = new Table.Builder<>("null-draws", rows)
                .column("model", row -> row.model().csv())
                .column("run", Tables.NullDraw::run)
                .column("step", Tables.NullDraw::step)
                .column("draw", Tables.NullDraw::draw)
                .column("index", Tables.NullDraw::index)
                .column("eigenvalue", Tables.NullDraw::eigenvalue);
        List<Observable> first = List.of(Observable.IPR, Observable.ENTROPY);
        first.forEach(observable ->
                table.column(observable.column(), row -> row.values().of(observable)));
        table.column("displacement", Tables.NullDraw::displacement)
                .column("products", Tables.NullDraw::products)
                .column("converged", row -> row.converged() ? 1 : 0);
        Observable.compared().stream()
                .filter(observable -> !first.contains(observable))
                .forEach(observable ->
                        table.column(observable.column(), row -> row.values().of(observable)));
        return table.build();
    }

    private static Table density(List<Tables.Density> rows) {
        return new Table.Builder<>("density", rows)
                .column("run", Tables.Density::run)
                .column("step", Tables.Density::step)
                .column("draw", Tables.Density::draw)
                .column("node", Tables.Density::node)
                .column("weight", Tables.Density::weight)
                .build();
    }

    private static Table trace(List<Tables.Trace> rows) {
        return new Table.Builder<>("trace", rows)
                .column("run", Tables.Trace::run)
                .column("step", Tables.Trace::step)
                .column("method", row -> row.method().csv())
                .column("estimate", Tables.Trace::estimate)
                .column("standard_error", Tables.Trace::standardError)
                .column("products", Tables.Trace::products)
                .build();
    }

    private static Table stability(List<Tables.Stability> rows) {
        return new Table.Builder<>("stability", rows)
                .column("run", Tables.Stability::run)
                .column("step", Tables.Stability::step)
                .column("operator", row -> row.operator().csv())
                .column("sharpness", Tables.Stability::sharpness)
                .column("threshold", Tables.Stability::threshold)
                .column("ratio", Tables.Stability::ratio)
                .column("learning_rate", Tables.Stability::learningRate)
                .build();
    }

    private static Table checks(List<Tables.Check> rows) {
        return new Table.Builder<>("checks", rows)
                .column("run", Tables.Check::run)
                .column("step", Tables.Check::step)
                .column("method", row -> row.method().csv())
                .column("product", row -> row.check().product())
                .column("deviation", row -> row.check().deviation())
                .column("tolerance", row -> row.check().tolerance())
                .column("verdict", row -> row.check().verdict().name().toLowerCase(Locale.ROOT))
                .build();
    }

    private static Table identities(List<Tables.Ranked> rows) {
        return new Table.Builder<>("identities", rows)
                .column("run", Tables.Ranked::run)
                .column("step", Tables.Ranked::step)
                .column("rank", Tables.Ranked::rank)
                .column("identity", Tables.Ranked::identity)
                .column("cluster", Tables.Ranked::cluster)
                .build();
    }

    private static Table changes(List<Tables.Change> rows) {
        return new Table.Builder<>("changes", rows)
                .column("run", Tables.Change::run)
                .column("step", Tables.Change::step)
                .column("identity", Tables.Change::identity)
                .column("event", row -> row.event().csv())
                .column("rank_from", Tables.Change::rankFrom)
                .column("rank_to", Tables.Change::rankTo)
                .column("other", Tables.Change::other)
                .column("overlap", Tables.Change::overlap)
                .build();
    }

    private static Table motion(List<Tables.Motion> rows) {
        return new Table.Builder<>("motion", rows)
                .column("run", Tables.Motion::run)
                .column("index", Tables.Motion::index)
                .column("label", row -> row.label().csv())
                .column("step", Tables.Motion::step)
                .column("path_length", Tables.Motion::pathLength)
                .column("net_over_path", Tables.Motion::netOverPath)
                .column("rate_per_step", Tables.Motion::ratePerStep)
                .column("rate_per_distance", Tables.Motion::ratePerDistance)
                .column("relaxation_steps", Tables.Motion::relaxationSteps)
                .build();
    }

    private static Table weights(Collection<Tables.Weights> rows) {
        return new Table.Builder<>("weights", rows)
                .column("run", Tables.Weights::run)
                .column("step_from", Tables.Weights::stepFrom)
                .column("step_to", Tables.Weights::stepTo)
                .column("mean_square_displacement", Tables.Weights::meanSquare)
                .column("distance", Tables.Weights::distance)
                .build();
    }

    /** What was done to the inputs. */
    public static Table inputs(List<InputRow> rows) {
        return new Table.Builder<>("inputs", rows)
                .column("input", InputRow::input)
                .column("feature", InputRow::feature)
                .column("divisor", InputRow::divisor)
                .column("shift", InputRow::shift)
                .column("scale", InputRow::scale)
                .build();
    }

    /** Times of the actors: differs between two executions of the same experiment. */
    public static Table actors(List<ActorStatistics> rows) {
        return new Table.Builder<>("actors", rows)
                .column("actor", ActorStatistics::actor)
                .column("message", ActorStatistics::message)
                .column("messages", ActorStatistics::messages)
                .column("mailbox_mean_ms", ActorStatistics::mailboxMeanMillis)
                .column("mailbox_max_ms", ActorStatistics::mailboxMaxMillis)
                .column("mailbox_peak", ActorStatistics::mailboxPeak)
                .column("processing_mean_ms", ActorStatistics::processingMeanMillis)
                .column("processing_max_ms", ActorStatistics::processingMaxMillis)
                .column("processing_total_ms", ActorStatistics::processingTotalMillis)
                .build();
    }
}
