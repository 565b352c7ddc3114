package eigendrift.benchmarks;

import eigendrift.config.Activation;
import eigendrift.config.Initialization;
import eigendrift.config.Loss;
import eigendrift.config.Precision;
import eigendrift.config.UpdateRule;
import eigendrift.data.Samples;
import eigendrift.linalg.LinearOperator;
import eigendrift.linalg.Workers;
import eigendrift.network.Architecture;
import eigendrift.network.BatchLoss;
import eigendrift.network.Curvature;
import eigendrift.network.InitialWeights;
import eigendrift.optimizer.Optimizer;
import eigendrift.optimizer.Optimizers;
import eigendrift.random.Streams;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The inner loops of training and of a probe: 784-64-32-10 tanh, 2,000 samples, batches of 128. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--add-modules=jdk.incubator.vector",
            "-XX:CompileCommand=quiet",
            "-XX:CompileCommand=inline,eigendrift.linalg.vector.*::*"
        })
public class StepBenchmark {

    private static final int SAMPLES = 2000;
    private static final int BATCH = 128;

    @Param({"FLOAT32", "FLOAT64"})
    public Precision precision;

    private final int[] rows = IntStream.range(0, BATCH).map(i -> 7 * i).toArray();
    private double[] parameters;
    private double[] gradient;
    private double[] product;
    private BatchLoss batch;
    private LinearOperator hessian;
    private LinearOperator unbuffered;
    private Optimizer adam;

    /** Random images and labels. */
    @Setup
    public void problem() {
        Architecture architecture = new Architecture(List.of(784, 64, 32, 10), Activation.TANH);
        Streams streams = new Streams(1);
        double[] inputs = streams.stream("inputs").doubles(SAMPLES * 784L).toArray();
        int[] labels = streams.stream("labels").ints(SAMPLES, 0, 10).toArray();
        Samples samples = new Samples(SAMPLES, 784, inputs, 10, labels, null);
        parameters = InitialWeights.draw(architecture, Initialization.PYTORCH, streams.stream("weights"));
        gradient = new double[parameters.length];
        product = new double[parameters.length];
        batch = BatchLoss.of(architecture, Loss.CROSS_ENTROPY, samples, precision, BATCH);
        hessian = curvature(architecture, samples, Long.MAX_VALUE).hessian();
        unbuffered = curvature(architecture, samples, 0).hessian();
        adam = Optimizers.create(new UpdateRule.Adam(.9, .999, 1e-8, 0), architecture.layout());
    }

    private Curvature curvature(Architecture architecture, Samples samples, long memory) {
        return Curvature.at(architecture, Loss.CROSS_ENTROPY, samples, parameters, precision, Workers.SINGLE, memory);
    }

    @Benchmark
    public double gradient() {
        return batch.gradient(parameters, rows, 0, BATCH, gradient);
    }

    @Benchmark
    public void adam() {
        adam.step(parameters, gradient, 1e-9, null);
    }

    @Benchmark
    public void product() {
        hessian.apply(parameters, product);
    }

    /** Activations computed again for each product. */
    @Benchmark
    public void productInLittleMemory() {
        unbuffered.apply(parameters, product);
    }
}
