package eigendrift.metrics.live;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The file beside a journal in which the process that writes the journal shows what it measures. Readable by its user
 * alone; replaced as a whole, so that a reader never sees half of it; void when its process is gone.
 */
public record LiveFile(Path path) {

    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    /** How far two readings of the start of one process may differ: they move when the machine's clock is set. */
    private static final long START_MILLIS = 60_000;

    /** @param database the journal's file */
    public static LiveFile of(Path database) {
        return new LiveFile(database.resolveSibling(database.getFileName() + ".live"));
    }

    /** The newest sample of a process that is alive; empty if there is none, or the file may not be read. */
    public Optional<LiveSample> read() {
        try {
            return Optional.of(SampleJson.read(Files.readString(path, StandardCharsets.UTF_8)))
                    .filter(LiveFile::isAlive);
        } catch (IOException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** When this process began, in milliseconds since 1970, as other processes see it. */
    public static long startMillis() {
        return ProcessHandle.current()
                .info()
                .startInstant()
                .map(Instant::toEpochMilli)
                .orElseGet(() -> ManagementFactory.getRuntimeMXBean().getStartTime());
    }

    /** Whether the process is there, and not another that got its number later. */
    private static boolean isAlive(LiveSample sample) {
        return ProcessHandle.of(sample.pid())
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info()
                        .startInstant()
                        .map(Instant::toEpochMilli)
                        .map(started -> Math.abs(started - sample.startMillis()) <= START_MILLIS)
                        .orElse(true))
                .isPresent();
    }

    /** Replaces what the file holds. It is not forced to the disk: after a crash of the machine it is void. */
    public void write(LiveSample sample) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (var channel = Files.newByteChannel(fresh, NEW, ownerOnly())) {
            channel.write(StandardCharsets.UTF_8.encode(SampleJson.whole(sample)));
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    }

    private FileAttribute<?>[] ownerOnly() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    public void delete() throws IOException {
        try {
            Files.delete(path);
        } catch (NoSuchFileException gone) {
            // There is none, as wanted.
        }
    }
}
