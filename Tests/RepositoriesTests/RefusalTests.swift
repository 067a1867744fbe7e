import Domain
import Foundation
import Testing

@Suite("The declared refusals are those of the database, its documentation and the program")
struct RefusalTests {
    private static let top = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
    private static let sql = files(below: "Sources/Repositories", ending: "sql")
    private static let swift = files(below: "Sources", ending: "swift") + files(below: "Tests", ending: "swift")

    private static func files(below folder: String, ending: String) -> [URL] {
        let places = FileManager.default.enumerator(at: top.appending(path: folder), includingPropertiesForKeys: nil)
        return (places?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == ending }
    }

    private func states(in file: URL) throws -> Set<String> {
        Set(try String(contentsOf: file, encoding: .utf8).matches(of: /\bRI[0-9]{3}\b/).map { String($0.output) })
    }

    @Test("Each that the SQL raises or speaks of is declared")
    func declared() throws {
        #expect(!Self.sql.isEmpty)
        for file in Self.sql {
            let unknown = try states(in: file).filter { Refusal(state: $0) == nil }
            #expect(unknown.isEmpty, "\(file.lastPathComponent)")
        }
    }

    @Test("Each that is declared is raised", arguments: Refusal.allCases)
    func raised(refusal: Refusal) throws {
        let raised = try Self.sql.contains { file in
            try String(contentsOf: file, encoding: .utf8).contains("ERRCODE = '\(refusal.state)'")
        }
        #expect(raised)
    }

    @Test("Documentation has exactly these, with their meanings")
    func documented() throws {
        let page = Self.top.appending(path: "Sources/riad/riad.docc/Database.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `RI") }.map(String.init)
        #expect(rows == Refusal.allCases.map { "| `\($0.state)` | \($0.meaning) |" })
    }

    @Test("No other Swift file spells one out")
    func once() throws {
        let spelling = try Self.swift.filter { try !states(in: $0).isEmpty }.map(\.lastPathComponent)
        #expect(spelling == ["Refusal.swift"])
    }

    @Test("Each says what it means and what to do next", arguments: Refusal.allCases)
    func words(refusal: Refusal) {
        #expect(Refusal(state: refusal.state) == refusal)
        #expect(!refusal.meaning.isEmpty && !refusal.meaning.hasSuffix("."))
        #expect(refusal.advice.hasSuffix("."))
    }
}
