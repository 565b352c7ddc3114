package eigendrift.metrics.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prometheus' text format 0.0.4, parsed as strictly as its documentation has it: a family is HELP, TYPE and its samples
 * together; buckets grow to that of +Inf, which is the count.
 */
public record ExpositionText(Map<String, Family> families) {

    public record Family(String help, String type, List<Sample> samples) {}

    public record Sample(String name, Map<String, String> labels, double value) {}

    private static final Pattern SAMPLE =
            Pattern.compile("([a-z_]+)(?:\\{((?:[a-z_]+=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\",?)*)\\})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\\\n]|\\\\[\\\\\"n])*)\"(?:,|$)");

    public static ExpositionText parse(String text) {
        assertThat(text).endsWith("\n");
        Map<String, Family> families = new LinkedHashMap<>();
        String name = "";
        String help = "";
        for (String line : text.split("\n")) {
            String[] words = line.split(" ", 4);
            if (line.startsWith("# HELP ")) {
                name = words[2];
                help = words[3];
                assertThat(families).as("one family %s", name).doesNotContainKey(name);
            } else if (line.startsWith("# TYPE ")) {
                assertThat(words[2]).isEqualTo(name);
                assertThat(words[3]).isIn("counter", "gauge", "histogram");
                families.put(name, new Family(help, words[3], new ArrayList<>()));
            } else {
                families.get(name).samples.add(sample(line, name, families.get(name).type));
            }
        }
        families.forEach((family, rows) -> {
            if (rows.type.equals("histogram")) {
                checkBuckets(family, rows.samples);
            }
        });
        return new ExpositionText(families);
    }

    private static Sample sample(String line, String family, String type) {
        Matcher whole = SAMPLE.matcher(line);
        assertThat(whole.matches()).as(line).isTrue();
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(whole.group(2) == null ? "" : whole.group(2));
        while (label.find()) {
            labels.put(
                    label.group(1),
                    label.group(2).replace("\\\"", "\"").replace("\\n", "\n").replace("\\\\", "\\"));
        }
        String suffix = whole.group(1).substring(family.length());
        assertThat(suffix).isIn(type.equals("histogram") ? List.of("_bucket", "_sum", "_count") : List.of(""));
        String value = whole.group(3).replace("Inf", "Infinity");
        return new Sample(whole.group(1), labels, Double.parseDouble(value));
    }

    private static void checkBuckets(String family, List<Sample> samples) {
        Map<Map<String, String>, List<Sample>> series = new LinkedHashMap<>();
        samples.forEach(sample -> {
            Map<String, String> own = new TreeMap<>(sample.labels);
            own.remove("le");
            series.computeIfAbsent(own, ignored -> new ArrayList<>()).add(sample);
        });
        series.forEach((labels, rows) -> {
            double bound = Double.NEGATIVE_INFINITY;
            double count = 0;
            for (Sample row : rows.subList(0, rows.size() - 2)) {
                assertThat(row.name).isEqualTo(family + "_bucket");
                double next = Double.parseDouble(row.labels.get("le").replace("Inf", "Infinity"));
                assertThat(next).isGreaterThan(bound);
                assertThat(row.value).isGreaterThanOrEqualTo(count);
                bound = next;
                count = row.value;
            }
            assertThat(bound).isEqualTo(Double.POSITIVE_INFINITY);
            assertThat(rows.get(rows.size() - 2).name).isEqualTo(family + "_sum");
            assertThat(rows.get(rows.size() - 1).name).isEqualTo(family + "_count");
            assertThat(rows.get(rows.size() - 1).value).isEqualTo(count);
        });
    }

    /** The value of the sample of this name with these labels, {@code name, value} in turn. */
    public double value(String name, String... labels) {
        Map<String, String> wanted = new TreeMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            wanted.put(labels[i], labels[i + 1]);
        }
        return families.values().stream()
                .flatMap(family -> family.samples.stream())
                .filter(sample -> sample.name.equals(name) && sample.labels.equals(wanted))
                .mapToDouble(Sample::value)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no sample " + name + wanted));
    }
}
