import Postgres
import TestSupport
import Testing

@Suite("Rights made ready follow what they are made from")
struct EffectiveRightsTests {
    private let house: SQLFixture
    init() throws { house = try SQLFixture() }

    /// What stands ready and should not, or should and doesn't; nil where they agree.
    private func differences(_ session: Connection) throws -> String? {
        try house.text(
            """
            WITH made AS (
                SELECT l.login, l.user_id, ur.role::text, r.level, r.is_desk, r.supervises, r.administers,
                    ARRAY(SELECT z.id FROM riad.zones z WHERE z.label = ANY (p.geographical_zones) ORDER BY z.id) AS zones,
                    coalesce(ur.expires_at, 'infinity') AS expires_at
                FROM riad.logins l JOIN public.profiles p USING (user_id) JOIN public.user_roles ur USING (user_id)
                JOIN riad.roles r USING (role)
                WHERE p.is_active AND ur.is_active
            ), ready AS (
                SELECT login, user_id, role, level, is_desk, supervises, administers, zone_ids, expires_at
                FROM riad.effective_rights
            )
            SELECT string_agg(d::text, '; ') FROM (
                (SELECT * FROM made EXCEPT SELECT * FROM ready) UNION ALL (SELECT * FROM ready EXCEPT SELECT * FROM made)
            ) d
            """,
            on: session
        )
    }

    private let changes = [
        "UPDATE public.profiles SET is_active = false WHERE user_id = '%'",
        "UPDATE public.profiles SET geographical_zones = '{tanger_ville,rabat_agdal}' WHERE user_id = '%'",
        "UPDATE public.user_roles SET role = 'technicien' WHERE user_id = '%'",
        "UPDATE public.user_roles SET expires_at = now() + interval '1 day' WHERE user_id = '%'",
        "UPDATE public.user_roles SET is_active = NULL WHERE user_id = '%'",
        "DELETE FROM public.user_roles WHERE user_id = '%'",
        "TRUNCATE public.user_roles",
        "UPDATE riad.logins SET login = 'renamed' WHERE user_id = '%'",
        "DELETE FROM riad.logins WHERE user_id = '%'",
        "DELETE FROM public.profiles WHERE user_id = '%'",
        "DELETE FROM riad.roles WHERE role = 'agent'",
        "UPDATE riad.roles SET is_desk = NOT is_desk, supervises = false, administers = false",
        "SET LOCAL session_replication_role = replica; UPDATE public.user_roles SET is_active = false",
    ]

    @Test("Whatever changes them, in a bulk load too, they are those of the tables")
    func follow() throws {
        let agent = try house.database.person(.agent, zones: ["marrakech_gueliz"])
        _ = try house.database.person(.agent, name: ("Nobody", "Else"), isActive: false)
        _ = try house.database.person(.superviseur)
        #expect(try house.text("SELECT count(*)::text FROM riad.effective_rights") == "2")
        let session = house.database.connection()
        for change in changes {
            try session.run(script: "BEGIN; \(change.replacing("%", with: "\(agent.id)"))", name: "change")
            #expect(try differences(session) == nil, "\(change)")
            try session.run(script: "ROLLBACK", name: "rollback")
        }
    }

    @Test("Nobody reads or changes them")
    func closed() throws {
        let boss = try house.database.person(.superAdmin)
        for attempt in [
            "SELECT * FROM riad.effective_rights", "UPDATE riad.effective_rights SET level = 9",
            "SELECT riad.refresh_effective_rights(NULL)",
        ] {
            #expect(try house.refusal(of: attempt, as: boss.login) == "42501")
        }
    }
}
