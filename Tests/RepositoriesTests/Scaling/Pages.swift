import Postgres
import Repositories
import TestSupport

/// What became of a statement that was measured.
enum Measured: Equatable {
    /// So many pages the server looked at.
    case pages(Int64)
    /// The server refused it, with this SQLSTATE.
    case refused(String)
    /// The repositories don't ask for it as that user.
    case unasked
}

extension Connection {
    /// How many pages the server looks at to answer, whatever functions and triggers read for it included; nothing of
    /// what the statement writes stays. The first time a session also reads the catalogs, so the second one counts.
    func measure(_ one: GrowthCase) throws -> Measured {
        _ = try explain(one)
        return try explain(one)
    }

    private func explain(_ one: GrowthCase) throws -> Measured {
        let explained = Statement(
            name: one.statement.name,
            text: "EXPLAIN (ANALYZE, BUFFERS, TIMING off) \(one.statement.text)"
        )
        let plan = Request(reading: explained, one.parameters) { rows throws(DecodingError) in
            try rows.map { row throws(DecodingError) -> String in try row[0] }
        }
        try run(script: "BEGIN", name: "begin")
        defer { _ = try? run(script: "ROLLBACK", name: "rollback") }
        do throws(PostgresError) {
            return .pages(Self.pages(in: try run(plan)))
        } catch {
            guard let state = error.state else { throw error }
            return .refused(state)
        }
    }

    /// The first line on buffers is the whole statement's; behind the plan stands what planning took, which is no matter
    /// of how much there is. A trigger's pages are its statement's.
    private static func pages(in plan: [String]) -> Int64 {
        let lines = plan.prefix { !$0.hasPrefix("Planning:") }
        guard let buffers = lines.first(where: { $0.contains("Buffers: shared ") }) else { return 0 }
        return buffers.split(separator: " ").reduce(0) { sum, word in
            let pair = word.split(separator: "=")
            guard pair.count == 2, pair[0] == "hit" || pair[0] == "read" else { return sum }
            return sum + (Int64(pair[1]) ?? 0)
        }
    }
}
