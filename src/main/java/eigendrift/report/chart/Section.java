package eigendrift.report.chart;

import eigendrift.report.figure.Figure;
import java.util.List;

/**
 * A part of the report: figures under one heading that share a caption.
 *
 * @param more further figures of the same kind, folded away in the page
 * @param missing what could not be shown, and why; sentences
 */
public record Section(
        String id,
        String heading,
        String caption,
        List<? extends Figure> figures,
        List<? extends Figure> more,
        List<String> missing) {
    public Section {
        figures = List.copyOf(figures);
        more = List.copyOf(more);
        missing = List.copyOf(missing);
    }

    static Section missing(String id, String heading, String why) {
        return new Section(id, heading, "", List.of(), List.of(), List.of(why));
    }
}
