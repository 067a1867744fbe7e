import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("A login and its first password")
struct FirstPasswordTests {
    private let staffing: StaffFixture
    private let boss: FixtureUser
    init() throws {
        staffing = try StaffFixture()
        boss = try staffing.desk.member(.superAdmin)
    }

    private func agent() throws -> StaffMember {
        let amal = try staffing.newcomer(by: boss)
        try boss.connection.run(try People.grantRole(.agent, until: nil, to: amal, by: boss.user))
        return amal
    }

    @Test("opens the door to one thing: another password, with which it stands for its person")
    func replacing() throws {
        let amal = try agent()
        let login = try staffing.login(for: amal, password: "first-password", by: boss)
        try staffing.askForPassword(of: login)
        let session = staffing.connection(login, password: "first-password")
        #expect(try session.run(Session.currentUser()) == nil)
        #expect(try session.run(Logins.status()) == .mustChangePassword)
        #expect(session.usedPassword("first-password") && !session.usedPassword("other"))
        let own = try #require(session.verifier(of: "her own password", login: login))
        try session.run(Logins.setOwnPassword(verifier: own))
        #expect(try session.run(Logins.status()) == .ready)
        #expect(try session.run(Session.currentUser())?.id == amal.id)
        let late = staffing.connection(login, password: "first-password")
        #expect(try refusal { try late.connect() } == "28P01")
        let next = staffing.connection(login, password: "her own password")
        #expect(try next.run(Session.currentUser())?.role == .agent)
        let state = "SELECT rolvaliduntil::text FROM pg_roles WHERE rolname = '\(login)'"
        #expect(try staffing.database.value(state, as: String.self) == "infinity")
    }

    @Test("gives no right until then, whatever is tried")
    func nothingElse() throws {
        let amal = try agent()
        let login = try staffing.login(for: amal, password: "first-password", by: boss)
        let talk = try staffing.desk.waiting()
        for table in ["public.conversations", "public.profiles", "public.user_roles", "public.guest", "riad.zones"] {
            let read = "DO $$ BEGIN IF EXISTS (SELECT FROM \(table)) THEN RAISE division_by_zero; END IF; END $$"
            #expect(try staffing.refusal(of: read, as: login) == nil, "\(table)")
        }
        for attempt in [
            "riad.claim('\(talk)')", "riad.colleagues()", "riad.people('\(amal.id)')", "riad.sessions('\(amal.id)')",
            "riad.edit_own_profile('A', '', '')", "riad.take_next('{}')",
            "public.assign_user_role('\(amal.id)', 'super_admin', '\(amal.id)')",
        ] {
            #expect(
                try staffing.refusal(of: "SELECT \(attempt)", as: login) == Refusal.notPermitted.state,
                "\(attempt)"
            )
        }
        // PostgreSQL lets everybody alter their own password; that replaces it, but not as far as riad is concerned.
        #expect(try staffing.refusal(of: "ALTER ROLE \(login) PASSWORD 'x'", as: login) == nil)
        #expect(try staffing.refusal(of: "ALTER ROLE \(login) VALID UNTIL 'infinity'", as: login) == "42501")
        #expect(try staffing.database.connection(login: login).run(Logins.status()) == .mustChangePassword)
        #expect(try staffing.database.value("SELECT riad.end_sessions_without_rights()", as: Int32.self) == 0)
    }

    @Test("that ran out opens nothing and is replaced by nobody but an administrator")
    func expired() throws {
        let amal = try agent()
        let login = try staffing.login(for: amal, password: "first-password", by: boss)
        try staffing.database.run(
            """
            UPDATE riad.logins SET first_password_until = clock_timestamp() - interval '1 s' WHERE login = '\(login)';
            ALTER ROLE \(login) VALID UNTIL '2020-01-01'
            """
        )
        let trusted = staffing.database.connection(login: login)
        #expect(try trusted.run(Logins.status()) == .expired)
        let own = try #require(trusted.verifier(of: "her own password", login: login))
        #expect(try refusal { try trusted.run(Logins.setOwnPassword(verifier: own)) } == Refusal.notPermitted.state)
        try staffing.askForPassword(of: login)
        let session = staffing.connection(login, password: "first-password")
        #expect(try refusal { try session.connect() } == "28P01")
        let fresh = try #require(boss.connection.verifier(of: "another first", login: login))
        let until = try staffing.moment(in: "1 hour")
        let present = try staffing.member(amal.id, by: boss)
        try boss.connection.run(try Logins.resetPassword(present, verifier: fresh, until: until, by: boss.user))
        let again = staffing.connection(login, password: "another first")
        #expect(try again.run(Logins.status()) == .mustChangePassword)
        #expect(try staffing.member(amal.id, by: boss).login?.firstPasswordUntil == until)
    }

    @Test("that an administrator sets anew ends the sessions and takes the rights until it is replaced")
    func resetting() throws {
        let agent = try staffing.desk.member(.agent)
        let member = try staffing.member(agent.id, by: boss)
        _ = try staffing.member(agent.id, by: agent)
        let verifier = try #require(boss.connection.verifier(of: "first-password", login: agent.person.login))
        let until = try staffing.moment(in: "1 hour")
        try boss.connection.run(try Logins.resetPassword(member, verifier: verifier, until: until, by: boss.user))
        #expect(throws: PostgresError.self) { try staffing.member(agent.id, by: agent) }
        #expect(try staffing.desk.deployment.user(agent.person) == nil)
    }

    @Test("is nothing that the server could read: anything but a SCRAM verifier is refused")
    func verifiers() throws {
        let amal = try agent()
        let good = try #require(boss.connection.verifier(of: "x", login: "y"))
        let bad = [
            "secret", "md5" + String(repeating: "a", count: 32), "", good + "=", "SCRAM-SHA-256$1:c2FsdA==$x:y",
            good.replacing("4096", with: "1"), "'||(SELECT 1)||'", good.replacing("SHA-256", with: "SHA-1"),
        ]
        for verifier in bad {
            let text = verifier.replacing("'", with: "''")
            for attempt in [
                "riad.create_login('\(amal.id)', 'amal_x', '\(text)', now() + interval '1 h')",
                "riad.set_own_password('\(text)')",
            ] {
                #expect(
                    try staffing.refusal(of: "SELECT \(attempt)", as: boss.person.login) == Refusal.invalidInput.state,
                    "\(attempt)"
                )
            }
        }
        for until in ["now()", "now() + interval '32 days'", "'infinity'", "NULL"] {
            let attempt = "SELECT riad.create_login('\(amal.id)', 'amal_x', '\(good)', \(until))"
            #expect(try staffing.refusal(of: attempt, as: boss.person.login) == Refusal.invalidInput.state, "\(until)")
        }
    }

    @Test("never belongs to a name that the server or riad takes for something else, nor to one that is taken")
    func names() throws {
        let amal = try agent()
        let verifier = try #require(boss.connection.verifier(of: "x", login: "y"))
        func attempt(_ name: String) throws -> String? {
            let sql = "SELECT riad.create_login('\(amal.id)', '\(name)', '\(verifier)', now() + interval '1 h')"
            return try staffing.refusal(of: sql, as: boss.person.login)
        }
        for name in [
            "authenticator", "postgres", "pg_monitor", "pg_x", "riad_owner", "riad_x", "anon", "service_role", "public",
            "none", "Amal", "amal-x", "", "1amal", "amal\"; DROP ROLE x", String(repeating: "a", count: 64),
        ] {
            #expect(try attempt(name.replacing("'", with: "''")) == Refusal.invalidInput.state, "\(name)")
        }
        #expect(try attempt(boss.person.login) == Refusal.alreadyExists.state)
        let plain = staffing.loginName()
        try staffing.database.run("CREATE ROLE \(plain)")
        #expect(try attempt(plain) == Refusal.alreadyExists.state)
        #expect(try attempt(staffing.loginName()) == nil)
        #expect(try attempt(staffing.loginName()) == Refusal.alreadyExists.state, "a second one")
    }

    @Test("makes a login that is a console's and nothing more, which closes and opens with its person")
    func closing() throws {
        let amal = try agent()
        let login = try staffing.login(for: amal, password: "first-password", by: boss)
        let more = """
            SELECT concat_ws(',', r.rolcanlogin, r.rolsuper, r.rolcreaterole, r.rolcreatedb, r.rolbypassrls,
                (SELECT string_agg(g.rolname, ' ') FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
                WHERE m.member = r.oid)) FROM pg_roles r WHERE r.rolname = '\(login)'
            """
        #expect(try staffing.database.value(more, as: String.self) == "t,f,f,f,f,riad_console")
        try boss.connection.run(
            try People.edit(amal, into: staffing.details("Amal", isActive: false), by: boss.user)
        )
        #expect(try staffing.refusal(of: "SELECT 1", as: login) == "28000")
        let gone = try staffing.member(amal.id, by: boss)
        #expect(gone.login?.isOpen == false && !gone.details.isActive)
        try boss.connection.run(try People.edit(gone, into: staffing.details("Amal"), by: boss.user))
        #expect(try staffing.database.connection(login: login).run(Logins.status()) == .mustChangePassword)
    }

    @Test("is made for nobody who is inactive")
    func inactive() throws {
        let amal = try agent()
        try boss.connection.run(
            try People.edit(amal, into: staffing.details("Amal", isActive: false), by: boss.user)
        )
        let verifier = try #require(boss.connection.verifier(of: "x", login: "y"))
        let attempt =
            "SELECT riad.create_login('\(amal.id)', '\(staffing.loginName())', '\(verifier)', now() + interval '1 h')"
        #expect(try staffing.refusal(of: attempt, as: boss.person.login) == Refusal.invalidInput.state)
    }

    @Test("and its replacing stand in the audit trail, of the password nothing")
    func audited() throws {
        let agent = try staffing.desk.member(.agent)
        let member = try staffing.member(agent.id, by: boss)
        let login = agent.person.login
        let first = try #require(boss.connection.verifier(of: "first-password", login: login))
        let until = try staffing.moment(in: "1 hour")
        try boss.connection.run(try Logins.resetPassword(member, verifier: first, until: until, by: boss.user))
        let session = staffing.connection(login, password: "first-password")
        try session.connect()
        let own = try #require(session.verifier(of: "her own password", login: login))
        try session.run(Logins.setOwnPassword(verifier: own))
        let query = AuditQuery(kinds: [.login], key: agent.id.description)
        let entries = try boss.connection.run(try AuditTrail.entries(query, limit: 2, for: boss.user))
        #expect(entries.map(\.actor) == [agent.id, boss.id])
        #expect(
            entries.map { $0.changes.map(\.column.original) } == [
                ["first_password_until", "password_set_at"], ["first_password_until", "password_set_at"],
            ]
        )
        #expect(entries.allSatisfy { !String(describing: $0).contains("SCRAM") })
    }

    @Test("is one thing, a password of one's own another: that leaves the date that an operator put on the login")
    func operatorsDate() throws {
        let agent = try staffing.desk.member(.agent)
        try staffing.database.run("ALTER ROLE \(agent.person.login) VALID UNTIL '2099-01-01 00:00:00+00'")
        try agent.connection.connect()
        let verifier = try #require(agent.connection.verifier(of: "her own password", login: agent.person.login))
        try agent.connection.run(Logins.setOwnPassword(verifier: verifier))
        let kept = "SELECT extract(year FROM rolvaliduntil)::text FROM pg_roles WHERE rolname = '\(agent.person.login)'"
        #expect(try staffing.database.value(kept, as: String.self) == "2099")
    }
}
