import Postgres

/// The demo's database: whole or not there. It is filled under another name and takes its own when nothing is missing.
enum DemoDatabase {
    static let name = "riad"
    static let unfinished = "riad_unfinished"

    /// What the demo holds, or nil where it is yet to be filled.
    static func contents(_ server: Connection) throws(PostgresError) -> DemoContents? {
        let statement = Statement("demo_description", DemoSQLFiles.demoDescription)
        let request = Request(reading: statement, [Parameter(name)]) { rows throws(DecodingError) -> String? in
            guard let row = rows.first else { return nil }
            return try row[0]
        }
        return try server.run(request).flatMap(DemoContents.init(comment:))
    }

    /// An empty database to fill; what an interrupted preparation left is dropped.
    static func begin(_ server: Connection) throws(PostgresError) {
        try server.run(script: "DROP DATABASE IF EXISTS \(unfinished) WITH (FORCE)", name: "drop_unfinished")
        try server.run(script: "CREATE DATABASE \(unfinished) TEMPLATE template0", name: "create_unfinished")
    }

    /// Gives the filled database its name, with which it exists for the consoles.
    static func finish(_ server: Connection, contents: DemoContents) throws(PostgresError) {
        let script = """
            COMMENT ON DATABASE \(unfinished) IS '\(contents.comment)';
            ALTER DATABASE \(unfinished) RENAME TO \(name)
            """
        try server.run(script: script, name: "finish_database")
        try server.run(script: "CHECKPOINT", name: "checkpoint")
    }
}

/// What a whole database holds, kept as its comment.
struct DemoContents: Equatable {
    let conversations: Int
    let seed: UInt64
    /// The moment to which the times in it are relative.
    let now: UnixTime

    init(conversations: Int, seed: UInt64, now: UnixTime) {
        self.conversations = conversations
        self.seed = seed
        self.now = now
    }

    var comment: String {
        "riad demo, \(conversations) conversations, seed \(seed), filled \(now.seconds)"
    }

    /// Reads what `comment` wrote, or nil where it is something else.
    init?(comment: String) {
        let numbers = comment.split(whereSeparator: { !$0.isNumber })
        guard numbers.count == 3, let conversations = Int(numbers[0]), let seed = UInt64(numbers[1]),
            let seconds = Int(numbers[2])
        else { return nil }
        self.init(conversations: conversations, seed: seed, now: UnixTime(seconds: seconds))
    }
}
