package eigendrift.natives;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Unpacks native libraries from the class path, once: into {@code native/} beside the program; where nothing may be
 * written or executed there, into the user's cache; and in the end into the temporary folder for this process alone.
 */
public final class NativeLibraries {

    private static final String FOLDER = "native";
    private static final String TEMPORARY = "java.io.tmpdir";
    private static final FileAttribute<Set<PosixFilePermission>> EXECUTABLE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"));

    private NativeLibraries() {}

    /** A file that can be loaded, and why it is not in a better place; that reason is empty for the best place. */
    public record Unpacked(Path file, String fallBack) {}

    /**
     * The library {@code resource} as a file; one that is there already is used again.
     *
     * @param resource path on the class path, from its root
     * @throws IOException if it can be unpacked nowhere, with all places and reasons
     */
    public static Unpacked unpack(String resource) throws IOException {
        return unpack(resource, folders());
    }

    static Unpacked unpack(String resource, List<Path> folders) throws IOException {
        URL url = NativeLibraries.class.getResource("/" + resource);
        if (url == null) {
            throw new IOException("no " + resource + " on the class path");
        }
        List<String> refusals = new ArrayList<>();
        for (Path folder : folders) {
            try {
                return new Unpacked(unpack(url, folder), String.join("; ", refusals));
            } catch (IOException e) {
                refusals.add(reason(folder, e));
            }
        }
        try {
            return new Unpacked(unpackForThisProcess(url), String.join("; ", refusals));
        } catch (IOException e) {
            refusals.add(reason(Path.of(System.getProperty(TEMPORARY)), e));
            throw new IOException(String.join("; ", refusals), e);
        }
    }

    /** A folder in which a library may unpack what it needs by itself, if there is one. */
    public static Optional<Path> folder() {
        return folders().stream().filter(NativeLibraries::canExecute).findFirst();
    }

    private static boolean canExecute(Path folder) {
        try {
            Files.createDirectories(folder);
            Path probe = Files.createTempFile(folder, "probe", "", EXECUTABLE);
            try {
                return Files.isExecutable(probe);
            } finally {
                Files.delete(probe);
            }
        } catch (IOException e) {
            return false;
        }
    }

    /** Folders for libraries, the best one first. */
    public static List<Path> folders() {
        List<Path> folders = new ArrayList<>();
        besideProgram().ifPresent(folders::add);
        Path home = Path.of(System.getProperty("user.home", ""));
        if (home.isAbsolute()) {
            folders.add(home.resolve(".cache/eigendrift").resolve(FOLDER));
        }
        return folders;
    }

    /** {@code target/native} of a checkout, whether its classes or its jar run; else the jar's folder. */
    private static Optional<Path> besideProgram() {
        try {
            URL place =
                    NativeLibraries.class.getProtectionDomain().getCodeSource().getLocation();
            return Optional.of(Path.of(place.toURI()).resolveSibling(FOLDER));
        } catch (URISyntaxException | RuntimeException unknown) {
            return Optional.empty();
        }
    }

    /**
     * Unpacks into a new temporary folder, deleted when the process ends. Its name is random, because others could
     * place their own library under a foreseeable one.
     */
    private static Path unpackForThisProcess(URL url) throws IOException {
        Path folder = Files.createTempDirectory("eigendrift");
        Path file = unpack(url, folder);
        for (Path part = folder;
                !part.equals(file);
                part = part.resolve(part.relativize(file).getName(0))) {
            part.toFile().deleteOnExit();
        }
        file.toFile().deleteOnExit();
        return file;
    }

    private static Path unpack(URL url, Path folder) throws IOException {
        URLConnection connection = url.openConnection();
        Path file = folder.resolve(origin(connection))
                .resolve(Path.of(url.getPath()).getFileName());
        if (!Files.isRegularFile(file) || Files.size(file) != connection.getContentLengthLong()) {
            write(connection, file);
        }
        // False on a file system that is mounted noexec.
        if (!Files.isExecutable(file)) {
            throw new IOException("nothing can be executed there");
        }
        return file;
    }

    /**
     * Writes to another file first, which is then moved, so that other processes find the library whole or not at all.
     */
    private static void write(URLConnection connection, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Path partial = Files.createTempFile(file.getParent(), "partial", "", EXECUTABLE);
        try (InputStream in = connection.getInputStream()) {
            Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(partial, EXECUTABLE.value());
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /** The name of the jar, which tells versions apart. */
    private static String origin(URLConnection connection) {
        if (connection instanceof JarURLConnection jar) {
            String name = Path.of(jar.getJarFileURL().getPath()).getFileName().toString();
            return name.replaceFirst("\\.jar$", "");
        }
        return "classes";
    }

    private static String reason(Path folder, IOException e) {
        return folder + ": " + (e instanceof AccessDeniedException ? "permission denied" : e.getMessage());
    }
}
