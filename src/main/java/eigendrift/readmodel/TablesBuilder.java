package eigendrift.readmodel;

import eigendrift.config.reading.Setting;
import java.util.Collection;
import java.util.List;

/** Puts tables together; those that are not named stay as they were, which is empty in the beginning. */
public final class TablesBuilder {

    private List<Tables.Run> runs = List.of();
    private List<Tables.Training> training = List.of();
    private List<Tables.Spectrum> spectrum = List.of();
    private List<Tables.Localization> localization = List.of();
    private Collection<Tables.Displacement> displacement = List.of();
    private Collection<Tables.Subspace> subspace = List.of();
    private List<Tables.Alignment> alignment = List.of();
    private List<Tables.Null> nulls = List.of();
    private List<Tables.NullDraw> nullDraws = List.of();
    private Tables.Carriers carriers = Tables.Carriers.none();
    private Tables.Estimates estimates = Tables.Estimates.none();
    private Tables.Identity identity = Tables.Identity.none();
    private Collection<Tables.Weights> weights = List.of();
    private List<Tables.MissingSpectrum> missing = List.of();
    private List<Setting> configuration = List.of();

    TablesBuilder() {}

    TablesBuilder(Tables tables) {
        this.runs = tables.runs();
        this.training = tables.training();
        this.spectrum = tables.spectrum();
        this.localization = tables.localization();
        this.displacement = tables.displacement();
        this.subspace = tables.subspace();
        this.alignment = tables.alignment();
        this.nulls = tables.nulls();
        this.nullDraws = tables.nullDraws();
        this.carriers = tables.carriers();
        this.estimates = tables.estimates();
        this.identity = tables.identity();
        this.weights = tables.weights();
        this.missing = tables.missing();
        this.configuration = tables.configuration();
    }

    public TablesBuilder runs(List<Tables.Run> rows) {
        this.runs = rows;
        return this;
    }

    public TablesBuilder training(List<Tables.Training> rows) {
        this.training = rows;
        return this;
    }

    public TablesBuilder spectrum(List<Tables.Spectrum> rows) {
        this.spectrum = rows;
        return this;
    }

    public TablesBuilder localization(List<Tables.Localization> rows) {
        this.localization = rows;
        return this;
    }

    public TablesBuilder displacement(Collection<Tables.Displacement> rows) {
        this.displacement = rows;
        return this;
    }

    public TablesBuilder subspace(Collection<Tables.Subspace> rows) {
        this.subspace = rows;
        return this;
    }

    public TablesBuilder alignment(List<Tables.Alignment> rows) {
        this.alignment = rows;
        return this;
    }

    public TablesBuilder nulls(List<Tables.Null> rows) {
        this.nulls = rows;
        return this;
    }

    public TablesBuilder nullDraws(List<Tables.NullDraw> rows) {
        this.nullDraws = rows;
        return this;
    }

    public TablesBuilder carriers(Tables.Carriers rows) {
        this.carriers = rows;
        return this;
    }

    public TablesBuilder estimates(Tables.Estimates rows) {
        this.estimates = rows;
        return this;
    }

    public TablesBuilder identity(Tables.Identity rows) {
        this.identity = rows;
        return this;
    }

    public TablesBuilder weights(Collection<Tables.Weights> rows) {
        this.weights = rows;
        return this;
    }

    public TablesBuilder missing(List<Tables.MissingSpectrum> rows) {
        this.missing = rows;
        return this;
    }

    public TablesBuilder configuration(List<Setting> rows) {
        this.configuration = rows;
        return this;
    }

    public Tables build() {
        return new Tables(
                runs,
                training,
                spectrum,
                localization,
                displacement,
                subspace,
                alignment,
                nulls,
                nullDraws,
                carriers,
                estimates,
                identity,
                weights,
                missing,
                configuration);
    }
}
