import Domain
import Postgres
import TestSupport
import Testing

/// Who sees rows of a table that aren't their own, held against the rights table; and that nobody writes any.
@Suite("Every table, for every role, by plain SQL")
struct RightsMatrixTests {
    /// Who reads other people's rows of a table.
    private enum Readers {
        /// Nobody may ask at all.
        case nobody
        /// Nobody sees a row of somebody else's.
        case owner
        /// Whoever has rights: the house's rules.
        case everybody
        /// Whoever the rights table lets do this to all there is.
        case whoMay(Capability)

        func include(_ role: AppRole) -> Bool {
            switch self {
            case .nobody, .owner: return false
            case .everybody: return true
            case .whoMay(let capability):
                switch Rights.scope(of: capability, for: role) {
                case .everything: return true
                // Not isolated, an agent reads all; other roles what is theirs, and here nothing is.
                case .readable: return Rights.inboxRoles.contains(role)
                case .nothing, .own, .unassigned, .ownOrUnassigned: return false
                }
            }
        }
    }

    private static let tables: [String: Readers] = [
        "conversations": .whoMay(.readConversations), "conversation_messages": .whoMay(.readConversations),
        "riad.attachments": .whoMay(.readConversations), "riad.assignments": .whoMay(.readConversations),
        "riad.merges": .whoMay(.readConversations), "riad.message_versions": .whoMay(.readConversations),
        "guest": .whoMay(.readGuests), "reservation": .whoMay(.readGuests),
        "riad.guest_languages": .whoMay(.readGuests), "riad.guest_claims": .whoMay(.readGuests),
        "property": .whoMay(.readProperties), "riad.zones": .whoMay(.readProperties),
        "profiles": .whoMay(.seeColleagues), "user_roles": .whoMay(.seeColleagues),
        "workflow_metrics": .whoMay(.readMetrics), "riad.responses": .whoMay(.readMetrics),
        "webhook_configs": .whoMay(.manageWebhooks), "webhook_logs": .whoMay(.manageWebhooks),
        "riad.settings": .whoMay(.manageSettings), "riad.audit": .whoMay(.readAudit),
        "riad.read_marks": .owner, "riad.saved_views": .owner, "riad.canned_replies": .owner,
        "riad.roles": .everybody, "riad.states": .everybody, "riad.state_transitions": .everybody,
        "riad.priorities": .everybody, "riad.calendars": .everybody, "riad.holidays": .everybody,
        "riad.sla_targets": .everybody, "riad.migrations": .everybody, "riad.code_files": .everybody,
        "riad.channel_accounts": .everybody,
        "riad.code_objects": .nobody,
        "riad.logins": .nobody, "riad.guest_addresses": .nobody, "riad.contact_matched_reservations": .nobody,
        "riad.phone_countries": .nobody, "riad.guest_values": .nobody, "riad.guest_joins": .nobody,
        "riad.distinct_guests": .nobody,
        "riad.outbox": .nobody, "riad.outgoing_messages": .nobody, "riad.early_reports": .nobody,
        "riad.undo_entries": .nobody,
        "riad.message_templates": .nobody, "riad.outbox_dead": .nobody, "riad.webhook_health": .nobody,
        "riad.retired_secrets": .nobody, "riad.workers": .nobody, "riad.jobs": .nobody, "riad.removals": .nobody,
        "riad.changed_conversations": .nobody, "riad.channel_key": .nobody,
        "riad.webhook_hours": .nobody, "riad.incidents": .nobody, "riad.incident_history": .nobody,
        "riad.effective_rights": .nobody, "riad.closed_logins": .nobody, "riad.batches": .nobody,
        "riad.batch_rows": .nobody, "riad.batch_queue": .nobody, "riad.rights_lock": .nobody,
        "riad.change_counts": .nobody, "riad.current_actions": .nobody, "riad.consoles": .nobody,
        "riad.handovers": .nobody, "riad.contact_lock": .nobody, "riad.search_rebuild": .nobody,
        "riad.conversation_changes": .nobody,
        "riad.adoptions": .nobody, "riad.adopted_values": .nobody, "riad.search_entries": .nobody,
    ]

    private let deployment: CompanyFixture
    private let colleague: TestPerson

    init() throws {
        deployment = try CompanyFixture()
        colleague = try deployment.database.person(.agent)
        try fill()
    }

    /// A row of somebody else's in each table that a login can read.
    private func fill() throws {
        let talk = try deployment.conversation(.enCours, assignedTo: colleague, zone: 1)
        try deployment.guestWrites(1, in: talk)
        try deployment.database.run(
            """
            INSERT INTO public.guest (guest_id, org_id, first_name)
            VALUES ('00000000-0000-0000-0000-0000000000a1', gen_random_uuid(), 'Sofia');
            INSERT INTO riad.guest_languages VALUES ('00000000-0000-0000-0000-0000000000a1', 'fr');
            INSERT INTO riad.guest_claims VALUES ('00000000-0000-0000-0000-0000000000a1', 1, 'sofia@example.com');
            INSERT INTO public.property (property_id, org_id, name, address)
            VALUES ('00000000-0000-0000-0000-0000000000a2', gen_random_uuid(), 'Riad', 'Rue 1');
            INSERT INTO public.reservation (res_id, org_id, guest_id, property_id, check_in, check_out)
            VALUES ('00000000-0000-0000-0000-0000000000a3', gen_random_uuid(), '00000000-0000-0000-0000-0000000000a1',
                '00000000-0000-0000-0000-0000000000a2', current_date, current_date + 3);
            UPDATE public.conversations SET guest_id = '00000000-0000-0000-0000-0000000000a1',
                reservation_id = '00000000-0000-0000-0000-0000000000a3' WHERE id = '\(talk)';
            INSERT INTO public.conversations (id, channel_type) VALUES ('00000000-0000-0000-0000-0000000000a4', 'email');
            INSERT INTO riad.merges (batch_id, position, head_id, member_id, merged_by, own_state, own_priority, own_zone_id,
                old_state, new_state, old_priority, new_priority)
            VALUES (gen_random_uuid(), 1, '\(talk)', '00000000-0000-0000-0000-0000000000a4', '\(colleague.id)',
                'NOUVELLE', 'low', 0, 'EN_COURS', 'EN_COURS', 'low', 'low');
            INSERT INTO riad.attachments (conversation_id, name) VALUES ('\(talk)', 'plan.pdf');
            INSERT INTO riad.message_versions (message_id, number, conversation_id, message_content)
            SELECT m.id, 1, m.conversation_id, 'avant' FROM public.conversation_messages m LIMIT 1;
            INSERT INTO riad.channel_accounts (channel_account, signature) VALUES ('wa1', 'Zineb');
            INSERT INTO riad.responses (conversation_id, seq, kind, answered_at, zone_id, priority, channel_type)
            VALUES ('\(talk)', 1, 'first', now(), 1, 'medium', 'whatsapp');
            INSERT INTO riad.read_marks (user_id, conversation_id, last_read_seq) VALUES ('\(colleague.id)', '\(talk)', 1);
            INSERT INTO public.workflow_metrics (workflow_name) VALUES ('w');
            INSERT INTO public.webhook_configs (name, endpoint_url) VALUES ('matrix', 'https://example.org/');
            INSERT INTO public.webhook_logs (event_type, payload) VALUES ('e', '{}');
            INSERT INTO riad.saved_views (owner_id, name, query, position) VALUES ('\(colleague.id)', 'v', 'state:open', 1);
            INSERT INTO riad.canned_replies (owner_id, name, body, updated_by)
            VALUES ('\(colleague.id)', 'r', 'Bonjour', '\(colleague.id)');
            INSERT INTO riad.holidays (calendar_id, day, name) SELECT id, '2027-01-01', 'New Year' FROM riad.calendars LIMIT 1;
            """
        )
    }

    private func names(_ condition: String) throws -> Set<String> {
        let list = try deployment.database.value(
            """
            SELECT string_agg(c.oid::regclass::text, ' ') FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname IN ('public', 'riad') AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
                AND c.relname <> 'document_embeddings' AND \(condition)
            """,
            as: String.self
        )
        return Set((list ?? "").split(separator: " ").map(String.init))
    }

    @Test("Every table stands in the matrix, and has row security")
    func complete() throws {
        #expect(try names("true") == Set(Self.tables.keys))
        #expect(try names("NOT c.relrowsecurity") == [])
    }

    @Test("Other people's rows are seen by those who may, and by nobody else", arguments: AppRole.all)
    func reading(role: AppRole) throws {
        let person = try deployment.database.person(role)
        let connection = deployment.database.connection(as: person)
        for (table, users) in Self.tables.sorted(by: { $0.key < $1.key }) {
            let seen = try seen(table, on: connection, except: person)
            switch users {
            case .nobody: #expect(seen == nil, "\(role.label) \(table)")
            case .owner, .everybody, .whoMay:
                #expect(seen == users.include(role), "\(role.label) \(table)")
            }
        }
    }

    /// Whether a row of another person's is seen; nil where the server refuses the question.
    private func seen(_ table: String, on connection: Connection, except person: TestPerson) throws -> Bool? {
        let others =
            switch table {
            case "profiles", "user_roles", "riad.audit": "user_id IS DISTINCT FROM '\(person.id)'"
            default: "true"
            }
        let request = Request(
            reading: Statement(name: "matrix", text: "SELECT EXISTS (SELECT FROM \(table) WHERE \(others))"),
            []
        ) { rows throws(DecodingError) -> Bool in try rows.single()[0] }
        do throws(PostgresError) {
            return try connection.run(request)
        } catch {
            guard error.state == "42501" else { throw error }
            return nil
        }
    }

    @Test("Nobody inserts, changes, deletes or empties anything directly", arguments: AppRole.all)
    func writing(role: AppRole) throws {
        let person = try deployment.database.person(role)
        let connection = deployment.database.connection(as: person)
        for table in Self.tables.keys.sorted() {
            let column = try #require(
                try deployment.database.value(
                    """
                    SELECT quote_ident(attname) FROM pg_attribute
                    WHERE attrelid = $1::regclass AND attnum > 0 AND attidentity = '' AND attgenerated = ''
                    ORDER BY attnum LIMIT 1
                    """,
                    [Parameter(table)],
                    as: String.self
                )
            )
            for attack in [
                "INSERT INTO \(table) DEFAULT VALUES", "UPDATE \(table) SET \(column) = \(column)",
                "DELETE FROM \(table)", "TRUNCATE \(table)",
                "DO $do$ BEGIN LOCK TABLE \(table) IN EXCLUSIVE MODE; END $do$",
                "SELECT FROM \(table) FOR UPDATE",
                "CREATE TRIGGER t BEFORE INSERT ON \(table) EXECUTE FUNCTION suppress_redundant_updates_trigger()",
            ] {
                let error = #expect(throws: PostgresError.self, "\(role.label): \(attack)") {
                    try connection.run(script: attack, name: "attack")
                }
                #expect(error?.state == "42501", "\(role.label): \(attack)")
            }
        }
    }
}
