import Postgres

/// The demo's logins. They are cluster-wide, so an earlier load may have left some.
enum DemoLogin {
    /// Creates a login, unless it is there already, and makes it a member of roles, separated by commas.
    static func make(_ login: String, in roles: String, on database: Connection) throws(PostgresError) {
        let script = """
            DO $$
            BEGIN
                CREATE ROLE "\(login)" LOGIN;
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL;
            END
            $$;
            GRANT \(roles) TO "\(login)";
            -- From 16 on who closes a login with its person must have been given it.
            DO $$
            BEGIN
                IF current_setting('server_version_num')::integer >= 160000 THEN
                    EXECUTE 'GRANT "\(login)" TO riad_accounts WITH ADMIN TRUE, INHERIT FALSE, SET FALSE';
                END IF;
            END
            $$
            """
        try database.run(script: script, name: "make_login")
    }
}
