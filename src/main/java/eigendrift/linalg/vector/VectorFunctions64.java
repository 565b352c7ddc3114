package eigendrift.linalg.vector;

import static eigendrift.linalg.Coefficients64.*;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The functions of {@code eigendrift.linalg.Functions64}, operation by operation, on vectors. */
final class VectorFunctions64 {

    static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    private static final double ZERO = 0;

    /** A constant, because a vector made within a loop is allocated on the heap in each pass. */
    static final DoubleVector ONE = DoubleVector.zero(SPECIES).add(1);

    private VectorFunctions64() {}

    static DoubleVector exp(DoubleVector x) {
        return exp(x.max(EXP_MIN).min(EXP_MAX), DoubleVector.zero(SPECIES));
    }

    static DoubleVector exp(DoubleVector x, DoubleVector rest) {
        DoubleVector k = x.mul(LOG2_E).add(ROUND).sub(ROUND);
        DoubleVector r = x.sub(k.mul(LN2_HIGH)).sub(k.mul(LN2_LOW)).add(rest);
        DoubleVector e = r.mul(r).mul(polynomial(EXP, r)).add(r).add(1);
        DoubleVector part = k.mul(HALF).add(ROUND).sub(ROUND);
        // Written out, because the compiler stops inlining in large methods, and a vector that crosses a call is boxed.
        LongVector bits = k.sub(part).add(BIASED).reinterpretAsLongs().lanewise(VectorOperators.LSHL, EXPONENT);
        return e.mul(power2(part)).mul(bits.reinterpretAsDoubles());
    }

    static DoubleVector tanh(DoubleVector x) {
        DoubleVector y = x.abs().min(TANH_MAX).mul(2);
        DoubleVector k = y.mul(LOG2_E).add(ROUND).sub(ROUND);
        DoubleVector r = y.sub(k.mul(LN2_HIGH)).sub(k.mul(LN2_LOW));
        DoubleVector scale = power2(k);
        DoubleVector numerator =
                r.mul(r).mul(polynomial(EXP, r)).add(r).mul(scale).add(scale.sub(1));
        return copySign(numerator.div(numerator.add(2)), x);
    }

    static DoubleVector log1p(DoubleVector u) {
        DoubleVector w = u.div(u.add(2));
        DoubleVector v = w.mul(w);
        return v.mul(polynomial(LOG, v)).mul(w).add(w).mul(2);
    }

    static DoubleVector normalTail(DoubleVector z, DoubleVector exp) {
        DoubleVector t = ONE.div(z.add(NORMAL_CENTRE));
        return polynomial(NORMAL, z.sub(NORMAL_CENTRE).mul(t)).mul(t).mul(exp);
    }

    static DoubleVector bell(DoubleVector z) {
        DoubleVector upper = z.reinterpretAsLongs().and(UPPER_HALF).reinterpretAsDoubles();
        DoubleVector rest = z.sub(upper).mul(z.add(upper)).mul(HALF).neg();
        return exp(upper.mul(upper).mul(HALF).neg(), rest);
    }

    private static DoubleVector copySign(DoubleVector magnitude, DoubleVector x) {
        LongVector sign = x.reinterpretAsLongs().and(Double.doubleToRawLongBits(-ZERO));
        return magnitude.reinterpretAsLongs().or(sign).reinterpretAsDoubles();
    }

    private static DoubleVector power2(DoubleVector k) {
        LongVector bits = k.add(BIASED).reinterpretAsLongs();
        return bits.lanewise(VectorOperators.LSHL, EXPONENT).reinterpretAsDoubles();
    }

    private static DoubleVector polynomial(double[] c, DoubleVector x) {
        DoubleVector square = x.mul(x);
        DoubleVector even = DoubleVector.broadcast(SPECIES, c[c.length - 2]);
        DoubleVector odd = DoubleVector.broadcast(SPECIES, c[c.length - 1]);
        for (int i = c.length - 4; i >= 0; i -= 2) {
            even = even.mul(square).add(c[i]);
            odd = odd.mul(square).add(c[i + 1]);
        }
        return odd.mul(x).add(even);
    }
}
