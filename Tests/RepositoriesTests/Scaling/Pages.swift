import Postgres
import Repositories
import TestSupport

/// The result of measuring a statement.
enum Measured: Equatable {
    /// The number of pages that the server accessed.
    case pages(Int64)
    /// The SQLSTATE of a refusal.
    case refused(String)
    /// The repositories don't send it for that user.
    case unasked
}

extension Connection {
    /// The pages that the server accesses for a statement, including those of functions and triggers; its writes are
    /// rolled back. Measures twice, because a session's first run also reads the catalogs.
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

    /// Reads the first buffers line, which is the whole statement's, triggers included. Ignores planning, whose cost
    /// doesn't depend on the data.
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
