import Postgres
import TestSupport
import Testing

@Suite("Values over the wire, in binary both ways")
struct ValueTests {
    /// Sends a value as a parameter, and reads back both the value and what the server thinks it is.
    private func echo<Value: PostgresEncodable & PostgresDecodable & Sendable>(
        _ value: Value?,
        _ type: String
    ) throws -> (value: Value?, text: String?) {
        let connection = Connection(try TestCluster.shared().settings())
        let statement = Statement(name: "echo", text: "SELECT $1, $1::text, pg_typeof($1)::text")
        return try connection.run(
            Request(reading: statement, [Parameter(value)]) { rows throws(DecodingError) in
                let row = try rows.single()
                let found: String = try row[2]
                #expect(found == type)
                return (try row[0], try row[1])
            }
        )
    }

    @Test("Booleans, integers and floating-point numbers come back as they went")
    func numbers() throws {
        #expect(try echo(true, "boolean") == (true, "true"))
        #expect(try echo(Int16.min, "smallint") == (Int16.min, "-32768"))
        #expect(try echo(Int32(-5), "integer") == (-5, "-5"))
        #expect(try echo(Int64.max, "bigint") == (Int64.max, "9223372036854775807"))
        #expect(try echo(Float(1.5), "real") == (1.5, "1.5"))
        #expect(try echo(-0.25, "double precision") == (-0.25, "-0.25"))
    }

    @Test("Text of any script, empty text, and text that looks like SQL come back as they went")
    func texts() throws {
        for text in ["", "naïve’s \\ 'quote' -- ; DROP", "السلام عليكم 🏠", String(repeating: "é", count: 100_000)] {
            #expect(try echo(text, "text") == (text, text))
        }
    }

    @Test("NULL of any type is nil, and empty text isn't NULL")
    func nulls() throws {
        #expect(try echo(String?.none, "text") == (nil, nil))
        #expect(try echo(UUIDBytes?.none, "uuid") == (nil, nil))
        #expect(try echo([String]?.none, "text[]") == (nil, nil))
        #expect(try echo(String?.some(""), "text") == ("", ""))
    }

    @Test("A UUID's sixteen bytes keep their order")
    func uuids() throws {
        let uuid = UUIDBytes(high: 0x0123_4567_89AB_CDEF, low: 0xFEDC_BA98_7654_3210)
        #expect(try echo(uuid, "uuid") == (uuid, "01234567-89ab-cdef-fedc-ba9876543210"))
    }

    @Test("Times count from 1970, and infinity stays infinite")
    func times() throws {
        let utc = try Connection(TestCluster.shared().settings()).run(
            Request(
                reading: Statement("utc", "SELECT $1::timestamptz AT TIME ZONE 'UTC' = '1970-01-01 00:00:00.000001'"),
                [Parameter(TimestampTZ(microseconds: 1))]
            ) { rows throws(DecodingError) -> Bool in try rows.single()[0] }
        )
        #expect(utc)
        #expect(try echo(TimestampTZ(microseconds: .max), "timestamp with time zone").text == "infinity")
        #expect(try echo(TimestampTZ(microseconds: .min), "timestamp with time zone").text == "-infinity")
        for moment in [Int64.min, -1, 0, 1_764_000_000_123_456, .max] {
            let value = TimestampTZ(microseconds: moment)
            #expect(try echo(value, "timestamp with time zone").value == value)
        }
    }

    @Test("Dates count days from 1970")
    func dates() throws {
        #expect(try echo(DateDays(days: 0), "date").text == "1970-01-01")
        #expect(try echo(DateDays(days: 20_000), "date").text == "2024-10-04")
        #expect(try echo(DateDays(days: -1), "date").value == DateDays(days: -1))
    }

    @Test("JSON comes back as it went")
    func documents() throws {
        #expect(try echo(JSONText(#"{"a": [1, "é"]}"#), "jsonb").value?.text == #"{"a": [1, "é"]}"#)
    }

    @Test("Arrays of text, numbers and UUIDs, empty ones too")
    func arrays() throws {
        #expect(try echo(["a", "", "ç,\"{}"], "text[]").value == ["a", "", "ç,\"{}"])
        #expect(try echo([String](), "text[]") == ([], "{}"))
        #expect(try echo([Int16(3), -1], "smallint[]").text == "{3,-1}")
        #expect(try echo([UUIDBytes(high: 1, low: 2)], "uuid[]").value == [UUIDBytes(high: 1, low: 2)])
    }

    @Test("NULL among an array's elements needs an optional element, and says so")
    func nullElements() throws {
        let connection = Connection(try TestCluster.shared().settings())
        let statement = Statement("nulls", "SELECT ARRAY['a', NULL, 'c'] AS letters")
        let optional = Request(reading: statement) { rows throws(DecodingError) -> [String?] in try rows.single()[0] }
        #expect(try connection.run(optional) == ["a", nil, "c"])
        let strict = Request(reading: statement) { rows throws(DecodingError) -> [String] in try rows.single()[0] }
        #expect(
            throws: PostgresError(.unexpectedResponse, statement: "nulls", message: "nulls: column letters is NULL")
        ) {
            try connection.run(strict)
        }
    }

    @Test("Enum labels are read as text")
    func enums() throws {
        let database = try TestDatabase(migrated: false)
        try database.run("CREATE TYPE mood AS ENUM ('gai', 'fâché')")
        #expect(try database.value("SELECT 'fâché'::mood", as: String.self) == "fâché")
        #expect(try database.value("SELECT enum_range(NULL::mood)", as: [String].self) == ["gai", "fâché"])
    }
}

@Suite("Reading rows")
struct RowTests {
    private func failure<Value: PostgresDecodable & Sendable>(
        reading sql: StaticString,
        column: Int = 0,
        as: Value.Type
    ) throws -> String? {
        let connection = Connection(try TestCluster.shared().settings())
        let request = Request(reading: Statement("rows", sql)) { rows throws(DecodingError) -> Value in
            try rows.single()[column]
        }
        do throws(PostgresError) {
            _ = try connection.run(request)
            return nil
        } catch {
            return error.message
        }
    }

    @Test("An error names the statement and the column, and never the value")
    func errors() throws {
        #expect(try failure(reading: "SELECT NULL::text AS subject", as: String.self) == "rows: column subject is NULL")
        let wrong = try failure(reading: "SELECT 'sésame'::text AS code", as: Int64.self)
        #expect(wrong == "rows: column code has type 25, not 20")
        #expect(try failure(reading: "SELECT 1", column: 7, as: Int.self) == "rows: there is no column 7")
        let none = try failure(reading: "SELECT 1 WHERE false", as: Int.self)
        #expect(none == "rows: 0 rows, which is not the number expected")
    }

    @Test("A count is read from any integer type")
    func counts() throws {
        for type in ["smallint", "integer", "bigint"] {
            let request = Request(reading: Statement(name: "count", text: "SELECT 7::\(type)")) {
                rows throws(DecodingError) -> Int in try rows.single()[0]
            }
            #expect(try Connection(TestCluster.shared().settings()).run(request) == 7)
        }
    }

    @Test("Rows are a collection, read by index or by name; a command says how many rows it touched")
    func collection() throws {
        let connection = Connection(try TestCluster.shared().settings())
        let series = Statement("series", "SELECT n, 'row ' || n AS title FROM generate_series(1, 3) AS n")
        let titles = try connection.run(
            Request(reading: series) { rows throws(DecodingError) in
                try rows.map { row throws(DecodingError) -> String in try row[named: "title"] }
            }
        )
        #expect(titles == ["row 1", "row 2", "row 3"])
        try connection.run(script: "CREATE TEMP TABLE t AS SELECT generate_series(1, 5) AS n", name: "table")
        let change = Request(writing: Statement("change", "UPDATE t SET n = n + 1 WHERE n > 2")) { $0.affected }
        #expect(try connection.run(change) == 3)
    }

    @Test("An answer can be turned into another value")
    func mapping() throws {
        let request = Request(reading: Statement("two", "SELECT 2")) { rows throws(DecodingError) -> Int in
            try rows.single()[0]
        }
        #expect(try Connection(TestCluster.shared().settings()).run(request.map { "\($0 * 21)" }) == "42")
    }
}
