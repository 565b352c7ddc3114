package eigendrift.checkpoints;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers within names compared as numbers: {@code net.2} before {@code net.10}. */
final class NaturalOrder {

    static final Comparator<String> COMPARATOR = NaturalOrder::compare;

    private static final Pattern PART = Pattern.compile("\\d+|\\D+");

    private NaturalOrder() {}

    private static int compare(String a, String b) {
        Matcher ofA = PART.matcher(a);
        Matcher ofB = PART.matcher(b);
        while (ofA.find() && ofB.find()) {
            int order = comparePart(ofA.group(), ofB.group());
            if (order != 0) {
                return order;
            }
        }
        return a.compareTo(b);
    }

    private static int comparePart(String a, String b) {
        boolean numbers = Character.isDigit(a.charAt(0)) && Character.isDigit(b.charAt(0));
        return numbers ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
    }

    /** The name with each number as #, the same for names that only count. */
    static String skeleton(String name) {
        return name.replaceAll("\\d+", "#");
    }
}
