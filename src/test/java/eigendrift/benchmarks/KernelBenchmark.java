package eigendrift.benchmarks;

import eigendrift.linalg.Blas;
import eigendrift.linalg.Elementwise32;
import eigendrift.linalg.Elementwise64;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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

/** Activations over a shard of 256 samples x 64 units, and the matrix products of such a layer. */
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
public class KernelBenchmark {

    private static final int ROWS = 256;
    private static final int UNITS = 64;
    private static final int INPUTS = 784;

    @Param({"tanh", "relu", "gelu", "silu"})
    public String activation;

    private final double[] z = new double[ROWS * UNITS];
    private final double[] f = new double[z.length];
    private final double[] first = new double[z.length];
    private final double[] second = new double[z.length];
    private final float[] z32 = new float[z.length];
    private final float[] f32 = new float[z.length];
    private final float[] first32 = new float[z.length];
    private final float[] second32 = new float[z.length];
    private final float[] inputs = new float[ROWS * INPUTS];
    private final float[] weights = new float[UNITS * INPUTS];

    /** Values of order one. */
    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < z.length; i++) {
            z[i] = random.nextDouble(-3, 3);
            z32[i] = (float) z[i];
        }
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) random.nextDouble();
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextDouble(-1, 1);
        }
    }

    /** With both derivatives. */
    @Benchmark
    public void activation64() {
        Elementwise64 kernels = Elementwise64.INSTANCE;
        switch (activation) {
            case "tanh" -> kernels.tanh(0, z.length, z, f, first, second);
            case "relu" -> kernels.relu(0, z.length, z, f, first);
            case "gelu" -> kernels.gelu(0, z.length, z, f, first, second);
            default -> kernels.silu(0, z.length, z, f, first, second);
        }
    }

    /** With both derivatives. */
    @Benchmark
    public void activation32() {
        Elementwise32 kernels = Elementwise32.INSTANCE;
        switch (activation) {
            case "tanh" -> kernels.tanh(0, z32.length, z32, f32, first32, second32);
            case "relu" -> kernels.relu(0, z32.length, z32, f32, first32);
            case "gelu" -> kernels.gelu(0, z32.length, z32, f32, first32, second32);
            default -> kernels.silu(0, z32.length, z32, f32, first32, second32);
        }
    }

    /** Z = X Wᵀ of the first layer: 25.7 million operations. */
    @Benchmark
    public void forward32() {
        Blas.gemm(false, true, ROWS, UNITS, INPUTS, 1, inputs, 0, INPUTS, weights, 0, INPUTS, 0, f32, 0, UNITS);
    }

    /** W ← Δᵀ X of the first layer, as many. */
    @Benchmark
    public void weights32() {
        Blas.gemm(true, false, UNITS, INPUTS, ROWS, 1, z32, 0, UNITS, inputs, 0, INPUTS, 0, weights, 0, INPUTS);
    }
}
