import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Functions that indexes are made of")
struct IndexFunctionTests {
    @Test("A login that has read the tables itself is still served by the indexes of words")
    func plans() throws {
        let deployment = try CompanyFixture()
        let agent = try deployment.database.person(.agent)
        let connection = deployment.database.connection(as: agent)
        func names(_ text: String) throws -> [String] {
            try connection.run(
                Request(reading: Statement(name: "question", text: text)) { rows throws(DecodingError) in
                    try rows.map { row throws(DecodingError) in try row[0] }
                }
            )
        }
        // A function in SQL becomes part of the index's expression where the session may run it, and else doesn't.
        let forbidden = try names(
            """
            WITH RECURSIVE used AS (
                SELECT d.refobjid AS oid FROM pg_index x
                JOIN pg_class c ON c.oid = x.indrelid
                JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = x.indexrelid
                    AND d.refclassid = 'pg_proc'::regclass
                WHERE has_any_column_privilege('riad_console', c.oid, 'SELECT')
                UNION
                SELECT d.refobjid FROM used u
                JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = u.oid
                    AND d.refclassid = 'pg_proc'::regclass
            )
            SELECT p.oid::regprocedure::text FROM used u
            JOIN pg_proc p ON p.oid = u.oid JOIN pg_language l ON l.oid = p.prolang
            WHERE l.lanname = 'sql' AND p.pronamespace = 'riad'::regnamespace
                AND NOT has_function_privilege('riad_console', p.oid, 'EXECUTE')
            """
        )
        #expect(forbidden == [])
    }
}
