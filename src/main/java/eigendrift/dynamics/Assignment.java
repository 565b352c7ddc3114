package eigendrift.dynamics;

import java.util.Arrays;

/** The assignment problem, by the Hungarian method with potentials (Kuhn 1955; Jonker and Volgenant 1987). */
final class Assignment {

    private Assignment() {}

    /**
     * The one-to-one matching of rows and columns with the largest sum of weights; every row, or every column, is
     * matched. O(k³) for k rows or columns, whichever are more.
     *
     * @param weights finite, not negative; rows x columns
     * @return the column of each row, −1 for none
     */
    static int[] maximize(double[][] weights) {
        int rows = weights.length;
        int columns = rows == 0 ? 0 : weights[0].length;
        int size = Math.max(rows, columns);
        double[] rowPotential = new double[size + 1];
        double[] columnPotential = new double[size + 1];
        int[] rowOf = new int[size + 1];
        for (int row = 1; row <= size; row++) {
            augment(weights, row, size, rowPotential, columnPotential, rowOf);
        }
        int[] columnOf = new int[rows];
        Arrays.fill(columnOf, -1);
        for (int column = 1; column <= columns; column++) {
            if (rowOf[column] <= rows) {
                columnOf[rowOf[column] - 1] = column - 1;
            }
        }
        return columnOf;
    }

    /** Matches one more row along the shortest augmenting path; rows and columns count from 1. */
    private static void augment(double[][] weights, int row, int size, double[] u, double[] v, int[] rowOf) {
        double[] distance = new double[size + 1];
        int[] before = new int[size + 1];
        boolean[] done = new boolean[size + 1];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        rowOf[0] = row;
        int column = 0;
        do {
            done[column] = true;
            int at = rowOf[column];
            double least = Double.POSITIVE_INFINITY;
            int next = 0;
            for (int j = 1; j <= size; j++) {
                if (!done[j]) {
                    double reduced = -weight(weights, at, j) - u[at] - v[j];
                    if (reduced < distance[j]) {
                        distance[j] = reduced;
                        before[j] = column;
                    }
                    if (distance[j] < least) {
                        least = distance[j];
                        next = j;
                    }
                }
            }
            for (int j = 0; j <= size; j++) {
                if (done[j]) {
                    u[rowOf[j]] += least;
                    v[j] -= least;
                } else {
                    distance[j] -= least;
                }
            }
            column = next;
        } while (rowOf[column] != 0);
        while (column != 0) {
            rowOf[column] = rowOf[before[column]];
            column = before[column];
        }
    }

    /** 0 beyond the table, which makes it square. */
    private static double weight(double[][] weights, int row, int column) {
        return row <= weights.length && column <= weights[0].length ? weights[row - 1][column - 1] : 0;
    }
}
