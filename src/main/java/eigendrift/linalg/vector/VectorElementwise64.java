package eigendrift.linalg.vector;

import static eigendrift.linalg.Coefficients64.*;
import static eigendrift.linalg.vector.VectorFunctions64.*;

import eigendrift.linalg.Elementwise64;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/** The activation functions on vectors; the plain loops do the rest that does not fill a vector. */
public final class VectorElementwise64 implements Elementwise64 {

    private static final double ZERO = 0;

    private final Elementwise64 plain;

    /** Called by {@code eigendrift.linalg.VectorModule}, by name. */
    public VectorElementwise64(Elementwise64 plain) {
        this.plain = plain;
    }

    @Override
    public void exp(int from, int to, double[] z, double[] f) {
        int end = vectorEnd(from, to);
        for (int i = from; i < end; i += SPECIES.length()) {
            VectorFunctions64.exp(DoubleVector.fromArray(SPECIES, z, i)).intoArray(f, i);
        }
        plain.exp(end, to, z, f);
    }

    @Override
    public void relu(int from, int to, double[] z, double[] f, double[] first) {
        int end = vectorEnd(from, to);
        for (int i = from; i < end; i += SPECIES.length()) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, z, i);
            x.blend(ZERO, x.compare(VectorOperators.LE, ZERO)).intoArray(f, i);
            if (first != null) {
                DoubleVector.zero(SPECIES)
                        .blend(ONE, x.compare(VectorOperators.GT, ZERO))
                        .intoArray(first, i);
            }
        }
        plain.relu(end, to, z, f, first);
    }

    @Override
    public void tanh(int from, int to, double[] z, double[] f, double[] first, double[] second) {
        int end = vectorEnd(from, to);
        for (int i = from; i < end; i += SPECIES.length()) {
            DoubleVector t = VectorFunctions64.tanh(DoubleVector.fromArray(SPECIES, z, i));
            t.intoArray(f, i);
            if (first != null) {
                DoubleVector slope = t.mul(t).neg().add(1);
                slope.intoArray(first, i);
                if (second != null) {
                    t.mul(slope).mul(-2).intoArray(second, i);
                }
            }
        }
        plain.tanh(end, to, z, f, first, second);
    }

    @Override
    public void sigmoid(int from, int to, double[] z, double[] f, double[] first, double[] second) {
        int end = vectorEnd(from, to);
        for (int i = from; i < end; i += SPECIES.length()) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, z, i);
            DoubleVector e = VectorFunctions64.exp(x.abs().neg());
            DoubleVector d = ONE.div(e.add(1));
            DoubleVector ed = e.mul(d);
            DoubleVector s = d.blend(ed, x.compare(VectorOperators.LT, ZERO));
            s.intoArray(f, i);
            if (first != null) {
                DoubleVector slope = ed.mul(d);
                slope.intoArray(first, i);
                if (second != null) {
                    ONE.sub(s.mul(2)).mul(slope).intoArray(second, i);
                }
            }
        }
        plain.sigmoid(end, to, z, f, first, second);
    }

    @Override
    public void gelu(int from, int to, double[] z, double[] f, double[] first, double[] second) {
        int end = vectorEnd(from, to);
        for (int i = from; i < end; i += SPECIES.length()) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, z, i).max(-NORMAL_MAX);
            DoubleVector c = x.min(NORMAL_MAX);
            DoubleVector bell = bell(c.abs());
            DoubleVector tail = normalTail(c.abs(), bell);
            DoubleVector distribution = ONE.sub(tail).blend(tail, c.compare(VectorOperators.LT, ZERO));
            x.mul(distribution).intoArray(f, i);
            if (first != null) {
                DoubleVector density = bell.mul(DENSITY_AT_ZERO);
                c.mul(density).add(distribution).intoArray(first, i);
                if (second != null) {
                    ONE.add(1).sub(c.mul(c)).mul(density).intoArray(second, i);
                }
            }
        }
        plain.gelu(end, to, z, f, first, second);
    }

    @Override
    public void geluTanh(int from, int to, double[] z, double[] f, double[] first, double[] second) {
        int end = vectorEnd(from, to);
        for (int i = from; i < end; i += SPECIES.length()) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, z, i).max(-GELU_MAX);
            DoubleVector c = x.min(GELU_MAX);
            DoubleVector cubic = c.mul(c).mul(GELU_CUBIC);
            DoubleVector e =
                    VectorFunctions64.exp(cubic.add(GELU_LINEAR).mul(c).abs().neg());
            DoubleVector d = ONE.div(e.add(1));
            DoubleVector ed = e.mul(d);
            DoubleVector s = d.blend(ed, c.compare(VectorOperators.LT, ZERO));
            x.mul(s).intoArray(f, i);
            if (first != null) {
                DoubleVector slope = ed.mul(d);
                DoubleVector v = cubic.mul(3).add(GELU_LINEAR);
                slope.mul(v).mul(c).add(s).intoArray(first, i);
                if (second != null) {
                    DoubleVector square = ONE.sub(s.mul(2)).mul(v).mul(v).mul(c);
                    square.add(cubic.mul(6)).add(v.mul(2)).mul(slope).intoArray(second, i);
                }
            }
        }
        plain.geluTanh(end, to, z, f, first, second);
    }

    @Override
    public void silu(int from, int to, double[] z, double[] f, double[] first, double[] second) {
        int end = vectorEnd(from, to);
        for (int i = from; i < end; i += SPECIES.length()) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, z, i).max(EXP_MIN);
            DoubleVector c = x.min(-EXP_MIN);
            DoubleVector e = VectorFunctions64.exp(c.abs().neg());
            DoubleVector d = ONE.div(e.add(1));
            DoubleVector ed = e.mul(d);
            DoubleVector s = d.blend(ed, c.compare(VectorOperators.LT, ZERO));
            x.mul(s).intoArray(f, i);
            if (first != null) {
                DoubleVector slope = ed.mul(d);
                slope.mul(c).add(s).intoArray(first, i);
                if (second != null) {
                    ONE.sub(s.mul(2)).mul(c).add(2).mul(slope).intoArray(second, i);
                }
            }
        }
        plain.silu(end, to, z, f, first, second);
    }

    @Override
    public void softplus(int from, int to, double[] z, double[] f, double[] first, double[] second) {
        int end = vectorEnd(from, to);
        for (int i = from; i < end; i += SPECIES.length()) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, z, i);
            DoubleVector e = VectorFunctions64.exp(x.abs().neg());
            log1p(e).add(x.blend(ZERO, x.compare(VectorOperators.LT, ZERO))).intoArray(f, i);
            if (first != null) {
                DoubleVector d = ONE.div(e.add(1));
                DoubleVector ed = e.mul(d);
                d.blend(ed, x.compare(VectorOperators.LT, ZERO)).intoArray(first, i);
                if (second != null) {
                    ed.mul(d).intoArray(second, i);
                }
            }
        }
        plain.softplus(end, to, z, f, first, second);
    }

    private static int vectorEnd(int from, int to) {
        return from + SPECIES.loopBound(to - from);
    }
}
