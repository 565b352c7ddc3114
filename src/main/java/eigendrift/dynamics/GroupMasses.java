package eigendrift.dynamics;

import java.util.ArrayList;
import java.util.List;

/**
 * How p_j = v_j² and the IPR divide over groups of coordinates, exactly: IPR = Σ_g m_g² IPR_g.
 *
 * @param masses m_g = Σ_{j∈g} p_j; they sum to 1
 * @param shares Σ_{j∈g} p_j² = m_g² IPR_g; they sum to the IPR of the whole
 */
public record GroupMasses(List<Double> masses, List<Double> shares) {

    public GroupMasses {
        masses = List.copyOf(masses);
        shares = List.copyOf(shares);
    }

    /** IPR_g, of the vector restricted to group g (from 0) and normalized; NaN where the group has no mass. */
    public double ipr(int g) {
        return shares.get(g) / (masses.get(g) * masses.get(g));
    }

    /** Sums of p and p² that grow group by group. */
    static final class Sums {
        private final double[] masses;
        private final double[] shares;

        Sums(int groups) {
            masses = new double[groups];
            shares = new double[groups];
        }

        void add(int group, double mass, double share) {
            masses[group] += mass;
            shares[group] += share;
        }

        GroupMasses split() {
            return new GroupMasses(boxed(masses), boxed(shares));
        }

        private static List<Double> boxed(double[] values) {
            List<Double> list = new ArrayList<>(values.length);
            for (double value : values) {
                list.add(value);
            }
            return list;
        }
    }
}
