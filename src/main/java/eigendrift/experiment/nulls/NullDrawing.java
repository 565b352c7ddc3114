package eigendrift.experiment.nulls;

import eigendrift.config.NullModelConfig;
import eigendrift.config.NullModelConfig.Cases;
import eigendrift.config.NullModelConfig.RandomWalk;
import eigendrift.config.NullModelConfig.Sampling;
import eigendrift.data.Samples;
import eigendrift.dynamics.Displacement;
import eigendrift.dynamics.Localization;
import eigendrift.dynamics.Overlaps;
import eigendrift.dynamics.WeightDisplacement;
import eigendrift.experiment.nulls.NullModel.BlocksMeasured;
import eigendrift.experiment.nulls.NullModel.Draw;
import eigendrift.experiment.nulls.NullModel.Job;
import eigendrift.experiment.nulls.NullModel.NullSampled;
import eigendrift.experiment.nulls.NullModel.Observation;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.probing.SpectrumMeasurement;
import eigendrift.experiment.tracking.Tracker.LocalizationSummary;
import eigendrift.experiment.tracking.Tracker.VectorDisplacement;
import eigendrift.linalg.LinearOperator;
import eigendrift.network.ParameterLayout;
import eigendrift.nullmodel.BlockGaussian;
import eigendrift.nullmodel.BlockMeanSquares;
import eigendrift.nullmodel.Haar;
import eigendrift.nullmodel.HaarLayered;
import eigendrift.nullmodel.NullSamples;
import eigendrift.nullmodel.NullWeights;
import eigendrift.random.Streams;
import eigendrift.spectrum.Eigenpair;
import eigendrift.spectrum.Spectrum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.random.RandomGenerator;

/**
 * Draws one random Hessian, with the solver, k and data of the probe.
 *
 * <p>Random numbers come from streams named by the model, the run, the step and the number of the draw, under the
 * model's own seed. So a draw depends neither on the seeds of the runs nor on other draws. Blocks while it reads
 * checkpoints and vectors; not for the default dispatcher.
 */
final class NullDrawing {

    /** Up to this n a Gaussian matrix is held as a full array: 32 MB. */
    private static final int DENSE = 2048;

    /** Number of the random stream of what all draws are made from; draws count from 0. */
    private static final int BLOCKS = -1;

    private final Plan plan;
    private final NullModelConfig model;
    private final Optional<ObservedSource> sources;
    private final SpectrumMeasurement measurement;
    private final Job job;
    private final SortedMap<Long, Observation> observed;
    private final Streams streams;

    /**
     * @param sources of the run that the draw is for; empty where it is for all of them
     * @param state holds the observation that the draw is for
     */
    NullDrawing(
            Plan plan,
            NullModelConfig model,
            Optional<ObservedSource> sources,
            SpectrumMeasurement measurement,
            Job job,
            NullState state) {
        this.plan = plan;
        this.model = model;
        this.sources = sources;
        this.measurement = measurement;
        this.job = job;
        this.observed =
                job.ensemble().own().map(own -> state.observed(own.run())).orElse(Collections.emptySortedMap());
        this.streams = new Streams(model.sampling().seed());
    }

    NullModel.Event event(NullState state) {
        return job instanceof Draw ? model.accept(new Sampler(state)) : blocks((NullModelConfig.BlockGaussian) model);
    }

    /** How each model makes a draw. */
    private final class Sampler implements Cases<NullSampled> {

        private final NullState state;

        private Sampler(NullState state) {
            this.state = state;
        }

        @Override
        public NullSampled haar(NullModelConfig.Haar model) {
            return directions(NullDrawing.this.haar());
        }

        @Override
        public NullSampled haarLayered(NullModelConfig.HaarLayered model) {
            return directions(layered());
        }

        @Override
        public NullSampled initialization(NullModelConfig.Initialization model) {
            Samples real = plan.curvatureSamples();
            Samples samples = model.data() == NullModelConfig.Initialization.Data.GAUSSIAN
                    ? NullSamples.gaussian(real, random("null-data/"))
                    : real;
            return hessian(samples, plan.freshWeights(random("null/")));
        }

        @Override
        public NullSampled scaledInitialization(NullModelConfig.ScaledInitialization model) {
            double[] fresh = plan.freshWeights(random("null/"));
            return hessian(plan.curvatureSamples(), NullWeights.scaledInitialization(fresh, trained(), layout()));
        }

        @Override
        public NullSampled shuffledWeights(NullModelConfig.ShuffledWeights model) {
            double[] shuffled = NullWeights.shuffledWeights(trained(), layout(), random("null/"));
            return hessian(plan.curvatureSamples(), shuffled);
        }

        @Override
        public NullSampled shuffledLabels(NullModelConfig.ShuffledLabels model) {
            Samples shuffled = NullSamples.shuffledLabels(plan.curvatureSamples(), random("null-data/"));
            return hessian(shuffled, trained());
        }

        @Override
        public NullSampled blockGaussian(NullModelConfig.BlockGaussian model) {
            return sampled(gaussian(state.blocks().get(job.ensemble())), List.of());
        }

        @Override
        public NullSampled still(NullModelConfig.Static model) {
            return NullDrawing.this.still(model);
        }

        @Override
        public NullSampled randomWalk(RandomWalk model) {
            return walk(model);
        }
    }

    // ---- directions without a matrix

    private List<double[]> haar() {
        Haar haar = new Haar(plan.measuredSize());
        RandomGenerator random = random("null/");
        List<double[]> vectors = new ArrayList<>();
        for (int i = 0; i < plan.config().probe().eigenpairs(); i++) {
            vectors.add(plan.embed(haar.draw(random)));
        }
        return vectors;
    }

    private List<double[]> layered() {
        RandomGenerator random = random("null/");
        List<Integer> sizes = plan.layerSizes();
        return observation().vectors().stream()
                .map(vector -> new HaarLayered(sizes, vector.layerMasses()).draw(random))
                .toList();
    }

    private NullSampled directions(List<double[]> directions) {
        List<LocalizationSummary> vectors = new ArrayList<>();
        for (double[] direction : directions) {
            Localization localization = Localization.of(direction, layout());
            vectors.add(LocalizationSummary.of(vectors.size() + 1, Double.NaN, localization));
        }
        return new NullSampled(draw(), vectors, List.of(), 0, true);
    }

    // ---- Hessians at other weights, or on other data

    private NullSampled hessian(Samples samples, double[] parameters) {
        return sampled(spectrum(samples, parameters), List.of());
    }

    private double[] trained() {
        return source().parameters(observation());
    }

    private ParameterLayout layout() {
        return plan.architecture().layout();
    }

    private Spectrum spectrum(Samples samples, double[] parameters) {
        return measurement.leading(samples, parameters, tolerance(), start());
    }

    // ---- movement

    /** Compares the eigenvectors on a subset of the samples with those on all of them, at the same weights. */
    private NullSampled still(NullModelConfig.Static still) {
        Samples all = plan.curvatureSamples();
        int size = Math.max(1, (int) Math.round(still.share() * all.count()));
        Samples some = NullSamples.subset(all, size, random("null-data/"));
        Spectrum drawn = spectrum(some, trained());
        return sampled(drawn, moved(source().vectors(observation()), bounds(observation()), drawn));
    }

    /** Walks to the checkpoint since which the observed vectors moved, and on to this one. */
    private NullSampled walk(RandomWalk walk) {
        Observation now = observation();
        List<Observation> way = observed.values().stream()
                .filter(seen -> seen.step() <= now.step())
                .filter(seen -> walk.from() == RandomWalk.From.FIRST || seen.step() >= now.movedFrom())
                .toList();
        int base = 0;
        double[] lengths = new double[way.size() - 1];
        double[] start = source().parameters(way.get(0));
        double[] before = start;
        for (int i = 0; i < lengths.length; i++) {
            double[] after = source().parameters(way.get(i + 1));
            lengths[i] = WeightDisplacement.distance(before, after);
            before = after;
            base = way.get(i + 1).step() <= now.movedFrom() ? i + 1 : base;
        }
        RandomGenerator random = random("null/");
        double[] then = NullWeights.randomWalk(start, Arrays.copyOf(lengths, base), random);
        double[] end = NullWeights.randomWalk(then, Arrays.copyOfRange(lengths, base, lengths.length), random);
        Spectrum after = spectrum(plan.curvatureSamples(), end);
        if (base == 0) {
            return sampled(after, moved(source().vectors(way.get(0)), bounds(way.get(0)), after));
        }
        Spectrum earlier = spectrum(plan.curvatureSamples(), then);
        List<Double> bounds =
                earlier.pairs().stream().map(Eigenpair::angleBound).toList();
        NullSampled sampled = sampled(after, moved(Overlaps.vectors(earlier), bounds, after));
        return new NullSampled(
                draw(),
                sampled.vectors(),
                sampled.moved(),
                earlier.products() + after.products(),
                earlier.converged() && after.converged());
    }

    private static List<VectorDisplacement> moved(double[][] then, List<Double> bounds, Spectrum now) {
        List<VectorDisplacement> moved = new ArrayList<>();
        for (Eigenpair pair : now.pairs()) {
            int i = moved.size();
            moved.add(VectorDisplacement.of(
                    i + 1, Displacement.between(then[i], pair.vector(), bounds.get(i), pair.angleBound())));
        }
        return moved;
    }

    private static List<Double> bounds(Observation seen) {
        return seen.spectrum().angleBounds();
    }

    // ---- Gaussian matrices

    private BlocksMeasured blocks(NullModelConfig.BlockGaussian gaussian) {
        LinearOperator hessian = measurement.operator(trained());
        BlockMeanSquares measured =
                BlockMeanSquares.estimate(hessian, plan.measuredLayout(), gaussian.probes(), random("null-blocks/"));
        return BlocksMeasured.of(job.ensemble(), measured);
    }

    private Spectrum gaussian(BlocksMeasured measured) {
        BlockMeanSquares squares = measured.meanSquares(plan.measuredLayout());
        RandomGenerator random = random("null/");
        LinearOperator matrix = plan.measuredSize() <= DENSE
                ? BlockGaussian.dense(squares, random)
                : BlockGaussian.matrixFree(squares, random);
        return measurement.leading(matrix, tolerance(), start());
    }

    // ---- what they have in common

    private NullSampled sampled(Spectrum spectrum, List<VectorDisplacement> moved) {
        List<LocalizationSummary> vectors = new ArrayList<>();
        for (Eigenpair pair : spectrum.pairs()) {
            vectors.add(
                    LocalizationSummary.of(vectors.size() + 1, pair.value(), Localization.of(pair.vector(), layout())));
        }
        return new NullSampled(draw(), vectors, moved, spectrum.products(), spectrum.converged());
    }

    private Observation observation() {
        return observed.get(job.ensemble().own().orElseThrow().step());
    }

    private Draw draw() {
        return (Draw) job;
    }

    private ObservedSource source() {
        return sources.orElseThrow();
    }

    private double tolerance() {
        Sampling sampling = model.sampling();
        return sampling.tolerance().orElse(plan.config().probe().tolerance());
    }

    private RandomGenerator random(String purpose) {
        int number = job instanceof Draw draw ? draw.index() : BLOCKS;
        String name = purpose + job.ensemble().model().csv();
        return job.ensemble()
                .own()
                .map(own -> streams.stream(name + "/" + own.run(), own.step(), number))
                .orElseGet(() -> streams.stream(name, number));
    }

    /** Random stream of the eigensolver's start vector. */
    private RandomGenerator start() {
        return random("null-start/");
    }
}
