/// The adoption's requests. Their text contains the comparison schema's name, which is a constant of this program.
enum AdoptionStatements {
    /// The blockers that can be found without comparing schemas.
    static let firstBlockers = blockers(
        from: """
            SELECT 'PostgreSQL ' || current_setting('server_version') || ' is too old',
                'upgrade the server to 15 or newer'
            WHERE current_setting('server_version_num')::integer < 150000
            """,
        named: "adoption_first_blockers"
    )

    static func blockers(_ schema: String) -> Request<[AdoptionPlan.Blocker]> {
        blockers(from: "SELECT reason, remedy FROM \(schema).blockers()", named: "adoption_blockers")
    }

    private static func blockers(from text: String, named name: String) -> Request<[AdoptionPlan.Blocker]> {
        Request(reading: Statement(name: name, text: text)) { rows throws(DecodingError) in
            var blockers: [AdoptionPlan.Blocker] = []
            for row in rows { blockers.append(AdoptionPlan.Blocker(text: try row[0], remedy: try row[1])) }
            return blockers
        }
        .withTimeout(.seconds(3600))
    }

    static func steps(_ schema: String) -> Request<[AdoptionPlan.Step]> {
        let statement = Statement(
            name: "adoption_steps",
            text: "SELECT phase, line, command FROM \(schema).steps()"
        )
        return Request(reading: statement) { rows throws(DecodingError) in
            var steps: [AdoptionPlan.Step] = []
            for row in rows {
                guard let phase = AdoptionPlan.Phase(rawValue: try row[0]) else { continue }
                steps.append(AdoptionPlan.Step(phase: phase, line: try row[1], command: try row[2]))
            }
            return steps
        }
        .withTimeout(.seconds(3600))
    }

    static func tables(_ schema: String) -> Request<[AdoptionPlan.Table]> {
        let statement = Statement(name: "adoption_sizes", text: "SELECT name, rows FROM \(schema).sizes()")
        return Request(reading: statement) { rows throws(DecodingError) in
            var tables: [AdoptionPlan.Table] = []
            for row in rows { tables.append(AdoptionPlan.Table(name: try row[0], rows: try row[1])) }
            return tables
        }
        .withTimeout(.seconds(3600))
    }

    /// The tables and enum types of a schema.
    static func existing(_ schema: String) -> Request<ExistingNames> {
        let statement = Statement(
            "adoption_existing",
            """
            SELECT c.relname::text, true FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relkind IN ('r', 'p')
            UNION ALL
            SELECT t.typname::text, false FROM pg_catalog.pg_type t
            JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE n.nspname = $1 AND t.typtype = 'e'
            """
        )
        return Request(reading: statement, [Parameter(schema)]) { rows throws(DecodingError) in
            var names = ExistingNames()
            for row in rows {
                if try row[1] { names.tables.insert(try row[0]) } else { names.types.insert(try row[0]) }
            }
            return names
        }
    }
}
