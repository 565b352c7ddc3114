package eigendrift.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Version and revision of this build, from a file that Maven wrote. */
final class Version implements IVersionProvider {

    private static final String RESOURCE = "/eigendrift/build.properties";

    static String version() {
        return properties().getProperty("version");
    }

    /** Git commit, or "unknown" where the build had no repository. */
    static String revision() {
        String revision = properties().getProperty("revision");
        return revision.isEmpty() || revision.startsWith("$") ? "unknown" : revision;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"Eigendrift " + version() + " (" + revision() + ")"};
    }

    private static Properties properties() {
        try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
            Properties properties = new Properties();
            properties.load(in);
            return properties;
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + RESOURCE, e);
        }
    }
}
