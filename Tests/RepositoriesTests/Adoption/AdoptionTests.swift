import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Adopting a database of another system", .serialized)
struct AdoptionTests {
    @Test("It has every migration afterwards, a second time has nothing to do, and migrating goes on")
    func adopting() throws {
        let foreign = try ForeignDatabase()
        let connection = foreign.connection()
        let plan = try #require(try Schema.adoption().plan(on: connection))
        #expect(plan.blockers == [])
        #expect(try Schema.adoption().apply(plan, on: connection) != nil)
        #expect(try Schema.adoption().plan(on: connection) == nil)
        #expect(try Schema.adoption().apply(plan, on: connection) == nil)
        #expect(try Schema.migrator().apply(on: connection).isEmpty)
    }

    @Test("What it is made of is what a new database is made of, and what it had of its own")
    func catalog() throws {
        let fresh = try Catalog(of: try TestDatabase()).lines
        let foreign = try ForeignDatabase()
        let before = try Catalog(of: foreign.database).lines
        try foreign.adopt()
        let after = try Catalog(of: foreign.database).lines
        // Zones are the installation's own, and the extension that embeddings need is a superuser's to create.
        let lacking = fresh.subtracting(after).filter {
            !$0.hasSuffix("of geographical_zone") && !$0.contains("document_embeddings")
        }
        #expect(lacking == [], "\(lacking.sorted().joined(separator: "\n"))")
        let own = ["environment", "_before on public.", "public.open_conversations", "public.urgent_conversations"]
        let new = after.subtracting(fresh).subtracting(before).filter { line in
            !own.contains { line.contains($0) } && !line.hasPrefix("relation public.webhook_failures kind v")
        }
        #expect(new == [], "\(new.sorted().joined(separator: "\n"))")
    }

    @Test("The plan names whatever changes of what was there, and changes nothing itself")
    func plan() throws {
        let foreign = try ForeignDatabase()
        let before = try Catalog(of: foreign.database).lines
        let plan = try #require(try Schema.adoption().plan(on: foreign.connection()))
        #expect(try Catalog(of: foreign.database).lines == before)
        #expect(try foreign.database.value("SELECT count(*) FROM net.calls", as: Int64.self) == 0)
        try foreign.adopt()
        let after = try Catalog(of: foreign.database).lines
        let said = plan.steps.map(\.line).joined(separator: "\n")
        let changed = before.symmetricDifference(after).filter { $0.contains("public.") && !$0.contains("riad.") }
        #expect(changed.count > 100)
        for line in changed {
            guard let name = Self.name(in: line) else { continue }
            #expect(said.contains(name), "\(name) of \(line)")
        }
        for secret in ["top-secret-token", "secret-part", "slack-secret-path"] { #expect(!said.contains(secret)) }
    }

    /// What a catalog's line is about: the last part of the first name in it.
    private static func name(in line: String) -> String? {
        let words = line.split(separator: " ")
        let name =
            switch words.first {
            case "column", "relation", "constraint", "policy", "label", "view", "type": words.dropFirst().first
            case "function": words.dropFirst().first?.split(separator: "(").first
            case "trigger", "index": words.drop { !["TRIGGER", "INDEX"].contains($0) }.dropFirst().first
            default: nil as Substring?
            }
        return name?.split(separator: ".").last.map(String.init)
    }

}
