package eigendrift.study;

import eigendrift.readmodel.Tables;
import eigendrift.spectrum.SelfCheck;
import eigendrift.text.Numbers;
import java.util.List;
import java.util.Optional;

/** Says which spectra are of an operator that is not the derivative it should be. */
public final class FailedChecks {

    private FailedChecks() {}

    /** One sentence and what to do; empty where no check failed. */
    public static Optional<String> of(Tables tables) {
        List<Tables.Check> checks = tables.estimates().checks();
        List<Tables.Check> failed = checks.stream()
                .filter(row -> row.check().verdict() == SelfCheck.Verdict.FAILS)
                .toList();
        return failed.stream().findFirst().map(first -> {
            SelfCheck check = first.check();
            return "The curvature of " + failed.size() + " of " + checks.size() + " spectra"
                    + " is wrong: its products are not what differences give, first in " + first.run() + " at step "
                    + first.step() + ", where they differ by " + Numbers.brief(check.deviation()) + " and "
                    + Numbers.brief(check.tolerance()) + " is allowed. Do not use these eigenvalues, whatever their"
                    + " residuals; checks.csv of the export names them all.";
        });
    }
}
