package eigendrift.config;

import java.util.List;
import java.util.OptionalDouble;

/** A null model: a random Hessian, or random directions, to compare the measured eigenvectors with. */
public sealed interface NullModelConfig
        permits NullModelConfig.Directions, NullModelConfig.Matrices, NullModelConfig.Movement {

    /** No two models of an experiment share it. */
    NullModelName name();

    Sampling sampling();

    /** What the draws are made for. */
    At at();

    /** Calls the method of {@code cases} for this model. */
    <R> R accept(Cases<R> cases);

    /** Unit vectors without a matrix: their laws are known, so that there need not be draws. */
    sealed interface Directions extends NullModelConfig permits Haar, HaarLayered {}

    /** A symmetric matrix with eigenvectors of its own: their localization is compared. */
    sealed interface Matrices extends NullModelConfig
            permits Initialization, ScaledInitialization, ShuffledWeights, ShuffledLabels, BlockGaussian {}

    /** Eigenvectors at two times: how far they turn is compared. */
    sealed interface Movement extends NullModelConfig permits Static, RandomWalk {}

    /** One answer for each model, so that the compiler asks for that of a new one. */
    interface Cases<R> {

        R haar(Haar model);

        R haarLayered(HaarLayered model);

        R initialization(Initialization model);

        R scaledInitialization(ScaledInitialization model);

        R shuffledWeights(ShuffledWeights model);

        R shuffledLabels(ShuffledLabels model);

        R blockGaussian(BlockGaussian model);

        R still(Static model);

        R randomWalk(RandomWalk model);
    }

    /**
     * How many draws, and how exactly each is solved.
     *
     * @param draws B; 0 for closed forms alone
     * @param seed root of their random streams
     * @param tolerance of the eigensolver, as in {@link ProbeConfig}; empty for the probe's
     */
    record Sampling(int draws, long seed, OptionalDouble tolerance) {}

    /** Uniformly random directions: closed forms, and p-values from draws if there are any. */
    record Haar(Sampling sampling) implements Directions {
        @Override
        public NullModelName name() {
            return NullModelName.HAAR;
        }

        @Override
        public At at() {
            return new At.Shared();
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.haar(this);
        }
    }

    /** Uniformly random within each layer, with the measured layer masses: closed forms, as above. */
    record HaarLayered(Sampling sampling, At at) implements Directions {
        @Override
        public NullModelName name() {
            return NullModelName.HAAR_LAYERED;
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.haarLayered(this);
        }
    }

    /** Hessians at fresh initial weights of the same architecture: what the architecture induces. */
    record Initialization(Sampling sampling, Data data) implements Matrices {

        /** On the experiment's data, or on Gaussian inputs with uniform labels. */
        public enum Data {
            REAL,
            GAUSSIAN
        }

        @Override
        public NullModelName name() {
            return data == Data.GAUSSIAN ? NullModelName.INITIALIZATION_GAUSSIAN : NullModelName.INITIALIZATION;
        }

        @Override
        public At at() {
            return new At.Shared();
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.initialization(this);
        }
    }

    /** Fresh initial weights, each layer scaled to its trained norm. */
    record ScaledInitialization(Sampling sampling, At at) implements Matrices {
        @Override
        public NullModelName name() {
            return NullModelName.SCALED_INITIALIZATION;
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.scaledInitialization(this);
        }
    }

    /** The trained entries, permuted within each weight matrix and bias. */
    record ShuffledWeights(Sampling sampling, At at) implements Matrices {
        @Override
        public NullModelName name() {
            return NullModelName.SHUFFLED_WEIGHTS;
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.shuffledWeights(this);
        }
    }

    /** The trained weights on permuted labels. */
    record ShuffledLabels(Sampling sampling, At at) implements Matrices {
        @Override
        public NullModelName name() {
            return NullModelName.SHUFFLED_LABELS;
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.shuffledLabels(this);
        }
    }

    /**
     * Symmetric Gaussian matrices with the mean squares that the measured Hessian has between layers.
     *
     * @param probes random vectors for each layer from which these are estimated
     */
    record BlockGaussian(Sampling sampling, At at, int probes) implements Matrices {
        @Override
        public NullModelName name() {
            return NullModelName.BLOCK_GAUSSIAN;
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.blockGaussian(this);
        }
    }

    /**
     * The same weights on other data: the noise floor of displacement.
     *
     * @param share of the curvature samples that a draw takes, without replacement
     */
    record Static(Sampling sampling, At at, double share) implements Movement {
        @Override
        public NullModelName name() {
            return NullModelName.STATIC;
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.still(this);
        }
    }

    /** Weights that walk in random directions by the optimizer's own distances between checkpoints. */
    record RandomWalk(Sampling sampling, At at, From from) implements Movement {

        /** Where a walk begins: one stretch from the checkpoint before, or all the way from the first. */
        public enum From {
            PREVIOUS,
            FIRST
        }

        @Override
        public NullModelName name() {
            return NullModelName.RANDOM_WALK;
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.randomWalk(this);
        }
    }

    /** Which checkpoints of a run a null model is drawn for. */
    sealed interface At {

        /** One set of draws serves every checkpoint of every run. */
        record Shared() implements At {}

        record Last() implements At {}

        record FirstAndLast() implements At {}

        record All() implements At {}

        record Steps(List<Long> steps) implements At {}
    }
}
