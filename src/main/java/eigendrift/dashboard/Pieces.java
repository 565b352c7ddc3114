package eigendrift.dashboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.pekko.Done;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** A body that is made piece by piece, as fast as the client takes it. */
@FunctionalInterface
interface Pieces {

    /** A body has about as many bytes in each of its chunks. */
    int CHUNK = 1 << 16;

    /**
     * Writes a little more.
     *
     * @return false if there was no more
     */
    boolean next(OutputStream out) throws IOException;

    /** The chunks of a body, each made on a thread of {@code blocking} when it is asked for. */
    static Source<ByteString, ?> source(Pieces pieces, Executor blocking) {
        return Source.unfoldResourceAsync(
                () -> CompletableFuture.completedStage(pieces),
                more -> CompletableFuture.supplyAsync(() -> chunk(more), blocking),
                end -> CompletableFuture.completedStage(Done.getInstance()));
    }

    private static Optional<ByteString> chunk(Pieces pieces) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream(CHUNK);
            while (out.size() < CHUNK && pieces.next(out)) {
                // Goes on until the chunk is full.
            }
            return out.size() == 0 ? Optional.empty() : Optional.of(ByteString.fromArray(out.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
