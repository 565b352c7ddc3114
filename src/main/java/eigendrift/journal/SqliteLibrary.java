package eigendrift.journal;

import eigendrift.natives.NativeLibraries;
import java.io.IOException;
import org.sqlite.util.LibraryLoaderUtil;

/** Hands SQLite's driver its native library, which it would otherwise unpack anew in each process. */
final class SqliteLibrary {

    private static final String PATH_PROPERTY = "org.sqlite.lib.path";
    private static final String NAME_PROPERTY = "org.sqlite.lib.name";

    private static final String UNPACKED_PROPERTY = "org.sqlite.tmpdir";

    private SqliteLibrary() {}

    /** To be called before the driver is first used; later calls do nothing. A path that the user has set stays. */
    static void provide() {
        if (System.getProperty(PATH_PROPERTY) != null) {
            return;
        }
        String name = LibraryLoaderUtil.getNativeLibName();
        try {
            NativeLibraries.Unpacked library = NativeLibraries.unpack(
                    LibraryLoaderUtil.getNativeLibResourcePath().substring(1) + "/" + name);
            System.setProperty(NAME_PROPERTY, name);
            System.setProperty(PATH_PROPERTY, library.file().getParent().toString());
            // The driver looks here for libraries that it unpacked itself; the temporary folder may not exist.
            System.setProperty(UNPACKED_PROPERTY, library.file().getParent().toString());
            if (!library.fallBack().isEmpty()) {
                System.err.println("eigendrift: native libraries are in "
                        + library.file().getParent().getParent() + " (" + library.fallBack() + ").");
            }
        } catch (IOException e) {
            throw new JournalAccessException(
                    "SQLite's native library can be unpacked nowhere: " + e.getMessage()
                            + ".\nMaybe name a folder in which programs may be executed:"
                            + " EIGENDRIFT_OPTS=-Djava.io.tmpdir=DIR.",
                    e);
        }
    }
}
