import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Why a database can't be adopted", .serialized)
struct AdoptionReasonTests {
    /// What the deployment has, what is said of it, and what makes it adoptable.
    struct Obstacle: Sendable, CustomTestStringConvertible {
        let change: String
        let said: String
        let remedy: String
        let mended: String
        var testDescription: String { said }

        init(_ change: String, _ said: String, _ remedy: String, _ mended: String) {
            (self.change, self.said, self.remedy, self.mended) = (change, said, remedy, mended)
        }
    }

    static let obstacles = [
        Obstacle(
            "ALTER TABLE conversation_messages ALTER COLUMN is_automated DROP DEFAULT,"
                + " ALTER COLUMN is_automated TYPE text USING 'no'",
            "conversation_messages.is_automated is text; riad needs boolean",
            "ALTER COLUMN is_automated TYPE boolean",
            "ALTER TABLE conversation_messages ALTER COLUMN is_automated TYPE boolean USING false"
        ),
        Obstacle(
            "UPDATE user_roles SET is_active = true WHERE user_id = md5('user5')::uuid",
            "2 rows of user_roles: not the only one with its (user_id)",
            "FROM public.user_roles x",
            "UPDATE user_roles SET is_active = false WHERE user_id = md5('user5')::uuid AND role = 'technicien'"
        ),
        Obstacle(
            "UPDATE guest SET ext_id = 'G2' WHERE ext_id = 'G4'",
            "2 rows of guest: not the only one with its (org_id, ext_id)",
            "PARTITION BY org_id, ext_id",
            "UPDATE guest SET ext_id = NULL WHERE guest_id = md5('guest4')::uuid"
        ),
        Obstacle(
            "UPDATE conversations SET assigned_agent_id = md5('nobody')::uuid WHERE id = md5('talk1')::uuid",
            "1 row of conversations: assigned_agent_id is nowhere in public.profiles",
            "NOT EXISTS (SELECT FROM public.profiles",
            "UPDATE conversations SET assigned_agent_id = NULL WHERE id = md5('talk1')::uuid"
        ),
        Obstacle(
            "UPDATE conversations SET state = 'EN_PAUSE' WHERE id = md5('talk1')::uuid",
            "1 row of conversations: against the rule (state = ANY",
            "SELECT * FROM",
            "UPDATE conversations SET state = 'EN_ATTENTE' WHERE id = md5('talk1')::uuid"
        ),
        Obstacle(
            "ALTER TABLE conversations ADD tenant text NOT NULL DEFAULT 'x'; ALTER TABLE conversations ALTER tenant DROP DEFAULT",
            "conversations.tenant may not be null and has no default",
            "DROP NOT NULL",
            "ALTER TABLE public.conversations ALTER COLUMN tenant DROP NOT NULL"
        ),
        Obstacle(
            "ALTER TABLE reservation DROP COLUMN check_in",
            "reservation has no column check_in, which every row needs",
            "ALTER TABLE public.reservation ADD COLUMN check_in date",
            "ALTER TABLE reservation ADD check_in date; UPDATE reservation SET check_in = check_out - 2"
        ),
        Obstacle(
            "ALTER TABLE conversations ADD CONSTRAINT three CHECK (priority IN ('low', 'medium', 'high') OR priority = 'urgent')"
                + "; ALTER TABLE conversations ADD CONSTRAINT no_sms CHECK (channel_type <> 'sms') NOT VALID",
            "constraint no_sms on conversations forbids sms, which riad writes",
            "DROP CONSTRAINT no_sms",
            "ALTER TABLE conversations DROP CONSTRAINT no_sms"
        ),
        Obstacle(
            "CREATE MATERIALIZED VIEW per_state AS SELECT state, count(*) FROM conversations GROUP BY state",
            "materialized view public.per_state reads riad's tables",
            "drop it",
            "DROP MATERIALIZED VIEW per_state"
        ),
        Obstacle(
            "DROP FUNCTION cleanup_old_logs(); CREATE FUNCTION cleanup_old_logs() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
            "function public.cleanup_old_logs() returns or names something else",
            "DROP FUNCTION public.cleanup_old_logs()",
            "DROP FUNCTION cleanup_old_logs()"
        ),
        Obstacle(
            "CREATE TABLE deliveries (log_id uuid REFERENCES webhook_logs(id))",
            "public.deliveries refers to webhook_logs, which is partitioned",
            "ALTER TABLE public.deliveries DROP CONSTRAINT",
            "ALTER TABLE deliveries DROP CONSTRAINT deliveries_log_id_fkey"
        ),
        Obstacle(
            "ALTER FUNCTION write_journal() SECURITY INVOKER",
            "trigger journal on conversations would run with riad's rights and search_path",
            "ALTER FUNCTION public.write_journal() SECURITY DEFINER SET search_path",
            "ALTER FUNCTION write_journal() SECURITY DEFINER"
        ),
        Obstacle(
            "CREATE SCHEMA riad",
            "a schema riad is there already",
            "RENAME",
            "DROP SCHEMA riad"
        ),
    ]

    @Test("Each is said, with what to do about it, and gone once that is done", arguments: obstacles)
    func obstacle(_ obstacle: Obstacle) throws {
        let foreign = try ForeignDatabase(obstacle.change)
        let connection = foreign.connection()
        let plan = try #require(try Schema.adoption().plan(on: connection))
        #expect(plan.blockers.count == 1, "\(plan.blockers)")
        #expect(plan.blockers.first?.text.contains(obstacle.said) == true, "\(plan.blockers)")
        #expect(plan.blockers.first?.remedy.contains(obstacle.remedy) == true, "\(plan.blockers)")
        do {
            try Schema.adoption().apply(plan, on: connection)
            Issue.record("it was adopted")
        } catch {
            #expect(error == .notAdoptable(plan.blockers))
        }
        try connection.run(script: obstacle.mended, name: "mend")
        #expect(try Schema.adoption().plan(on: connection)?.blockers == [])
    }

    @Test("All of them are said at once, and nothing is changed")
    func all() throws {
        let foreign = try ForeignDatabase(Self.obstacles.map(\.change).joined(separator: ";"))
        let before = try Catalog(of: foreign.database).lines
        let plan = try #require(try Schema.adoption().plan(on: foreign.connection()))
        for obstacle in Self.obstacles {
            #expect(plan.blockers.contains { $0.text.contains(obstacle.said) }, "\(obstacle.said)")
        }
        #expect(try Catalog(of: foreign.database).lines == before)
    }

    @Test("What belongs to somebody else is named, with the right that would do")
    func owners() throws {
        let foreign = try ForeignDatabase()
        let other = "other_\(foreign.database.cluster.nextNumber())"
        try foreign.database.run("CREATE ROLE \(other); ALTER TABLE guest OWNER TO \(other)")
        let plan = try #require(try Schema.adoption().plan(on: foreign.connection()))
        #expect(
            plan.blockers.contains {
                $0.text.hasPrefix("table public.guest belongs to \(other)")
                    && $0.remedy == "GRANT \(other) TO \(foreign.owner)"
            }
        )
    }
}
