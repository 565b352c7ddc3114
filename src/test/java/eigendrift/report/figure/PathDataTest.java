package eigendrift.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.report.figure.PathData.Point;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PathDataTest {

    @Test
    void fewPointsAreAllKept() {
        assertThat(PathData.line(List.of(new Point(0, 1), new Point(2, 3.25), new Point(4.5, 0)))
                        .path(1))
                .isEqualTo("M0 1L2 3.25L4.5 0");
    }

    @Test
    void ofManyPointsThePeaksAreKept() {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            points.add(new Point(i * 0.001, i == 77_777 ? 5 : i == 77_778 ? 95 : 50));
        }
        String d = PathData.line(points).path(1);
        assertThat(d).contains(" 5L").contains(" 95L").startsWith("M0 50").endsWith("L100 50");
        assertThat(d.split("[ML]"))
                .as("first, lowest, highest, last of 400 columns")
                .hasSizeLessThan(4 * 401);
    }

    @Test
    void anAreaRunsForthAboveAndBackBelow() {
        List<Point> low = List.of(new Point(0, 9), new Point(1, 8), new Point(2, Double.NaN), new Point(3, 7));
        List<Point> high = List.of(new Point(0, 1), new Point(1, 2), new Point(2, 3), new Point(3, 4));
        assertThat(PathData.area(low, high).path(1)).isEqualTo("M0 1L1 2L1 8L0 9zM3 4L3 7z");
    }
}
