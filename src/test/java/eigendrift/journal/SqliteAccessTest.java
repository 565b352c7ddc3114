package eigendrift.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SqliteAccessTest {

    private static final int QUESTIONS = 20_000;

    @TempDir
    private Path folder;

    @Test
    void whatIsAbsentDeniesNothing() {
        assertThat(SqliteAccess.isDenied(folder.resolve("absent"), AccessMode.WRITE))
                .isFalse();
        assertThat(SqliteAccess.isDenied(folder, AccessMode.WRITE)).isFalse();
    }

    /** As SQLite's log does, which the last connection deletes. */
    @Test
    @Timeout(60)
    void aFileThatComesAndGoesIsNeverTakenForADeniedOne() throws InterruptedException {
        Path log = folder.resolve("eigendrift.db-wal");
        AtomicBoolean over = new AtomicBoolean();
        Thread other = new Thread(() -> {
            try {
                while (!over.get()) {
                    Files.createFile(log);
                    Files.delete(log);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        other.start();
        for (int i = 0; i < QUESTIONS; i++) {
            assertThat(SqliteAccess.isDenied(log, AccessMode.WRITE)).isFalse();
        }
        over.set(true);
        other.join();
    }
}
