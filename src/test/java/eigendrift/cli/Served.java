package eigendrift.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A process that serves the page of a journal. */
final class Served implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 90;

    private final Program.Running process;
    private final String address;

    private Served(Program.Running process, String address) {
        this.process = process;
        this.address = address;
    }

    /** {@code serve} beside whatever else uses the journal. */
    static Served beside(Program program) throws Exception {
        Program.Running process = program.start("serve", "--port", "0");
        return new Served(process, address(process, process.out()));
    }

    /** A run that serves itself: {@code command --serve=0}. */
    static Served within(Program.Running process) throws Exception {
        return new Served(process, address(process, process.err()));
    }

    /** The line that names the address, as soon as the process has written it. */
    private static String address(Program.Running process, Path said) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end && process.process().isAlive()) {
            for (String line : Files.readAllLines(said)) {
                if (line.startsWith("http://")) {
                    return line;
                }
            }
            Thread.onSpinWait();
        }
        process.kill();
        throw new AssertionError("no address; said:\n" + Files.readString(process.err()));
    }

    Program.Running process() {
        return process;
    }

    /** The address of the page, with what stands behind its '#', if anything. */
    String address() {
        return address;
    }

    /** An address of the server. */
    String at(String path) {
        return address.replaceFirst("#.*", "") + path;
    }

    String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(at(path))).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new AssertionError(path + ": " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    @Override
    public void close() throws IOException {
        try {
            if (process.process().isAlive()) {
                process.interrupt();
                process.await();
            }
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the server did not end", e);
        }
    }
}
