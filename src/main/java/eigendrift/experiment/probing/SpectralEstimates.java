package eigendrift.experiment.probing;

import eigendrift.config.ProbeConfig;
import eigendrift.experiment.probing.HessianProbe.DensityMeasured;
import eigendrift.experiment.probing.HessianProbe.Event;
import eigendrift.experiment.probing.HessianProbe.Quadrature;
import eigendrift.experiment.probing.HessianProbe.TraceMeasured;
import eigendrift.linalg.LanczosQuadrature;
import eigendrift.linalg.LinearOperator;
import eigendrift.linalg.TraceEstimate;
import eigendrift.random.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.random.RandomGenerator;

/** Estimates of the whole spectrum from random vectors: density and trace. */
record SpectralEstimates(ProbeConfig probe, LinearOperator operator, Streams streams) {

    /** Width of a kernel that is chosen automatically, as a share of the spectrum's range. */
    private static final double SHARE = .01;

    /** What the configuration asks for, at {@code step}. */
    List<Event> at(long step) {
        List<Event> events = new ArrayList<>();
        probe.density().ifPresent(density -> events.add(density(density, step)));
        probe.trace().ifPresent(trace -> events.add(trace(trace, step)));
        return events;
    }

    private DensityMeasured density(ProbeConfig.Density density, long step) {
        List<LanczosQuadrature> draws =
                LanczosQuadrature.draw(operator, density.steps(), density.draws(), streams.stream("density", step));
        return new DensityMeasured(
                step,
                density.width().orElseGet(() -> width(draws)),
                draws.stream()
                        .map(draw -> new Quadrature(draw.nodes(), draw.weights()))
                        .toList());
    }

    private TraceMeasured trace(ProbeConfig.Trace trace, long step) {
        RandomGenerator random = streams.stream("trace", step);
        boolean plain = trace.method() == ProbeConfig.Method.HUTCHINSON;
        TraceEstimate estimate = plain
                ? TraceEstimate.hutchinson(operator, trace.products(), random)
                : TraceEstimate.hutchPlusPlus(operator, trace.products(), random);
        return new TraceMeasured(
                step, trace.method(), estimate.estimate(), estimate.standardError(), estimate.products());
    }

    /**
     * If all nodes are equal, the width is a share of their magnitude instead of their range; for the zero matrix, of
     * 1.
     */
    private static double width(List<LanczosQuadrature> draws) {
        DoubleSummaryStatistics nodes = draws.stream()
                .flatMapToDouble(draw -> Arrays.stream(draw.nodes()))
                .summaryStatistics();
        double range = nodes.getMax() - nodes.getMin();
        double magnitude = Math.max(Math.abs(nodes.getMax()), Math.abs(nodes.getMin()));
        return SHARE * (range > 0 ? range : magnitude > 0 ? magnitude : 1);
    }
}
