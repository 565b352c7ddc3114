package eigendrift.dynamics;

import java.util.ArrayList;
import java.util.List;

/**
 * A parameter with a large entry in a direction.
 *
 * @param parameter place in the flat vector, from 0
 * @param value v_j, with its sign
 */
public record TopEntry(int parameter, double value) {

    /**
     * The {@code count} entries of largest |v_j|, the largest first and the earlier of equals; fewer where fewer are
     * not 0. Reads {@code v}. O(n) for small counts.
     */
    public static List<TopEntry> largest(double[] v, int count) {
        int[] best = new int[count];
        int found = 0;
        for (int j = 0; j < v.length; j++) {
            int place = found;
            while (place > 0 && Math.abs(v[best[place - 1]]) < Math.abs(v[j])) {
                place--;
            }
            if (v[j] != 0 && place < count) {
                found = Math.min(count, found + 1);
                System.arraycopy(best, place, best, place + 1, found - 1 - place);
                best[place] = j;
            }
        }
        List<TopEntry> carriers = new ArrayList<>();
        for (int i = 0; i < found; i++) {
            carriers.add(new TopEntry(best[i], v[best[i]]));
        }
        return carriers;
    }
}
