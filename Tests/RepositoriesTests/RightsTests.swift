import Domain
import Postgres
import Repositories
import TestSupport
import Testing

/// What can be tried tonight of each capability, on a conversation of each kind; the repository's answer and the
/// database's are both held against the rights table, role by role.
@Suite("Who may do what")
struct RightsTests {
    /// A conversation by what it is to the person who tries.
    private enum Relation: CaseIterable {
        case own
        case free
        case colleagues
        case transferredToRole
    }

    private struct Stage {
        let deployment: CompanyFixture
        let person: TestPerson
        let colleague: TestPerson
        let user: CurrentUser
        let connection: Connection

        init(role: AppRole) throws {
            deployment = try CompanyFixture()
            person = try deployment.database.person(role)
            colleague = try deployment.database.person(.agent)
            user = try #require(try deployment.user(person))
            connection = deployment.database.connection(as: person)
        }

        /// Makes the conversation; the state is what the capability needs where the relation leaves a choice.
        func make(
            _ relation: Relation,
            _ state: ConversationState
        ) throws -> (id: Identifier<Conversation>, assignee: Identifier<Person>?) {
            switch relation {
            case .own: (try deployment.conversation(state, assignedTo: person), person.id)
            case .colleagues: (try deployment.conversation(state, assignedTo: colleague), colleague.id)
            case .free: (try deployment.conversation(state == .enCours ? .nouvelle : state), nil)
            case .transferredToRole:
                (try deployment.conversation(.transferee, transferredTo: person.role), nil)
            }
        }
    }

    /// By the domain's table: the desk reads all; others what is theirs or was transferred to their role.
    private func reads(_ role: AppRole, _ relation: Relation) -> Bool {
        if Rights.inboxRoles.contains(role) { return true }
        switch relation {
        case .own, .transferredToRole: return true
        case .free, .colleagues: return false
        }
    }

    private func attempt(
        _ capability: Capability,
        state: ConversationState = .enCours,
        relations: [Relation] = Relation.allCases,
        on stage: Stage,
        checked: (Stage, Identifier<Conversation>, Identifier<Person>?) throws -> Void,
        unchecked: (Stage, Identifier<Conversation>) throws -> Void
    ) throws {
        let role = try #require(stage.person.role)
        for relation in relations {
            let place = "\(role.label) \(capability) \(relation)"
            let (id, assignee) = try stage.make(relation, state)
            let isAllowed = stage.user.may(capability, onAssignedTo: assignee)
            var isRefusedHere = false
            do {
                try checked(stage, id, assignee)
            } catch is AccessError {
                isRefusedHere = true
            }
            #expect(isRefusedHere == !isAllowed, "repository: \(place)")
            let refused = try refusal { try unchecked(stage, id) }
            #expect(
                (refused == nil) == (isAllowed && reads(role, relation)),
                "database: \(place): \(refused ?? "allowed")"
            )
        }
    }

    /// The database's side, without the repository's check in front of it.
    private func call(_ sql: String, _ parameters: [Parameter]) -> Request<Int> {
        Request(writing: Statement(name: "attempt", text: sql), parameters) { $0.count }
    }

    private func message(_ id: Identifier<Conversation>, isInternal: Bool) -> OutgoingMessage {
        OutgoingMessage(
            id: freshIdentifier(),
            conversation: id,
            body: "x",
            isInternal: isInternal,
            expectedSequence: nil
        )
    }

    @Test("Replying and writing notes", arguments: AppRole.all)
    func writing(role: AppRole) throws {
        let stage = try Stage(role: role)
        for (capability, isInternal) in [(Capability.reply, false), (.writeNotes, true)] {
            try attempt(capability, on: stage) { stage, id, assignee in
                _ = try Threads.send(message(id, isInternal: isInternal), onAssignedTo: assignee, by: stage.user)
            } unchecked: { stage, id in
                _ = try stage.connection.run(Threads.resend(message(id, isInternal: isInternal)))
            }
        }
    }

    @Test("Claiming and releasing", arguments: AppRole.all)
    func taking(role: AppRole) throws {
        let stage = try Stage(role: role)
        // To claim what one has is no claim; the database answers with what is already so.
        try attempt(.claim, relations: [.free, .colleagues, .transferredToRole], on: stage) { stage, id, assignee in
            _ = try Conversations.claim(id, assignedTo: assignee, by: stage.user)
        } unchecked: { stage, id in
            _ = try stage.connection.run(call("SELECT riad.claim($1)", [Parameter(id)]))
        }
        try attempt(.release, on: stage) { stage, id, assignee in
            _ = try Conversations.release(id, assignedTo: assignee, by: stage.user)
        } unchecked: { stage, id in
            _ = try stage.connection.run(call("SELECT riad.release($1)", [Parameter(id)]))
        }
    }

    @Test("Changing priority and tags", arguments: AppRole.all)
    func changing(role: AppRole) throws {
        let stage = try Stage(role: role)
        try attempt(.changePriority, on: stage) { stage, id, assignee in
            _ = try Conversations.setPriority(.high, of: id, assignedTo: assignee, by: stage.user)
        } unchecked: { stage, id in
            _ = try stage.connection.run(call("SELECT riad.set_priority($1, 'high')", [Parameter(id)]))
        }
        try attempt(.changeTags, on: stage) { stage, id, assignee in
            _ = try Conversations.setTags(["x"], of: id, assignedTo: assignee, by: stage.user)
        } unchecked: { stage, id in
            _ = try stage.connection.run(call("SELECT riad.set_tags($1, '{x}')", [Parameter(id)]))
        }
    }

    @Test("Changing the state, and archiving", arguments: AppRole.all)
    func states(role: AppRole) throws {
        let stage = try Stage(role: role)
        try attempt(.changeState, on: stage) { stage, id, assignee in
            _ = try Conversations.setState(.resolue, of: id, assignedTo: assignee, by: stage.user)
        } unchecked: { stage, id in
            _ = try stage.connection.run(call("SELECT riad.set_state($1, 'RÉSOLUE')", [Parameter(id)]))
        }
        let finished: [Relation] = [.own, .free, .colleagues]
        try attempt(.archive, state: .resolue, relations: finished, on: stage) { stage, id, assignee in
            _ = try Conversations.setState(.archivee, of: id, assignedTo: assignee, by: stage.user)
        } unchecked: { stage, id in
            _ = try stage.connection.run(call("SELECT riad.set_state($1, 'ARCHIVÉE')", [Parameter(id)]))
        }
    }

    @Test("Reading conversations and guests", arguments: AppRole.all)
    func reading(role: AppRole) throws {
        let stage = try Stage(role: role)
        for relation in Relation.allCases {
            let (id, _) = try stage.make(relation, .enCours)
            try stage.deployment.guestWrites(1, in: id)
            try stage.deployment.database.run(
                """
                WITH g AS (INSERT INTO public.guest (org_id, first_name) VALUES (gen_random_uuid(), 'Ana') RETURNING guest_id)
                UPDATE public.conversations SET guest_id = (SELECT guest_id FROM g) WHERE id = '\(id)'
                """
            )
            let place = "\(role.label) \(relation)"
            let found = try stage.connection.run(try Conversations.find(id, for: stage.user))
            #expect((found != nil) == reads(role, relation), "\(place)")
            let thread = try Threads.page(of: id, at: .last, limit: 5, for: stage.user)
            #expect(try stage.connection.run(thread).isEmpty != reads(role, relation), "\(place)")
            let panel = try stage.connection.run(try Conversations.details(of: id, for: stage.user))
            #expect((panel.guest != nil) == reads(role, relation), "\(place)")
        }
    }

    @Test("What the database shows and allows beside conversations", arguments: AppRole.all)
    func elsewhere(role: AppRole) throws {
        let stage = try Stage(role: role)
        try stage.deployment.database.run(
            """
            INSERT INTO public.property (org_id, name, address) VALUES (gen_random_uuid(), 'Riad', 'Médina');
            INSERT INTO public.workflow_metrics (workflow_name, started_at) VALUES ('relay', clock_timestamp());
            INSERT INTO public.webhook_configs (name, endpoint_url) VALUES ('conversation-update', 'https://example.com');
            """
        )
        func sees(_ table: String, others condition: String = "true") throws -> Bool {
            try stage.connection.run(call("SELECT FROM \(table) WHERE \(condition)", [])) > 0
        }
        let notMe = "user_id <> '\(stage.person.id)'"
        // Others see the one that a conversation of theirs is about.
        let seesAll = Rights.scope(of: .readProperties, for: role) == .everything
        #expect(try sees("public.property") == seesAll)
        #expect(try sees("public.profiles", others: notMe) == stage.user.can(.seeColleagues))
        #expect(try sees("public.user_roles", others: notMe) == stage.user.can(.seeColleagues))
        #expect(try sees("public.workflow_metrics") == stage.user.can(.readMetrics))
        #expect(try sees("public.webhook_configs") == stage.user.can(.manageWebhooks))
        #expect(try sees("riad.settings") == stage.user.can(.manageSettings))
        let setting = try refusal {
            _ = try stage.connection.run(call("SELECT riad.set_setting('zone_isolation', 'false')", []))
        }
        #expect((setting == nil) == stage.user.can(.manageSettings), "\(setting ?? "")")
        let cleaning = try refusal { _ = try stage.connection.run(call("SELECT public.cleanup_old_logs()", [])) }
        #expect((cleaning == nil) == stage.user.can(.cleanUp), "\(cleaning ?? "")")
    }

    @Test("Giving roles: whoever gives, only below the limit of their own", arguments: AppRole.all)
    func givingRoles(role: AppRole) throws {
        let stage = try Stage(role: role)
        for given in AppRole.all {
            let somebody = try stage.deployment.database.person(.femmeDeMenage)
            let refused = try refusal {
                _ = try stage.connection.run(
                    call(
                        "SELECT public.assign_user_role($1, $2::app_role, $3)",
                        [Parameter(somebody.id), Parameter(given.label), Parameter(stage.person.id)]
                    )
                )
            }
            let limit: Int =
                switch role {
                case .superAdmin: AppRole.superAdmin.level
                case .administrateur: AppRole.administrateur.level
                case .superviseur: AppRole.superviseur.level - 1
                case .responsableLogistique, .responsableQualite, .technicien, .agent, .comptabilite, .femmeDeMenage,
                    .other:
                    0
                }
            let isAllowed = stage.user.can(.giveRoles) && given.level <= limit
            #expect((refused == nil) == isAllowed, "\(role.label) gives \(given.label): \(refused ?? "allowed")")
        }
    }

    @Test("A person without a role has no rights: here nothing is even asked, there nothing is shown")
    func nobody() throws {
        let deployment = try CompanyFixture()
        let nobody = try deployment.database.person(nil)
        let id = try deployment.conversation(.nouvelle)
        let connection = deployment.database.connection(as: nobody)
        let user = CurrentUser(
            id: nobody.id,
            login: nobody.login,
            name: UntrustedText(""),
            role: nil,
            zones: [],
            isIsolated: false
        )
        #expect(throws: AccessError.self) { try Inbox.page(InboxQuery(), at: .first, limit: 10, for: user) }
        #expect(throws: AccessError.self) { try Threads.page(of: id, at: .last, limit: 10, for: user) }
        #expect(try connection.run(try Inbox.page(InboxQuery(), at: .first, limit: 10, for: nil)).isEmpty)
        #expect(
            try refusal { _ = try connection.run(Threads.resend(message(id, isInternal: true))) }
                == Refusal.notPermitted.state
        )
        #expect(
            try refusal { _ = try connection.run(call("SELECT riad.claim($1)", [Parameter(id)])) }
                == Refusal.notPermitted.state
        )
    }
}
