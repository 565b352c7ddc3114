package eigendrift.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /**
     * 300 draws take two hours during training, then four a second: the 2,160 that are left need nine minutes, not
     * hours.
     */
    @Test
    void whatIsLeftFollowsThePaceOfTheLastMinute() {
        Pace pace = new Pace();
        int done = 0;
        long now = 0;
        for (; done < 300; done++, now += 24 * SECOND) {
            pace.update(now, done, 2960);
        }
        for (; done < 800; done++, now += SECOND / 4) {
            pace.update(now, done, 2960);
        }
        assertThat(pace.left().orElseThrow().toSeconds()).isCloseTo((2960 - 799) / 4, within(1L));
        assertThat(pace.elapsed().toSeconds()).isBetween(7300L, 7330L);
    }

    @Test
    void advancesThatTakeLongerThanAMinuteTellAPaceToo() {
        Pace pace = new Pace();
        for (int done = 0; done <= 20; done++) {
            pace.update(done * 300 * SECOND, done, 30);
        }
        assertThat(pace.left()).hasValue(Duration.ofSeconds(3000));
        // Between two advances the clock of what is left goes down.
        pace.update((20 * 300 + 100) * SECOND, 20, 30);
        assertThat(pace.left()).hasValue(Duration.ofSeconds(2900));
    }

    @Test
    void whatWasDoneBeforeTheProcessBeganTellsNoPace() {
        Pace pace = new Pace();
        pace.update(0, 2000, 2960);
        assertThat(pace.left()).isEmpty();
        pace.update(60 * SECOND, 2001, 2960);
        assertThat(pace.left()).isEmpty();
        pace.update(62 * SECOND, 2003, 2960);
        assertThat(pace.left()).hasValue(Duration.ofSeconds(957));
    }

    @Test
    void theClockStopsAtTheEnd() {
        Pace pace = new Pace();
        pace.update(0, 0, 2);
        pace.update(5 * SECOND, 1, 2);
        pace.update(9 * SECOND, 2, 2);
        pace.update(3600 * SECOND, 2, 2);
        assertThat(pace.elapsed()).isEqualTo(Duration.ofSeconds(9));
        assertThat(pace.left()).isEmpty();
    }

    @Test
    void nothingToDoTakesNoTime() {
        Pace pace = new Pace();
        pace.update(0, 7, 7);
        pace.update(9 * SECOND, 7, 7);
        assertThat(pace.elapsed()).isZero();
        assertThat(pace.left()).isEmpty();
    }
}
