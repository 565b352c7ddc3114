package eigendrift.journal;

import eigendrift.experiment.following.ActorKind;

/** Where the SQL of the two databases differs. */
enum SqlDialect {
    /** CROSS JOIN keeps SQLite from walking the journal in another order than that of writing; LIKE ignores case. */
    SQLITE("CROSS JOIN", "substr(event_ser_manifest, 1, instr(event_ser_manifest, ':') - 1)", "GLOB", "*") {
        @Override
        String literal(String part) {
            return part.replaceAll("[\\[*?]", "[$0]");
        }
    },
    POSTGRESQL("JOIN", "split_part(event_ser_manifest, ':', 1)", "LIKE", "%") {
        @Override
        String literal(String part) {
            return part.replaceAll("[\\\\%_]", "\\\\$0");
        }
    };

    /** Joins tags, on the left, to the journal. */
    final String join;

    /** The kind of an event. */
    final String kind;

    /** Compares a text to a pattern. */
    final String matches;

    private final String any;

    SqlDialect(String join, String kind, String matches, String any) {
        this.join = join;
        this.kind = kind;
        this.matches = matches;
        this.any = any;
    }

    /** A pattern that matches {@code part} alone. */
    abstract String literal(String part);

    /** Matches the persistence ids of {@code actors}. */
    String pattern(EventFilter.Actors actors, String experiment) {
        ActorKind kindOfActor = actors.kind();
        return kindOfActor.id(literal(experiment), part(actors.run()), part(actors.analysis()));
    }

    /** Whether an event is of an experiment as a whole; the pattern is in the text, so SQLite can use its index. */
    String isExperiment() {
        return "persistence_id " + matches + " '" + ActorKind.EXPERIMENT.id(any, "", "") + "'";
    }

    private String part(String name) {
        return name == null ? any : literal(name);
    }
}
