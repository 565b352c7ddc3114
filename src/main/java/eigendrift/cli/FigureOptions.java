package eigendrift.cli;

import eigendrift.config.NullModelName;
import eigendrift.report.chart.FigureChoices;
import eigendrift.report.figure.Axis;
import eigendrift.report.figure.FigureFormat;
import eigendrift.report.figure.FigureSize;
import eigendrift.report.page.FigureFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** What a reader chooses of figures, and as what files they are written. */
final class FigureOptions {

    @Option(names = "--figures", paramLabel = "DIR", description = "Writes each figure too, in each of the formats.")
    private Path directory;

    @Option(
            names = "--figure-format",
            split = ",",
            paramLabel = "FORMAT",
            converter = ToFormat.class,
            description = "Of these files: svg, png, pdf, csv (the data drawn). All by default.")
    private List<FigureFormat> formats;

    @Option(
            names = "--figure-size",
            paramLabel = "SIZE",
            converter = ToSize.class,
            description = "Of these files, for paper with text of 7 points: icml (3.25in), icml-wide (6.75in), neurips"
                    + " (5.5in), nature (89mm), nature-wide (183mm), or a width such as 120mm. By default as on the"
                    + " page.")
    private FigureSize size;

    @Option(
            names = "--step-axis",
            paramLabel = "SCALE",
            converter = ToScale.class,
            description = "linear or log; by default log where most checkpoints lie in the first tenth.")
    private Axis.Scale steps;

    @Option(
            names = "--nulls",
            split = ",",
            paramLabel = "MODEL",
            converter = ToModel.class,
            description = "Null models to stand beside the curves, as in nulls.csv; by default two.")
    private List<NullModelName> nulls;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    Optional<Path> directory() {
        if (directory == null && (formats != null || size != null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "expected --figures DIR with --figure-format and --figure-size, found none.\nMaybe --figures"
                            + " figures.");
        }
        return Optional.ofNullable(directory);
    }

    FigureChoices choices() {
        return new FigureChoices(Optional.ofNullable(steps), nulls == null ? List.of() : nulls);
    }

    FigureFiles files() {
        FigureFiles all = FigureFiles.all();
        return new FigureFiles(
                size == null ? all.size() : size,
                formats == null ? all.formats() : formats.stream().distinct().toList());
    }

    private static final class ToSize implements ITypeConverter<FigureSize> {
        @Override
        public FigureSize convert(String text) {
            try {
                return FigureSize.of(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    private static final class ToFormat implements ITypeConverter<FigureFormat> {
        @Override
        public FigureFormat convert(String text) {
            return named(text, Stream.of(FigureFormat.values()), FigureFormat::suffix);
        }
    }

    private static final class ToModel implements ITypeConverter<NullModelName> {
        @Override
        public NullModelName convert(String text) {
            return named(text, Stream.of(NullModelName.values()), NullModelName::csv);
        }
    }

    private static final class ToScale implements ITypeConverter<Axis.Scale> {
        @Override
        public Axis.Scale convert(String text) {
            return named(
                    text,
                    Stream.of(Axis.Scale.LINEAR, Axis.Scale.LOGARITHMIC_FROM_ZERO),
                    scale -> scale == Axis.Scale.LINEAR ? "linear" : "log");
        }
    }

    private static <T> T named(String text, Stream<T> all, Function<T, String> name) {
        List<T> known = all.toList();
        return known.stream()
                .filter(each -> name.apply(each).equals(text.strip()))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("expected one of "
                        + known.stream().map(name).collect(Collectors.joining(", ")) + ", found " + text));
    }
}
