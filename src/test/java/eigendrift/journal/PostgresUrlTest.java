package eigendrift.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlTest {

    private static PostgresUrl of(String location, Map<String, String> environment) {
        return PostgresUrl.of(location, environment::get);
    }

    @Test
    void userAndPasswordComeFromTheUrlElseFromTheEnvironment() {
        Map<String, String> environment = Map.of("PGUSER", "anna", "PGPASSWORD", "geheim");
        PostgresUrl url = of("jdbc:postgresql://db:5433/e?user=b%C3%A4r&password=a%26b&sslmode=require", environment);
        assertThat(url.user()).contains("bär");
        assertThat(url.password()).contains("a&b");
        PostgresUrl bare = of("jdbc:postgresql://db/e", environment);
        assertThat(bare.user()).contains("anna");
        assertThat(bare.password()).contains("geheim");
        assertThat(of("jdbc:postgresql://db/e", Map.of("PGPASSWORD", "")).password())
                .as("then the driver looks into .pgpass")
                .isEqualTo(Optional.empty());
    }

    @Test
    void nothingThatIsPrintedHasThePassword() {
        PostgresUrl url = of("jdbc:postgresql://db/e?user=anna&password=geheim", Map.of());
        assertThat(url.name()).isEqualTo("jdbc:postgresql://db/e");
        assertThat(url.toString()).isEqualTo(url.name());
        assertThat(url.url()).doesNotContain("geheim", "anna");
    }

    @Test
    void whatTheUserSaysOfTheDriverStays() {
        assertThat(of("jdbc:postgresql://db/e?socketTimeout=5&sslmode=require", Map.of())
                        .url())
                .contains("socketTimeout=5", "sslmode=require", "prepareThreshold=-1", "logServerErrorDetail=false")
                .doesNotContain("socketTimeout=300");
        assertThat(of("jdbc:postgresql://a,b:5433/e", Map.of()).name()).isEqualTo("jdbc:postgresql://a,b:5433/e");
        assertThat(of("jdbc:postgresql:e", Map.of()).name()).isEqualTo("jdbc:postgresql:e");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://anna:geheim@db/e",
                "jdbc:postgresql://db/e?geheim",
                "jdbc:postgresql:",
                "jdbc:postgresql://db"
            })
    void anotherFormIsRefusedWithoutBeingRepeated(String location) {
        assertThatThrownBy(() -> of(location, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected jdbc:postgresql://HOST/DATABASE")
                .hasMessageNotContaining("geheim");
    }
}
