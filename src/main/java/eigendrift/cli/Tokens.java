package eigendrift.cli;

import java.security.SecureRandom;
import java.util.Base64;

/** Tokens that nobody guesses. */
final class Tokens {

    private static final int BYTES = 18;

    private Tokens() {}

    static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
