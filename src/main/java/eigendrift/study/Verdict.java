package eigendrift.study;

/** What is said of a claim. */
public enum Verdict {
    TRUE("✓", "true as measured"),
    OPPOSITE("✗", "not true as measured, but the opposite"),
    OPEN("?", "cannot be told"),
    FEW_SEEDS("?", "cannot be told from so few seeds");

    private final String mark;
    private final String text;

    Verdict(String mark, String text) {
        this.mark = mark;
        this.text = text;
    }

    /** One sign. */
    public String mark() {
        return mark;
    }

    /** In words. */
    public String text() {
        return text;
    }
}
