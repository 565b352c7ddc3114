package eigendrift.dashboard;

import eigendrift.readmodel.History;
import eigendrift.report.export.ExportTables;
import eigendrift.report.export.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The tables of the export, as of now. */
final class TableRoutes {

    private static final String CSV = ".csv";
    private static final String JSON = ".json";
    private static final String ACTORS = "actors";
    private static final String INPUTS = "inputs";

    private final Overviews overviews;
    private final Folds folds;
    private final Executor blocking;

    TableRoutes(Overviews overviews, Folds folds, Executor blocking) {
        this.overviews = overviews;
        this.folds = folds;
        this.blocking = blocking;
    }

    /** @param file the name of a table with the suffix of its format */
    HttpResponse answer(String id, String analysis, String file, Parameters parameters) {
        boolean csv = file.endsWith(CSV);
        if (!csv && !file.endsWith(JSON)) {
            throw unknown(file);
        }
        String name = file.substring(0, file.length() - (csv ? CSV : JSON).length());
        LiveFold.AsOf now = folds.of(id, analysis).now();
        Table all = table(name, id, now);
        Table table = TableView.of(all, parameters);
        Pieces pieces = csv ? TablePieces.csv(table) : TablePieces.json(table, now.offset());
        return HttpResponse.create()
                .addHeader(Replies.header("X-Eigendrift-Offset", Long.toString(now.offset())))
                .withEntity(HttpEntities.create(
                        csv ? ContentTypes.TEXT_CSV_UTF8 : ContentTypes.APPLICATION_JSON,
                        Pieces.source(pieces, blocking)));
    }

    private Table table(String name, String id, LiveFold.AsOf now) {
        History history = overviews.of(id).history();
        if (name.equals(ACTORS)) {
            return ExportTables.actors(history.actors());
        }
        if (name.equals(INPUTS) && !history.inputRows().isEmpty()) {
            return ExportTables.inputs(history.inputRows());
        }
        return ExportTables.named(name, now.tables()).orElseThrow(() -> unknown(name));
    }

    private static Problem unknown(String file) {
        List<String> names = new ArrayList<>(ExportTables.names());
        names.add(ACTORS);
        names.add(INPUTS);
        return Problem.absent(
                "a table of the export as NAME.csv or NAME.json, NAME one of " + String.join(", ", names),
                file,
                "tables",
                "Maybe training.csv.");
    }
}
