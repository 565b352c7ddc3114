package eigendrift.config.reading;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import eigendrift.config.ConfigException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses text to HOCON values with substitutions resolved, and rewords the library's errors. */
final class Hocon {

    private static final Pattern INCLUDE = Pattern.compile("(?m)^[^#\"\n]*\\binclude\\b.*$");

    private static final int LARGEST = 4 << 20;

    private Hocon() {}

    /** The text of a file, which may be a pipe too. */
    static String text(Path file) {
        if (Files.isDirectory(file) || !Files.exists(file)) {
            String found = Files.isDirectory(file) ? "a folder" : "no such file";
            throw new ConfigException(
                    Problem.message("an experiment file", found, file.toString(), Problem.nearestFile(file, "")));
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                String advice = "Maybe another file was meant.";
                throw new ConfigException(
                        Problem.message("an experiment file of at most 4 MiB", "more", file.toString(), advice));
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf(0) >= 0) {
                String advice = "Maybe another file was meant.";
                throw new ConfigException(
                        Problem.message("an experiment file", "a binary file", file.toString(), advice));
            }
            return text;
        } catch (CharacterCodingException e) {
            String advice = "Maybe save it as UTF-8.";
            throw new ConfigException(Problem.message("UTF-8 text", "other bytes", file.toString(), advice), e);
        } catch (IOException e) {
            String advice = "Maybe its permissions forbid to read it.";
            throw new ConfigException(Problem.message("a readable file", e.toString(), file.toString(), advice), e);
        }
    }

    /**
     * @param source names the text in the origin of every value
     * @throws ConfigException for wrong syntax, an include, and a substitution of what is nowhere defined
     */
    static ConfigObject parse(String text, String source) {
        try {
            return resolved(text, source);
        } catch (com.typesafe.config.ConfigException e) {
            throw new ConfigException(syntax(e, source), e);
        }
    }

    /** The one value that {@code text} is, such as {@code .1}, {@code 5 epochs} or {@code [1, 2]}; else none. */
    static Optional<ConfigValue> value(String text, String source) {
        try {
            ConfigObject whole = resolved("it = [" + text + "\n]", source);
            return whole.size() == 1 && whole.get("it") instanceof ConfigList list && list.size() == 1
                    ? Optional.of(list.get(0))
                    : Optional.empty();
        } catch (com.typesafe.config.ConfigException e) {
            return Optional.empty();
        }
    }

    private static ConfigObject resolved(String text, String source) {
        ConfigParseOptions options = ConfigParseOptions.defaults()
                .setSyntax(ConfigSyntax.CONF)
                .setOriginDescription(source)
                .setIncluder(new NoIncludes(text, source));
        return ConfigFactory.parseString(text, options).resolve().root();
    }

    private static String syntax(com.typesafe.config.ConfigException e, String source) {
        String found = e.getMessage();
        String where = source;
        Matcher place = Pattern.compile(Pattern.quote(source) + ": (\\d+): ").matcher(found);
        if (place.lookingAt()) {
            found = found.substring(place.end());
            where = source + ":" + place.group(1);
        }
        found = found.replaceFirst(" \\(if you (intended|want).*", "");
        String advice = e instanceof com.typesafe.config.ConfigException.UnresolvedSubstitution
                ? "Maybe the name in ${...} is misspelt; it starts with experiment."
                : "Maybe a bracket, a quote or a comma there.";
        return Problem.message("HOCON", "an error: " + found, where, advice);
    }

    /** Forbids includes: the journal keeps the configuration as one text, so it must be in one file. */
    private record NoIncludes(String text, String source)
            implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

        private ConfigException refusal() {
            Matcher include = INCLUDE.matcher(text);
            String found = "include";
            String where = source;
            if (include.find()) {
                found = include.group().strip();
                where += ":" + (1 + text.substring(0, include.start()).lines().count());
            }
            String advice = "Maybe copy what it includes into this file.";
            return new ConfigException(Problem.message("a file that stands alone", found, where, advice));
        }

        @Override
        public ConfigIncluder withFallback(ConfigIncluder fallback) {
            return this;
        }

        @Override
        public ConfigObject include(ConfigIncludeContext context, String what) {
            throw refusal();
        }

        @Override
        public ConfigObject includeFile(ConfigIncludeContext context, File what) {
            throw refusal();
        }

        @Override
        public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
            throw refusal();
        }

        @Override
        public ConfigObject includeResources(ConfigIncludeContext context, String what) {
            throw refusal();
        }
    }
}
