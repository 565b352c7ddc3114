package eigendrift.cli;

import eigendrift.natives.NativeLibraries;
import java.io.IOException;
import java.nio.file.Path;
import org.jline.nativ.OSInfo;

/** Hands JLine, which draws the bars, its native library, which it would otherwise unpack anew in each process. */
final class TerminalLibrary {

    private static final String PATH_PROPERTY = "library.jline.path";
    private static final String NAME_PROPERTY = "library.jline.name";
    private static final String FOLDER = "org/jline/nativ/";

    private TerminalLibrary() {}

    /** Before the first bar; where it cannot be unpacked JLine goes its own way. */
    static void provide() {
        String name = System.mapLibraryName("jlinenative").replace(".dylib", ".jnilib");
        try {
            Path file = NativeLibraries.unpack(FOLDER + OSInfo.getNativeLibFolderPathForCurrentOS() + "/" + name)
                    .file();
            System.setProperty(NAME_PROPERTY, name);
            System.setProperty(PATH_PROPERTY, file.getParent().toString());
        } catch (IOException e) {
            // Bars without it are bars still.
        }
    }
}
