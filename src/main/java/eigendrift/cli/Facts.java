package eigendrift.cli;

import eigendrift.experiment.Provenance;
import eigendrift.replay.History;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a reader should know of an experiment, by name, in order. */
final class Facts {

    private Facts() {}

    static Map<String, String> of(History history) {
        Provenance provenance = history.provenance();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("experiment", history.id());
        facts.put("status", history.status());
        facts.put("begun", Times.local(history.planned()));
        facts.put("parameters", Integer.toString(provenance.parameters()));
        facts.put("Eigendrift", provenance.version() + " (" + provenance.revision() + ")");
        facts.put("Java", provenance.java());
        facts.put("machine", provenance.system() + ", " + provenance.processor());
        facts.put("BLAS", provenance.blas());
        history.data().ifPresent(data -> facts.put("data", data.description()));
        facts.put("data SHA-256", provenance.dataHash());
        return facts;
    }
}
