import Postgres
import TestSupport
import Testing

@testable import Demo

@Suite("Every SQL file of the demo")
struct StatementTests {
    /// Several commands at once, which no server prepares; loading the company runs them.
    private static let scripts: Set = [
        "begin_load", "drop_indexes", "vacuum_analyze", "set_up_sla_targets", "set_up_views",
        "set_up_merging",
    ]
    private static let types = [
        "boolean", "integer", "text", "text[]", "uuid", "smallint", "name", "timestamp with time zone",
    ]

    @Test("opens with a sentence, and gives what its header says for the parameters that it names")
    func headers() throws {
        let database = try TestDatabase()
        let session = database.connection()
        // One of them reads a table that lives only in the load's transaction.
        try session.run(script: "BEGIN; \(DemoSQLFiles.dropIndexes)", name: "load")
        for file in DemoSQLFiles.all {
            let name = file.name.description
            let lines = file.text.description.split(separator: "\n")
            guard !Self.scripts.contains(name) else { continue }
            #expect(lines[0].hasPrefix("-- ") && lines[0].hasSuffix("."), "\(name)")
            let parameters = try types(titled: "-- parameters:", in: lines[1], on: session)
            let described = try session.describe(Statement(file.name, file.text), parameters: parameters)
            #expect(described.parameters == parameters, "\(name)")
            let columns = lines[2].hasPrefix("-- columns:") ? lines[2] : "-- columns:"
            #expect(
                try types(titled: "-- columns:", in: columns, on: session) == described.columns.map(\.type),
                "\(name)"
            )
            let names = entries(titled: "-- columns:", in: columns)?.map { $0.prefix { $0 != " " } }
            #expect(names?.map(String.init) == described.columns.map(\.name), "\(name)")
        }
    }

    /// What a line lists after its title; nil where it has another.
    private func entries(titled title: String, in line: Substring) -> [Substring]? {
        guard line.hasPrefix(title) else { return nil }
        return line.dropFirst(title.count).split(separator: ",").map { $0.drop { $0 == " " } }
    }

    /// Each entry ends with a type.
    private func types(titled title: String, in line: Substring, on session: Connection) throws -> [TypeID] {
        let names = try #require(entries(titled: title, in: line)).map { entry in
            try #require(Self.types.first { entry.hasSuffix(" \($0)") }, "\(entry)")
        }
        let statement = Statement(name: "types", text: "SELECT $1::text[]::regtype[]::oid[]::bigint[]")
        let numbers: [Int64] = try session.run(
            Request(reading: statement, [Parameter(names)]) { rows throws(DecodingError) in try rows.single()[0] }
        )
        return numbers.map { TypeID(rawValue: UInt32($0)) }
    }
}
