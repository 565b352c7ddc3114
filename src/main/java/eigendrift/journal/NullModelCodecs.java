package eigendrift.journal;

import static eigendrift.journal.Codec.BOOLEAN;
import static eigendrift.journal.Codec.DOUBLE;
import static eigendrift.journal.Codec.INT;
import static eigendrift.journal.Codec.LONG;
import static eigendrift.journal.Codec.STRING;
import static eigendrift.journal.Codec.list;
import static eigendrift.journal.Codec.word;
import static eigendrift.journal.EventCodec.former;
import static eigendrift.journal.LocalizationCodec.VECTOR;
import static eigendrift.journal.LocalizationCodec.VECTOR_1;
import static eigendrift.journal.RecordCodec.codec;
import static eigendrift.journal.TrackerCodecs.MOVED;

import eigendrift.config.NullModelName;
import eigendrift.experiment.nulls.NullModel.Adjusted;
import eigendrift.experiment.nulls.NullModel.BlocksMeasured;
import eigendrift.experiment.nulls.NullModel.Draw;
import eigendrift.experiment.nulls.NullModel.Ensemble;
import eigendrift.experiment.nulls.NullModel.NullAdjusted;
import eigendrift.experiment.nulls.NullModel.NullSampled;
import eigendrift.experiment.nulls.NullModel.NullSummarized;
import eigendrift.experiment.nulls.NullModel.NullsCompleted;
import eigendrift.experiment.nulls.NullModel.Observation;
import eigendrift.experiment.nulls.NullModel.Observed;
import eigendrift.experiment.nulls.NullModel.Passed;
import eigendrift.experiment.nulls.NullModel.Row;
import eigendrift.experiment.tracking.SpectrumRef;
import eigendrift.experiment.tracking.Tracker.LocalizationSummary;
import eigendrift.experiment.tracking.Tracker.VectorDisplacement;
import java.util.List;

/** Codecs of the events of a null model. */
final class NullModelCodecs {

    private static final Codec<SpectrumRef> SPECTRUM = codec(
            SpectrumRef::new,
            LONG.of(SpectrumRef::step),
            LONG.of(SpectrumRef::checkpoint),
            LONG.of(SpectrumRef::spectrum),
            list(DOUBLE).of(SpectrumRef::angleBounds));

    private static final Codec<NullModelName> MODEL = word(NullModelName.class, NullModelName::csv);

    /** An ensemble as it is written: one for every checkpoint of every run has an empty run, and step −1. */
    private record EnsembleWords(NullModelName model, String run, long step) {

        static final Codec<Ensemble> CODEC = codec(
                        EnsembleWords::new,
                        MODEL.of(EnsembleWords::model),
                        STRING.of(EnsembleWords::run),
                        LONG.of(EnsembleWords::step))
                .as(EnsembleWords::ensemble, EnsembleWords::of);

        static EnsembleWords of(Ensemble ensemble) {
            return ensemble.own()
                    .map(own -> new EnsembleWords(own.model(), own.run(), own.step()))
                    .orElseGet(() -> new EnsembleWords(ensemble.model(), "", -1));
        }

        Ensemble ensemble() {
            return run.isEmpty() ? new Ensemble.Shared(model) : new Ensemble.Own(model, run, step);
        }
    }

    private static final Codec<Ensemble> ENSEMBLE = EnsembleWords.CODEC;

    private static final Codec<Draw> DRAW = codec(Draw::new, ENSEMBLE.of(Draw::ensemble), INT.of(Draw::index));

    private static final Codec<Row> ROW = codec(
            Row::new,
            INT.of(Row::index),
            STRING.of(Row::statistic),
            DOUBLE.of(Row::observed),
            DOUBLE.of(Row::mean),
            DOUBLE.of(Row::sd),
            DOUBLE.of(Row::z),
            DOUBLE.of(Row::p));

    private static final Codec<Adjusted> ADJUSTED = codec(
            Adjusted::new,
            LONG.of(Adjusted::step),
            INT.of(Adjusted::index),
            STRING.of(Adjusted::statistic),
            DOUBLE.of(Adjusted::p));

    /**
     * {@code observed:1}: without the place of the spectrum in the journal and the step since when the vectors moved.
     */
    private record Observed1(
            String run,
            long cursor,
            long step,
            long checkpoint,
            List<LocalizationSummary> vectors,
            List<VectorDisplacement> moved) {

        static final Codec<Observed1> CODEC = codec(
                Observed1::new,
                STRING.of(Observed1::run),
                LONG.of(Observed1::cursor),
                LONG.of(Observed1::step),
                LONG.of(Observed1::checkpoint),
                list(VECTOR_1).of(Observed1::vectors),
                list(MOVED).of(Observed1::moved));

        Observed upcast() {
            SpectrumRef spectrum = new SpectrumRef(step, checkpoint, 0, List.of());
            return new Observed(run, cursor, new Observation(spectrum, vectors, -1, moved));
        }
    }

    /**
     * {@code null-sampled:1}: without displacements, and without whether the solver converged; all draws of that
     * version count as converged.
     */
    private record NullSampled1(Draw draw, List<LocalizationSummary> vectors, int products) {

        static final Codec<NullSampled1> CODEC = codec(
                NullSampled1::new,
                DRAW.of(NullSampled1::draw),
                list(VECTOR_1).of(NullSampled1::vectors),
                INT.of(NullSampled1::products));

        NullSampled upcast() {
            return new NullSampled(draw, vectors, List.of(), products, true);
        }
    }

    static final List<EventCodec<?>> ALL = List.of(
            new EventCodec<>(
                    "observed",
                    Observed.class,
                    observed(VECTOR),
                    List.of(
                            former(Observed1.CODEC, Observed1::upcast),
                            observed(VECTOR_1).reader())),
            EventCodec.first(
                    "passed",
                    Passed.class,
                    codec(Passed::new, STRING.of(Passed::run), LONG.of(Passed::cursor), BOOLEAN.of(Passed::ended))),
            EventCodec.first(
                    "blocks-measured",
                    BlocksMeasured.class,
                    codec(
                            BlocksMeasured::new,
                            ENSEMBLE.of(BlocksMeasured::ensemble),
                            list(DOUBLE).of(BlocksMeasured::meanSquares),
                            list(DOUBLE).of(BlocksMeasured::standardErrors),
                            INT.of(BlocksMeasured::products))),
            new EventCodec<>(
                    "null-sampled",
                    NullSampled.class,
                    sampled(VECTOR),
                    List.of(
                            former(NullSampled1.CODEC, NullSampled1::upcast),
                            sampled(VECTOR_1).reader())),
            EventCodec.first(
                    "null-summarized",
                    NullSummarized.class,
                    codec(
                            NullSummarized::new,
                            MODEL.of(NullSummarized::model),
                            STRING.of(NullSummarized::run),
                            LONG.of(NullSummarized::step),
                            list(ROW).of(NullSummarized::rows))),
            EventCodec.first(
                    "null-adjusted",
                    NullAdjusted.class,
                    codec(
                            NullAdjusted::new,
                            MODEL.of(NullAdjusted::model),
                            STRING.of(NullAdjusted::run),
                            list(ADJUSTED).of(NullAdjusted::rows))),
            EventCodec.first("nulls-completed", NullsCompleted.class, codec(NullsCompleted::new)));

    private static Codec<Observed> observed(Codec<LocalizationSummary> vector) {
        Codec<Observation> observation = codec(
                Observation::new,
                SPECTRUM.of(Observation::spectrum),
                list(vector).of(Observation::vectors),
                LONG.of(Observation::movedFrom),
                list(MOVED).of(Observation::moved));
        return codec(
                Observed::new,
                STRING.of(Observed::run),
                LONG.of(Observed::cursor),
                observation.of(Observed::observation));
    }

    private static Codec<NullSampled> sampled(Codec<LocalizationSummary> vector) {
        return codec(
                NullSampled::new,
                DRAW.of(NullSampled::draw),
                list(vector).of(NullSampled::vectors),
                list(MOVED).of(NullSampled::moved),
                INT.of(NullSampled::products),
                BOOLEAN.of(NullSampled::converged));
    }

    private NullModelCodecs() {}
}
