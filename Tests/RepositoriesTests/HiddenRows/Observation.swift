import Domain
import Postgres
import Repositories
import TestSupport

/// What an ordinary login can observe while a query runs, whatever it returns: the server's counters of its own
/// transaction, the buffers and rows in EXPLAIN, and the time.
struct Observation {
    /// The observations that don't depend on the machine's load.
    let counted: String
    /// In microseconds.
    let took: Double

    /// Observes queries, given as their `FROM` clauses, in order, as a login.
    static func of(_ sources: [String], as login: Connection) throws -> [Self] {
        // In batches, because of the statement timeout.
        try stride(from: 0, to: sources.count, by: 25).flatMap { first in
            let portion = Array(sources[first..<min(first + 25, sources.count)])
            let statement = Statement(name: "watch", text: "SELECT array_to_string(\(watch)($1), ';')")
            let text = try login.run(
                Request(reading: statement, [Parameter(portion)]) { rows throws(DecodingError) -> String in
                    try rows.single()[0]
                }
            )
            return try text.split(separator: ";").map(Self.init(line:))
        }
    }

    private init(line: Substring) throws {
        let parts = line.split(separator: "|")
        guard parts.count == 2, let took = Double(parts[1]) else { throw Unreadable(line: String(line)) }
        (counted, self.took) = (String(parts[0]), took)
    }

    private struct Unreadable: Error {
        let line: String
    }

    private static let watch = "public.watch_queries"

    /// Creates the observing function, which runs with the caller's rights.
    static func prepare(_ database: TestDatabase) throws {
        try database.run(
            """
            CREATE FUNCTION public.watched_counters() RETURNS bigint[] LANGUAGE sql AS $$
                SELECT array_agg(n ORDER BY c.oid, way) FROM pg_class c
                CROSS JOIN LATERAL (VALUES (1, pg_stat_get_xact_numscans(c.oid)),
                    (2, pg_stat_get_xact_tuples_returned(c.oid)), (3, pg_stat_get_xact_tuples_fetched(c.oid)),
                    (4, pg_stat_get_xact_blocks_fetched(c.oid))) AS counter (way, n)
                WHERE c.relnamespace IN ('public'::regnamespace, 'riad'::regnamespace)
            $$;
            CREATE FUNCTION \(watch)(_sources text[]) RETURNS text[] LANGUAGE plpgsql AS $$
            DECLARE
                source text;
                before bigint[];
                counted text;
                plan json;
                began timestamptz;
                took float;
                lines text[] := '{}';
            BEGIN
                FOREACH source IN ARRAY _sources LOOP
                    before := public.watched_counters();
                    began := clock_timestamp();
                    EXECUTE 'SELECT count(*) FROM ' || source;
                    took := extract(epoch FROM clock_timestamp() - began) * 1e6;
                    counted := (
                        SELECT string_agg((now.n - past.n)::text, ',' ORDER BY past.place)
                        FROM unnest(before) WITH ORDINALITY AS past (n, place)
                        JOIN unnest(public.watched_counters()) WITH ORDINALITY AS now (n, place) USING (place)
                        WHERE now.n <> past.n
                    );
                    EXECUTE 'EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) SELECT FROM ' || source INTO plan;
                    lines := lines || concat_ws('|', concat_ws(' ', counted,
                        (plan -> 0 -> 'Plan' ->> 'Shared Hit Blocks')::bigint
                            + (plan -> 0 -> 'Plan' ->> 'Shared Read Blocks')::bigint,
                        plan -> 0 -> 'Plan' ->> 'Actual Rows', plan -> 0 -> 'Plan' ->> 'Plan Rows',
                        plan -> 0 -> 'Plan' ->> 'Rows Removed by Filter'), took);
                END LOOP;
                RETURN lines;
            END
            $$;
            GRANT EXECUTE ON FUNCTION public.watched_counters, \(watch) TO PUBLIC;
            """
        )
    }
}

extension [Observation] {
    /// The most common count; others occur when another session's change invalidates a cache.
    var commonest: String? {
        Dictionary(grouping: self, by: \.counted).max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key
    }

    /// The distance between two series of times as a Mann-Whitney z-score: about 0 for the same distribution; beyond 3
    /// by chance three times in a thousand, beyond 5 about once in a million.
    func rankDistance(from others: Self) -> Double {
        let all = (map { ($0.took, true) } + others.map { ($0.took, false) }).sorted { $0.0 < $1.0 }
        var (ranks, index) = (0.0, 0)
        while index < all.count {
            let equal = all[index...].prefix { $0.0 == all[index].0 }
            let rank = Double(index) + Double(equal.count + 1) / 2
            ranks += rank * Double(equal.filter(\.1).count)
            index = equal.endIndex
        }
        let (here, there) = (Double(count), Double(others.count))
        let deviation = (here * there * (here + there + 1) / 12).squareRoot()
        return (ranks - here * (here + there + 1) / 2) / deviation
    }
}
