package eigendrift.linalg;

import static eigendrift.linalg.Coefficients64.*;

/** The activation functions as plain loops. */
final class PlainElementwise64 implements Elementwise64 {

    @Override
    public void exp(int from, int to, double[] z, double[] f) {
        for (int i = from; i < to; i++) {
            f[i] = Functions64.exp(z[i]);
        }
    }

    @Override
    public void relu(int from, int to, double[] z, double[] f, double[] first) {
        for (int i = from; i < to; i++) {
            double x = z[i];
            f[i] = x <= 0 ? 0 : x;
            if (first != null) {
                first[i] = x > 0 ? 1 : 0;
            }
        }
    }

    @Override
    public void tanh(int from, int to, double[] z, double[] f, double[] first, double[] second) {
        for (int i = from; i < to; i++) {
            double t = Functions64.tanh(z[i]);
            f[i] = t;
            if (first != null) {
                double slope = 1 - t * t;
                first[i] = slope;
                if (second != null) {
                    second[i] = t * slope * -2;
                }
            }
        }
    }

    @Override
    public void sigmoid(int from, int to, double[] z, double[] f, double[] first, double[] second) {
        for (int i = from; i < to; i++) {
            double x = z[i];
            double e = Functions64.exp(-Math.abs(x));
            double d = 1 / (e + 1);
            double s = x < 0 ? e * d : d;
            f[i] = s;
            if (first != null) {
                double slope = e * d * d;
                first[i] = slope;
                if (second != null) {
                    second[i] = (1 - s * 2) * slope;
                }
            }
        }
    }

    @Override
    public void gelu(int from, int to, double[] z, double[] f, double[] first, double[] second) {
        for (int i = from; i < to; i++) {
            double x = z[i] < -NORMAL_MAX ? -NORMAL_MAX : z[i];
            double c = x > NORMAL_MAX ? NORMAL_MAX : x;
            double bell = Functions64.bell(Math.abs(c));
            double tail = Functions64.normalTail(Math.abs(c), bell);
            double distribution = c < 0 ? tail : 1 - tail;
            f[i] = x * distribution;
            if (first != null) {
                double density = bell * DENSITY_AT_ZERO;
                first[i] = c * density + distribution;
                if (second != null) {
                    second[i] = (2 - c * c) * density;
                }
            }
        }
    }

    @Override
    public void geluTanh(int from, int to, double[] z, double[] f, double[] first, double[] second) {
        for (int i = from; i < to; i++) {
            double x = z[i] < -GELU_MAX ? -GELU_MAX : z[i];
            double c = x > GELU_MAX ? GELU_MAX : x;
            double cubic = c * c * GELU_CUBIC;
            double e = Functions64.exp(-Math.abs((cubic + GELU_LINEAR) * c));
            double d = 1 / (e + 1);
            double s = c < 0 ? e * d : d;
            f[i] = x * s;
            if (first != null) {
                double slope = e * d * d;
                double v = cubic * 3 + GELU_LINEAR;
                first[i] = slope * v * c + s;
                if (second != null) {
                    second[i] = ((1 - s * 2) * v * v * c + cubic * 6 + v * 2) * slope;
                }
            }
        }
    }

    @Override
    public void silu(int from, int to, double[] z, double[] f, double[] first, double[] second) {
        for (int i = from; i < to; i++) {
            double x = z[i] < EXP_MIN ? EXP_MIN : z[i];
            double c = x > -EXP_MIN ? -EXP_MIN : x;
            double e = Functions64.exp(-Math.abs(c));
            double d = 1 / (e + 1);
            double s = c < 0 ? e * d : d;
            f[i] = x * s;
            if (first != null) {
                double slope = e * d * d;
                first[i] = slope * c + s;
                if (second != null) {
                    second[i] = ((1 - s * 2) * c + 2) * slope;
                }
            }
        }
    }

    @Override
    public void softplus(int from, int to, double[] z, double[] f, double[] first, double[] second) {
        for (int i = from; i < to; i++) {
            double x = z[i];
            double e = Functions64.exp(-Math.abs(x));
            f[i] = Functions64.log1p(e) + (x < 0 ? 0 : x);
            if (first != null) {
                double d = 1 / (e + 1);
                first[i] = x < 0 ? e * d : d;
                if (second != null) {
                    second[i] = e * d * d;
                }
            }
        }
    }
}
