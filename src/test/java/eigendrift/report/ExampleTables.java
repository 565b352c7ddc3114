package eigendrift.report;

import eigendrift.config.NullModelName;
import eigendrift.config.reading.Setting;
import eigendrift.dynamics.Identities;
import eigendrift.dynamics.LocalizationValues;
import eigendrift.dynamics.LossChange;
import eigendrift.random.Streams;
import eigendrift.readmodel.Label;
import eigendrift.readmodel.Status;
import eigendrift.readmodel.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Tables as an experiment might fill them, from random numbers: eigenvalues that grow and saturate, directions that
 * settle under the first optimizer and keep turning under the others, null models below.
 */
public final class ExampleTables {
    public static final int PARAMETERS = 2410;

    private final Streams streams;
    private final List<String> optimizers;
    private final int seeds;
    private final long[] checkpoints;
    private final int k;

    private final List<Tables.Run> runs = new ArrayList<>();
    private final List<Tables.Training> training = new ArrayList<>();
    private final List<Tables.Spectrum> spectrum = new ArrayList<>();
    private final List<Tables.Localization> localization = new ArrayList<>();
    private final List<Tables.Displacement> displacement = new ArrayList<>();
    private final List<Tables.Subspace> subspace = new ArrayList<>();
    private final List<Tables.Alignment> alignment = new ArrayList<>();
    private final List<Tables.Null> nulls = new ArrayList<>();
    private final List<Tables.Ranked> ranks = new ArrayList<>();
    private final List<Tables.Change> changes = new ArrayList<>();
    private final Tables.Carriers carriers =
            new Tables.Carriers(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    private final List<Tables.Weights> weights = new ArrayList<>();

    private ExampleTables(long rootSeed, List<String> optimizers, int seeds, long[] checkpoints, int k) {
        this.streams = new Streams(rootSeed);
        this.optimizers = optimizers;
        this.seeds = seeds;
        this.checkpoints = checkpoints;
        this.k = k;
    }

    /** Checkpoints at 0, {@code every}, …, {@code count} of them. */
    public static Tables of(long rootSeed, List<String> optimizers, int seeds, int count, long every, int k) {
        long[] checkpoints = new long[count];
        for (int i = 0; i < count; i++) {
            checkpoints[i] = i * every;
        }
        return at(rootSeed, optimizers, seeds, checkpoints, k);
    }

    static Tables at(long rootSeed, List<String> optimizers, int seeds, long[] checkpoints, int k) {
        return new ExampleTables(rootSeed, optimizers, seeds, checkpoints, k).build();
    }

    /** Two optimizers, three seeds, eleven checkpoints, five vectors. */
    public static Tables typical(long rootSeed) {
        return of(rootSeed, List.of("sgd", "adam"), 3, 11, 315, 5);
    }

    public static Tables empty() {
        return Tables.builder().build();
    }

    private Tables build() {
        for (int o = 0; o < optimizers.size(); o++) {
            for (int seed = 0; seed < seeds; seed++) {
                add(optimizers.get(o) + "-seed" + seed, optimizers.get(o), o, seed);
            }
        }
        return Tables.builder()
                .runs(runs)
                .training(training)
                .spectrum(spectrum)
                .localization(localization)
                .displacement(displacement)
                .subspace(subspace)
                .alignment(alignment)
                .nulls(nulls)
                .carriers(carriers)
                .identity(new Tables.Identity(ranks, changes, List.of()))
                .weights(weights)
                .configuration(List.of(new Setting("training", "epochs", "100")))
                .build();
    }

    private void add(String run, String optimizer, int o, long seed) {
        RandomGenerator random = streams.stream("example-tables", o, seed);
        long last = checkpoints[checkpoints.length - 1];
        double speed = 1 + 0.8 * o;
        addTraining(run, random, last, speed);
        Tables.Training end = training.get(training.size() - 1);
        runs.add(new Tables.Run(
                run, optimizer, seed, PARAMETERS, Status.COMPLETED, last, end.trainLoss(), end.testAccuracy()));
        for (int i = 0; i < checkpoints.length; i++) {
            addSpectrum(run, random, i, o);
            addIdentities(run, i);
            for (int j = 0; j < i; j++) {
                addPair(run, random, j, i, o);
            }
        }
    }

    private double time(int checkpoint) {
        return (double) checkpoint / Math.max(1, checkpoints.length - 1);
    }

    private void addTraining(String run, RandomGenerator random, long last, double speed) {
        int rows = 40;
        for (int i = 0; i <= rows; i++) {
            double t = (double) i / rows;
            double loss = 0.08 + 2.2 * StrictMath.exp(-4 * speed * t) + 0.01 * random.nextDouble();
            double accuracy = 0.97 - 0.85 * StrictMath.exp(-5 * speed * t) + 0.01 * random.nextDouble();
            training.add(new Tables.Training(
                    run,
                    Math.round(t * last),
                    100 * t,
                    i == 0 ? Double.NaN : loss * (1 + 0.05 * random.nextGaussian()),
                    loss,
                    accuracy,
                    loss + 0.35 * t + 0.02 * random.nextDouble(),
                    accuracy - 0.08 * t,
                    i == 0 ? Double.NaN : 0.5 * loss,
                    i == 0 ? Double.NaN : 0.01 * speed,
                    0.01));
        }
    }

    private void addSpectrum(String run, RandomGenerator random, int i, int o) {
        for (int index = 1; index <= k; index++) {
            double value = (3 + (25 + 12 * o) * time(i) * StrictMath.exp(-0.6 * time(i)))
                    * StrictMath.pow(index, -0.7)
                    * (1 + 0.06 * random.nextGaussian());
            spectrum.add(new Tables.Spectrum(
                    run, checkpoints[i], index, value, 1e-7 * value, 0.2 * value, 5e-7, 40 + random.nextInt(30), true));
            double ipr =
                    (o == 0 ? 18 + 22 * time(i) : 18 + 140 * o * time(i)) / index * (1 + 0.15 * random.nextDouble());
            double first = 0.75 - 0.4 * time(i) * (o + 1) / optimizers.size() + 0.02 * random.nextDouble();
            double second = 0.6 * (1 - first);
            localization.add(new Tables.Localization(
                    run,
                    checkpoints[i],
                    index,
                    LocalizationValues.of(
                            ipr / PARAMETERS,
                            StrictMath.log(PARAMETERS / ipr) + 0.3,
                            StrictMath.log(PARAMETERS / ipr) + 0.9,
                            StrictMath.log(PARAMETERS / ipr) - 0.9,
                            0.4,
                            0.1 * first),
                    List.of(first, second, 1 - first - second),
                    List.of(ipr / PARAMETERS, ipr / PARAMETERS, ipr / PARAMETERS)));
            addNeurons(run, checkpoints[i], index, first);
            addNulls(run, random, i, index, o, ipr / PARAMETERS);
        }
        alignment.add(new Tables.Alignment(
                run,
                checkpoints[i],
                k,
                0.3 + 0.5 * time(i) / (o + 1) + 0.05 * random.nextDouble(),
                i == 0 ? Double.NaN : 0.2 + 0.1 * random.nextDouble(),
                i == 0 ? Double.NaN : 0.4,
                0.5,
                new LossChange(-0.01, 0.002, -0.012),
                -0.011,
                -0.001,
                0.003));
        if (run.endsWith("seed0") && i == checkpoints.length - 1) {
            carriers.images()
                    .add(new Tables.UnitImage(
                            run,
                            checkpoints[i],
                            3,
                            0.25,
                            random.doubles(64, -0.1, 0.1).toArray()));
        }
    }

    /** Four neurons in the first layer, two in the second. */
    private void addNeurons(String run, long step, int index, double first) {
        for (int neuron = 0; neuron < 6; neuron++) {
            double mass = neuron < 4 ? first / 10 * (neuron + 1) : (1 - first) / 2;
            int layer = neuron < 4 ? 1 : 2;
            carriers.neurons().add(new Tables.Neuron(run, step, index, layer, neuron % 4, mass, mass * mass / 3));
        }
    }

    /** At the end the first two have crossed. */
    private void addIdentities(String run, int i) {
        boolean crossed = k > 1 && i > 0 && i == checkpoints.length - 1;
        for (int rank = 1; rank <= k; rank++) {
            ranks.add(new Tables.Ranked(run, checkpoints[i], rank, crossed && rank <= 2 ? 3 - rank : rank, rank));
        }
        if (crossed) {
            changes.add(new Tables.Change(run, checkpoints[i], 1, Identities.Fate.CROSSED, 1, 2, 2, Double.NaN));
        }
    }

    private void addNulls(String run, RandomGenerator random, int i, int index, int o, double ipr) {
        double n = PARAMETERS;
        addNull(NullModelName.HAAR, run, i, index, ipr, 3 / (n + 2), StrictMath.sqrt(24 / (n * n * n)));
        addNull(NullModelName.INITIALIZATION, run, i, index, ipr, 19 / n / index, 3.5 / n / index);
        if (i == checkpoints.length - 1) {
            double mean = (30 + 25 * o + random.nextDouble()) / n / index;
            addNull(NullModelName.SHUFFLED_WEIGHTS, run, i, index, ipr, mean, 0.12 * mean);
        }
    }

    private void addNull(NullModelName model, String run, int i, int index, double observed, double mean, double sd) {
        double z = (observed - mean) / sd;
        double p = model.equals(NullModelName.HAAR) ? StrictMath.exp(-z * z / 2) : z > 2 ? 1.0 / 21 : 0.5;
        nulls.add(new Tables.Null(model, run, checkpoints[i], index, "ipr", observed, mean, sd, z, p, p));
    }

    private void addPair(String run, RandomGenerator random, int j, int i, int o) {
        double age = 0.05 + time(j);
        double lag = (time(i) - time(j)) / age;
        for (int index = 1; index <= k; index++) {
            double rate = (o == 0 ? 0.25 : 1.2) * index * (o == 0 ? 1 - 0.9 * time(j) : 1);
            double rank = 1 - StrictMath.exp(-rate * lag * (0.7 + 0.6 * random.nextDouble()));
            double bound = 2e-4 * index;
            addDisplacement(run, index, Label.RANK, j, i, rank, bound);
            addDisplacement(run, index, Label.IDENTITY, j, i, 0.8 * rank, bound);
        }
        double meanSquare = 1e-4 * (o + 1) * (checkpoints[i] - checkpoints[j]);
        double distance = StrictMath.sqrt(PARAMETERS * meanSquare);
        weights.add(new Tables.Weights(run, checkpoints[j], checkpoints[i], meanSquare, distance));
        double overlap = StrictMath.exp(-(o == 0 ? 0.1 : 0.5) * lag);
        subspace.add(new Tables.Subspace(
                run, checkpoints[j], checkpoints[i], k, overlap, 1 - overlap, 1 - overlap, 1 - overlap));
    }

    private void addDisplacement(String run, int index, Label label, int j, int i, double value, double bound) {
        double q = StrictMath.sqrt(1 - value);
        displacement.add(new Tables.Displacement(
                run,
                index,
                label,
                checkpoints[j],
                checkpoints[i],
                q,
                value,
                StrictMath.atan2(StrictMath.sqrt(value), q),
                bound));
    }
}
