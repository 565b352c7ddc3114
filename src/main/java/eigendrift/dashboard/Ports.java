package eigendrift.dashboard;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Which ports of an address are free. */
final class Ports {

    private static final int LAST = 65_535;

    private Ports() {}

    /** @throws PortTakenException if nothing can listen there, with the next port where it can */
    static void check(String address, int port) throws PortTakenException {
        try {
            listen(address, port);
        } catch (IOException e) {
            OptionalInt next = IntStream.rangeClosed(port + 1, LAST)
                    .filter(other -> isFree(address, other))
                    .findFirst();
            throw new PortTakenException(
                    "expected a free port, found port = " + port + " of " + address + ": " + e.getMessage()
                            + ".\nMaybe "
                            + (next.isPresent() ? "port " + next.getAsInt() + ", which is free" : "another address")
                            + ", or 0 for any.",
                    e);
        }
    }

    private static boolean isFree(String address, int port) {
        try {
            listen(address, port);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static void listen(String address, int port) throws IOException {
        new ServerSocket(port, 1, InetAddress.getByName(address)).close();
    }
}
