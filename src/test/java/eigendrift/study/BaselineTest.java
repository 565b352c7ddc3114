package eigendrift.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eigendrift.config.ConfigException;
import eigendrift.readmodel.Tables;
import eigendrift.report.ExampleTables;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BaselineTest {

    private static final Tables TABLES = ExampleTables.of(1, List.of("sgd", "adam", "lion"), 8, 9, 100, 2);

    @Test
    void pairsAreWithTheBaselineOrAll() {
        assertThat(Baseline.first(TABLES).pairs(TABLES))
                .containsExactly(new Baseline.Pair("sgd", "adam"), new Baseline.Pair("sgd", "lion"));
        assertThat(Baseline.named("adam", TABLES).pairs(TABLES))
                .containsExactly(new Baseline.Pair("adam", "sgd"), new Baseline.Pair("adam", "lion"));
        assertThat(Baseline.named("none", TABLES)).isEqualTo(Baseline.NONE);
        assertThat(Baseline.NONE.pairs(TABLES))
                .containsExactly(
                        new Baseline.Pair("sgd", "adam"),
                        new Baseline.Pair("sgd", "lion"),
                        new Baseline.Pair("adam", "lion"));
        assertThat(Baseline.first(ExampleTables.empty()).pairs(ExampleTables.empty()))
                .isEmpty();
    }

    @Test
    void anOptimizerMayBeCalledNone() {
        Tables tables = ExampleTables.of(1, List.of("sgd", "none"), 1, 3, 10, 1);
        assertThat(Baseline.named("none", tables).optimizer()).isEqualTo(Optional.of("none"));
    }

    @Test
    void anUnknownOneIsRefused() {
        assertThatThrownBy(() -> Baseline.named("adan", TABLES))
                .isInstanceOf(ConfigException.class)
                .hasMessage("expected one of sgd, adam, lion, or none for every pair, found baseline = adan."
                        + "\nMaybe sgd.");
    }

    /** Every claim of the smaller family is in the larger one, with no larger p. */
    @Test
    void fewerPairsCostLessPower() {
        // All but the first turn alike, so that their pairs have effects by chance alone.
        Tables tables = ExampleTables.of(1, List.of("a", "b", "c", "d", "e"), 8, 9, 100, 2);
        List<Claims.Finding> few = Claims.of(tables, Baseline.named("b", tables));
        List<Claims.Finding> all = Claims.of(tables, Baseline.NONE);
        assertThat(few).hasSizeLessThan(all.size());
        for (Claims.Finding found : few) {
            Claims.Finding same =
                    all.stream().filter(each -> isSame(found, each)).findFirst().orElseThrow();
            assertThat(found.p()).isEqualTo(same.p());
            assertThat(found.family()).as(found.claim()).isLessThanOrEqualTo(same.family());
        }
        assertThat(few).as("some p is smaller").anyMatch(found -> all.stream()
                .anyMatch(each -> isSame(found, each) && each.family() > found.family()));
    }

    /** The same pair may be told the other way round. */
    private static boolean isSame(Claims.Finding a, Claims.Finding b) {
        return a.statement() == b.statement()
                && new HashSet<>(List.of(a.optimizer(), a.against()))
                        .equals(new HashSet<>(List.of(b.optimizer(), b.against())));
    }

    /** Turned round, a claim on a pair has the opposite effect. */
    @Test
    void theBaselineIsWhatOthersAreToldBeside() {
        Claims.Finding forth = late(Baseline.named("sgd", TABLES), "adam");
        Claims.Finding back = late(Baseline.named("adam", TABLES), "sgd");
        assertThat(back.effect()).isEqualTo(-forth.effect());
        assertThat(back.claim()).isEqualTo("sgd reorganizes more than adam, late in training");
    }

    private static Claims.Finding late(Baseline baseline, String optimizer) {
        return Claims.of(TABLES, baseline).stream()
                .filter(found -> found.statement() == Statement.REORGANIZES
                        && found.optimizer().equals(optimizer))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void headingsAreClaimsWithoutNames() {
        assertThat(Statement.LOCALIZED.heading())
                .isEqualTo("The first eigenvector is more localized than with fresh initial weights");
        assertThat(Statement.REORGANIZES_BEYOND_NULL.heading())
                .isEqualTo("Reorganizes more, each against random steps as long as its own");
        Set<String> headings =
                List.of(Statement.values()).stream().map(Statement::heading).collect(Collectors.toSet());
        assertThat(headings).hasSize(Statement.values().length).noneMatch(heading -> heading.contains("%"));
    }
}
