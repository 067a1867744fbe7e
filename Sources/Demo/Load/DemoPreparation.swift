import Postgres
import Repositories

/// Creates the demo's database: migrated and filled before it becomes visible.
struct DemoPreparation: Sendable {
    let place: DemoPaths
    let report: @Sendable (LoadProgress) -> Void

    /// Fills an empty demo; an existing one is only migrated to this program's schema.
    func run(_ request: DemoRequest) throws(DemoError) {
        let held = try place.server { server throws(PostgresError) in try DemoDatabase.contents(server) }
        if let held {
            try check(held, against: request)
            return try migrate(DemoDatabase.name)
        }
        let contents = DemoContents(
            conversations: request.conversations ?? DemoRequest.defaultConversations,
            seed: request.seed ?? 1,
            now: UnixTime(seconds: request.now)
        )
        try fill(contents)
    }

    private func check(_ held: DemoContents, against request: DemoRequest) throws(DemoError) {
        if let asked = request.conversations, asked != held.conversations {
            throw .sizeMismatch(held: held.conversations, asked: asked)
        }
        if let asked = request.seed, asked != held.seed { throw .seedMismatch(held: held.seed, asked: asked) }
        let days = (request.now - held.now.seconds) / UnixTime.day
        if days > 0 { report(.step("filled \(days) days ago; `riad demo reset` makes it fresh at the next start")) }
    }

    private func fill(_ contents: DemoContents) throws(DemoError) {
        let company = Company(conversations: contents.conversations, seed: contents.seed, now: contents.now)
        try place.server { server throws(PostgresError) in try DemoDatabase.begin(server) }
        try migrate(DemoDatabase.unfinished)
        try place.server(database: DemoDatabase.unfinished) { database throws(PostgresError) in
            // The server belongs to the demo, so no consent is needed.
            try database.run(script: "SELECT riad.revoke_unneeded_functions()", name: "revoke_unneeded_functions")
            try CompanyLoad(company: company, report: report).run(on: database)
        }
        try place.server { server throws(PostgresError) in try DemoDatabase.finish(server, contents: contents) }
    }

    private func migrate(_ database: String) throws(DemoError) {
        let connection = place.connection(database: database)
        defer { connection.close() }
        do throws(MigrationError) {
            try Schema.migrator().apply(on: connection)
        } catch {
            throw Self.failure(error)
        }
    }

    private static func failure(_ error: MigrationError) -> DemoError {
        switch error {
        case .changed, .unknown, .outOfOrder, .predatesFirstRelease: .schemaMismatch
        case .refused, .locked, .missingCode, .circularCode, .consoleLogin, .insufficientPrivilege, .notAdoptable,
            .planChanged,
            .tablesInUse:
            .server(error.description)
        }
    }
}
