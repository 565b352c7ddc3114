package eigendrift.dashboard;

import eigendrift.cli.Main;
import eigendrift.journal.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** A journal with one small experiment, and servers that show it. */
final class Recorded {

    /** Two runs of 32 steps, five checkpoints each, two null models. */
    static final String CONF = """
            experiment {
              name = tiny
              seeds = [0]
              data { source = gaussian-mixture, inputs = 4, classes = 3, count = 60, test-count = 30 }
              network { hidden = [4], activation = tanh }
              training { epochs = 4, batch-size = 8 }
              optimizers = [ { type = sgd, learning-rate = .05 }, { type = adam, learning-rate = .01 } ]
              checkpoints { every = 1 epoch }
              probe { eigenpairs = 3 }
              null-models = [ { type = haar }, { type = initialization, draws = 3 } ]
            }
            """;

    static final String ID = "tiny";

    private Recorded() {}

    /** Carries the experiment out. */
    static Storage journal(Path folder) throws IOException {
        Path conf = folder.resolve("tiny.conf");
        Files.writeString(conf, CONF);
        int code = Main.run(
                "run",
                conf.toString(),
                "--id",
                ID,
                "--journal",
                folder.resolve("journal").toString(),
                "--progress",
                "off");
        if (code != 0) {
            throw new AssertionError("the experiment ended with " + code);
        }
        return Storage.at(folder.resolve("journal").toString());
    }

    /** A server that only reads. */
    static Dashboard serve(Storage storage) throws IOException {
        return serve(storage, Optional.empty(), Optional.empty());
    }

    static Dashboard serve(Storage storage, Optional<String> token, Optional<Commands> commands) throws IOException {
        return new Dashboard(new Settings(Settings.LOOPBACK, 0, Set.of(), token), "test", storage, commands);
    }

    static Client client(Dashboard dashboard) {
        String address = dashboard.address();
        return new Client(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1, address.length() - 1)));
    }
}
