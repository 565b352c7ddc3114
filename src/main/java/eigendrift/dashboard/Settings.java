package eigendrift.dashboard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;

/**
 * Where the server listens, and to whom.
 *
 * @param port 0 for any that is free
 * @param hosts further names by which a browser may call it
 * @param token what commands must carry, and at an address that others reach every request for data
 */
public record Settings(String address, int port, Set<String> hosts, Optional<String> token) {

    public static final String LOOPBACK = "127.0.0.1";

    /** The port where none is asked for. */
    public static final int PORT = 8765;

    public Settings {
        hosts = Set.copyOf(hosts);
    }

    /** Whether only this machine reaches the address. */
    public boolean isLocal() {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    Settings at(int other) {
        return new Settings(address, other, hosts, token);
    }
}
