package eigendrift.study;

import eigendrift.text.Numbers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The main findings in a few sentences, with effects and intervals. */
public final class Thesis {

    /** Most optimizers that are named each with its own effect. */
    private static final int EACH = 4;

    /**
     * How a claim is told; LIST stands for optimizers, and what they are compared with.
     *
     * @param effect what the numbers are
     */
    private record Words(String effect, String holds, String opposite, String open) {}

    private static final Map<Statement, Words> WORDS = new EnumMap<>(Map.of(
            Statement.SETTLES,
            new Words(
                    "change of displacement",
                    "leading directions settle under LIST",
                    "leading directions turn ever more under LIST",
                    "whether leading directions settle under LIST cannot be told"),
            Statement.REORGANIZES,
            new Words(
                    "difference of displacement",
                    "late in training leading directions turn further under LIST",
                    "late in training leading directions turn less far under LIST",
                    "whether late in training they turn further under LIST cannot be told"),
            Statement.LOCALIZES,
            new Words(
                    "difference of n·IPR",
                    "the first eigenvector is more localized under LIST",
                    "the first eigenvector is less localized under LIST",
                    "whether the first eigenvector is more localized under LIST cannot be told"),
            Statement.LOCALIZED,
            new Words(
                    "ratio of IPR",
                    "the first eigenvector is more localized than with fresh initial weights under LIST",
                    "the first eigenvector is less localized than with fresh initial weights under LIST",
                    "whether it is more localized than with fresh initial weights cannot be told under LIST"),
            Statement.MOVES_BEYOND_RANDOM_STEPS,
            new Words(
                    "ratio of tan²θ",
                    "the leading vectors move further than on random steps as long under LIST",
                    "the leading vectors move less far than on random steps as long under LIST",
                    "whether they move further than on random steps as long cannot be told under LIST")));

    private Thesis() {}

    /** A sentence for each of the main claims that something was found of; then what the numbers are. */
    public static List<String> of(List<Claims.Finding> findings) {
        List<String> sentences = new ArrayList<>();
        for (Statement statement : List.of(
                Statement.SETTLES,
                Statement.REORGANIZES,
                Statement.LOCALIZES,
                Statement.LOCALIZED,
                Statement.MOVES_BEYOND_RANDOM_STEPS)) {
            List<Claims.Finding> own = findings.stream()
                    .filter(found -> found.statement() == statement && !isAlike(found))
                    .toList();
            if (!own.isEmpty()) {
                sentences.add(sentence(WORDS.get(statement), own));
            }
        }
        if (!sentences.isEmpty()) {
            sentences.add(basis(findings));
        }
        return sentences;
    }

    /** Whether every seed is the same under both. */
    private static boolean isAlike(Claims.Finding found) {
        double none = found.statement().scale().none();
        return found.range().low() == none && found.range().high() == none;
    }

    private static String sentence(Words words, List<Claims.Finding> findings) {
        Map<Verdict, Map<String, List<Claims.Finding>>> groups = findings.stream()
                .collect(Collectors.groupingBy(
                        Thesis::tendency,
                        () -> new EnumMap<>(Verdict.class),
                        Collectors.groupingBy(Claims.Finding::against, LinkedHashMap::new, Collectors.toList())));
        List<String> parts = new ArrayList<>();
        groups.forEach((verdict, byOther) -> {
            String form = verdict == Verdict.TRUE
                    ? words.holds()
                    : verdict == Verdict.OPPOSITE ? words.opposite() : words.open();
            byOther.forEach((other, own) -> parts.add(form.replace(
                    "LIST",
                    list(own, parts.isEmpty() ? words.effect() + " " : "")
                            + (other.isEmpty() ? "" : " than under " + other))));
        });
        String text = String.join("; ", parts);
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
    }

    /** Without a verdict, for want of seeds: the side on which every seed lies. */
    private static Verdict tendency(Claims.Finding found) {
        if (found.verdict() != Verdict.FEW_SEEDS) {
            return found.verdict();
        }
        double none = found.statement().scale().none();
        if (found.range().low() <= none && found.range().high() >= none) {
            return Verdict.OPEN;
        }
        return found.isAsClaimed() ? Verdict.TRUE : Verdict.OPPOSITE;
    }

    /** @param effect what the numbers are, said once */
    private static String list(List<Claims.Finding> findings, String effect) {
        boolean each = findings.size() <= EACH;
        List<String> items = new ArrayList<>();
        for (Claims.Finding found : findings) {
            String numbers = " (" + (items.isEmpty() ? effect : "") + Numbers.rough(found.effect()) + " "
                    + Numbers.roughInterval(found.spread()) + ")";
            items.add(found.optimizer() + (each ? numbers : ""));
        }
        int last = items.size() - 1;
        String names = last == 0 ? items.get(0) : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
        double[] sorted =
                findings.stream().mapToDouble(Claims.Finding::effect).sorted().toArray();
        return each
                ? names
                : names + " (" + effect + Numbers.rough(sorted[0]) + " to " + Numbers.rough(sorted[last]) + ")";
    }

    private static String basis(List<Claims.Finding> findings) {
        int fewest = findings.stream().mapToInt(Claims.Finding::seeds).min().getAsInt();
        int most = findings.stream().mapToInt(Claims.Finding::seeds).max().getAsInt();
        String seeds = (fewest == most ? "" : fewest + " to ") + Numbers.count(most, "seed");
        return most < Replicates.needed()
                ? "These are means over " + seeds + " with the range in brackets, and no verdicts: those take "
                        + Replicates.needed() + " seeds."
                : "Means over " + seeds + " with 95 % intervals; a verdict takes p ≤ "
                        + Numbers.brief(Replicates.LEVEL) + " for all " + Numbers.count(findings.size(), "claim")
                        + " together.";
    }
}
