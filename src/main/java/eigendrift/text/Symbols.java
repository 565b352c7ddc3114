package eigendrift.text;

/** How quantities are written in figures and captions. */
public final class Symbols {

    private Symbols() {}

    /** {@code vector(1)} is v₁. */
    public static String vector(int index) {
        return "v" + subscript(index);
    }

    /** {@code eigenvalue(1)} is λ₁. */
    public static String eigenvalue(int index) {
        return "λ" + subscript(index);
    }

    private static String subscript(int number) {
        return Integer.toString(number)
                .chars()
                .map(digit -> '₀' + digit - '0')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
