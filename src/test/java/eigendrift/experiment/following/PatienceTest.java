package eigendrift.experiment.following;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PatienceTest {

    private static final Patience SHORT = new Patience(Duration.ofSeconds(30), Duration.ofMillis(1));

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void whatIsAwayIsTriedAgain() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        assertThat(get(SHORT.attempt(() -> attempts.incrementAndGet() < 4
                        ? CompletableFuture.failedStage(
                                new IOException("in between", new SQLException("gone", "08006")))
                        : CompletableFuture.completedStage("written"))))
                .isEqualTo("written");
        assertThat(attempts).hasValue(4);
    }

    @Test
    void whatWillNotSucceedFailsAtOnce() {
        AtomicInteger attempts = new AtomicInteger();
        assertThatThrownBy(() -> get(SHORT.attempt(() -> {
                    attempts.incrementAndGet();
                    return CompletableFuture.failedStage(new SQLException("full", "53100"));
                })))
                .hasRootCauseMessage("full");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void itEnds() {
        Patience none = new Patience(Duration.ofMillis(5), Duration.ofMillis(10));
        AtomicInteger attempts = new AtomicInteger();
        assertThatThrownBy(() -> get(none.attempt(() -> {
                    attempts.incrementAndGet();
                    return CompletableFuture.failedStage(new SQLTransientConnectionException("none free"));
                })))
                .hasRootCauseMessage("none free");
        assertThat(attempts).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "57P01", "57P03", "53300"})
    void aServerThatIsAwayIsWaitedFor(String state) {
        assertThat(Patience.isTransient(new SQLException("", state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08004", "28P01", "53100", "23505", "XX001", "57014"})
    void aRefusalIsNot(String state) {
        assertThat(Patience.isTransient(new SQLException("", state))).isFalse();
    }

    @Test
    void aConnectionThatBrokeWithinATransactionIsReplaced() {
        assertThat(Patience.isTransient(new SQLException("Connection is closed")))
                .isTrue();
    }

    @Test
    void aLockedFileIsWaitedFor() {
        assertThat(Patience.isTransient(new SQLException("[SQLITE_BUSY] The database file is locked")))
                .isTrue();
        assertThat(Patience.isTransient(new SQLException("[SQLITE_FULL] No room")))
                .isFalse();
        assertThat(Patience.isTransient(new IllegalStateException())).isFalse();
    }
}
