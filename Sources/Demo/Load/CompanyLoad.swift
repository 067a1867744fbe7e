import Postgres

/// Fills a migrated database with a company, in one transaction.
struct CompanyLoad {
    let company: Company
    /// From this number of conversations, creating the indexes after the load is faster.
    var manyConversations = 20_000
    let report: (LoadProgress) -> Void

    /// The number of conversations generated and sent at a time; bounds the load's memory.
    private static let batchSize = 1_000
    func run(on database: Connection) throws(PostgresError) {
        try checkZones(on: database)
        try database.run(script: DemoSQLFiles.beginLoad.description, name: "begin_load")
        try storePeople(on: database)
        let indexesLater = company.conversations > manyConversations
        if indexesLater {
            try database.run(script: DemoSQLFiles.dropIndexes.description, name: "drop_indexes")
        }
        report(.step("\(company.properties) properties, \(company.guests) guests, \(company.stays.count) stays"))
        let rows = CompanyRows(company: company)
        _ = try database.copy(CompanyRows.properties, write: rows.writeProperties)
        _ = try database.copy(CompanyRows.guests, write: rows.writeGuests)
        _ = try database.copy(CompanyRows.addresses, write: rows.writeAddresses)
        _ = try database.copy(CompanyRows.stays, write: rows.writeStays)
        try storeThreads(on: database)
        try database.run(script: "SELECT riad.index_guest_contacts(), riad.rebuild_search_entries()", name: "enter_all")
        if indexesLater { try makeIndexes(on: database) }
        try database.run(script: DemoSQLFiles.storeCannedReplies.description, name: "store_canned_replies")
        report(.step("answer times"))
        try database.run(script: DemoSQLFiles.setUpSlaTargets.description, name: "set_up_sla_targets")
        try database.run(script: DemoSQLFiles.setUpViews.description, name: "set_up_views")
        try database.run(script: DemoSQLFiles.setUpMerging.description, name: "set_up_merging")
        try database.run(script: "COMMIT", name: "commit_load")
        report(.step("gathering statistics"))
        try database.run(script: DemoSQLFiles.vacuumAnalyze.description, name: "vacuum_analyze")
    }

    /// Rows refer to zones by number, which the database assigns.
    private func checkZones(on database: Connection) throws(PostgresError) {
        let request = Request(reading: Statement("zone_numbers", DemoSQLFiles.zoneNumbers)) {
            rows throws(DecodingError) in
            var labels: [String] = []
            for row in rows { labels.append(try row[0]) }
            return labels
        }
        guard try database.run(request) == ZoneProfile.all.map(\.zone) else {
            throw PostgresError(.schemaMismatch, message: "the zones are not those of the demo")
        }
    }

    private func storeThreads(on database: Connection) throws(PostgresError) {
        report(.step("\(company.conversations) conversations, \(company.staff.all.count) people"))
        let writer = ThreadWriter(company: company)
        var first = 0
        while first < company.conversations {
            let next = min(company.conversations, first + Self.batchSize)
            try store((first..<next).map(writer.thread), on: database)
            report(.progress(done: next, total: company.conversations))
            first = next
        }
    }

    private func store(_ threads: [GuestThread], on database: Connection) throws(PostgresError) {
        let rows = ThreadRows(company: company)
        try copy(threads, ThreadRows.conversations, rows.writeConversation, on: database)
        try copy(threads, ThreadRows.messages, rows.writeMessages, on: database)
        try copy(threads, ThreadRows.attachments, rows.writeAttachments, on: database)
        try copy(threads, ThreadRows.readMarks, rows.writeReadMarks, on: database)
    }

    private func copy(
        _ threads: [GuestThread],
        _ statement: Statement,
        _ write: (GuestThread, CopyWriter) throws(PostgresError) -> Void,
        on database: Connection
    ) throws(PostgresError) {
        _ = try database.copy(statement) { rows throws(PostgresError) in
            for thread in threads { try write(thread, rows) }
        }
    }

    private func makeIndexes(on database: Connection) throws(PostgresError) {
        let request = Request(reading: Statement("dropped_indexes", DemoSQLFiles.droppedIndexes)) {
            rows throws(DecodingError) in
            var statements: [String] = []
            for row in rows { statements.append(try row[0]) }
            return statements
        }
        let statements = try database.run(request)
        report(.step("\(statements.count) indexes and keys"))
        for (index, statement) in statements.enumerated() {
            try database.run(script: statement, name: "make_index")
            report(.progress(done: index + 1, total: statements.count))
        }
    }
}
