import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Every SQL file")
struct StatementTests {
    private let database: TestDatabase
    private let connection: Connection

    init() throws {
        database = try TestDatabase()
        connection = database.connection(as: try database.person(.agent))
    }

    @Test("opens with a sentence, and gives what its header says for the parameters that it names")
    func headers() throws {
        for file in SQLFiles.all {
            let name = file.name.description
            let header = try #require(StatementHeader(file.text.description), "\(name): no header in the house's form")
            #expect(header.sentence.count > 10 && header.sentence.hasSuffix("."), "\(name)")
            #expect(header.parameters.map(\.name) == (1...).prefix(header.parameters.count).map { "$\($0)" }, "\(name)")
            let types = try types(named: header.parameters.map(\.type))
            let described = try connection.describe(Statement(file.name, file.text), parameters: types)
            #expect(described.parameters == types, "\(name)")
            #expect(header.columns.map(\.name) == described.columns.map(\.name), "\(name)")
            #expect(try self.types(named: header.columns.map(\.type)) == described.columns.map(\.type), "\(name)")
        }
    }

    @Test("is what one of the repositories' requests sends, with the types that its header names")
    func requests() throws {
        var unsent = Set(SQLFiles.all.map(\.name.description))
        for request in EveryRequest().all() + EveryRequest().operations() {
            let name = request.statement.name
            let file = try #require(SQLFiles.all.first { $0.name.description == name }, "\(name) has no file")
            let header = try #require(StatementHeader(file.text.description))
            #expect(request.statement.text == file.text.description, "\(name)")
            #expect(try types(named: header.parameters.map(\.type)) == request.parameters.map(\.type), "\(name)")
            unsent.remove(name)
        }
        #expect(unsent == [])
    }

    private func types(named names: [String]) throws -> [TypeID] {
        let statement = Statement("types", "SELECT $1::text[]::regtype[]::oid[]::bigint[]")
        let numbers: [Int64] = try connection.run(
            Request(reading: statement, [Parameter(names)]) { rows throws(DecodingError) in try rows.single()[0] }
        )
        return numbers.map { TypeID(rawValue: UInt32($0)) }
    }
}

/// The three lines that open a statement's file.
private struct StatementHeader {
    let sentence: String
    /// `$1` and its type, in order.
    let parameters: [(name: String, type: String)]
    let columns: [(name: String, type: String)]

    /// Nil where the text doesn't begin in the house's form.
    init?(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(3)
        guard lines.count == 3, lines[0].hasPrefix("-- "), let parameters = Self.list(lines[1], "-- parameters:"),
            let columns = Self.list(lines[2], "-- columns:")
        else { return nil }
        sentence = String(lines[0].dropFirst(3))
        // A parameter says what it is before its type: `$1 states text[]`.
        self.parameters = parameters.map { ($0.name, Self.afterFirstWord($0.type)) }
        self.columns = columns
    }

    private static func list(_ line: Substring, _ title: String) -> [(name: String, type: String)]? {
        guard line.hasPrefix(title) else { return nil }
        return line.dropFirst(title.count).split(separator: ",").map { entry in
            let words = entry.trimmingPrefix(" ")
            let name = words.prefix { $0 != " " }
            return (String(name), afterFirstWord(String(words)))
        }
    }

    private static func afterFirstWord(_ text: String) -> String {
        String(text.drop { $0 != " " }.dropFirst())
    }
}
