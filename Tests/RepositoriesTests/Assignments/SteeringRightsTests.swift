import Domain
import Postgres
import Repositories
import TestSupport
import Testing

/// Role by role: what the repository refuses, what the database refuses without it, and that both are the rights table's.
@Suite("Who may steer")
struct SteeringRightsTests {
    private let desk: AssignmentFixture
    init() throws { desk = try AssignmentFixture() }

    /// Whether the repository lets a request be made at all.
    private func isOffered<Answer>(_ request: () throws -> Request<Answer>) throws -> Bool {
        do {
            _ = try request()
            return true
        } catch is AccessError {
            return false
        }
    }

    @Test("Taking next: what was transferred to one's role, and for the desk what is free", arguments: AppRole.all)
    func takeNext(role: AppRole) throws {
        let member = try desk.member(role)
        let free = try desk.waiting(.urgent)
        let theirs = try desk.waiting(.low, transferredTo: role)
        let isOfTheDesk = Rights.inboxRoles.contains(role)
        #expect(try member.takeNext() == (isOfTheDesk ? free : theirs))
        #expect(try member.takeNext() == (isOfTheDesk ? theirs : nil))
        #expect(try member.takeNext() == nil)
    }

    @Test("Transferring: one's own, and for supervisors anybody's", arguments: AppRole.all)
    func transfer(role: AppRole) throws {
        let member = try desk.member(role)
        let (colleague, target) = (try desk.member(.agent), try desk.member(.agent))
        let holders: [FixtureUser?] = [member, colleague, nil]
        for (place, holder) in holders.enumerated() {
            let talk = try desk.deployment.conversation(
                holder == nil ? .nouvelle : .enCours,
                assignedTo: holder?.person
            )
            let isAllowed = member.user.may(.transfer, onAssignedTo: holder?.id)
            let isOffered = try isOffered {
                try Assignments.transfer(
                    talk,
                    to: .person(target.id),
                    reason: "x",
                    assignVersion: 0,
                    assignedTo: holder?.id,
                    by: member.user
                )
            }
            #expect(isOffered == isAllowed, "\(role.label) \(place)")
            let refused = try refusal { try member.transfer(talk, to: .person(target.id)) }
            let reads = Rights.inboxRoles.contains(role) || holder?.id == member.id
            #expect(
                refused == (isAllowed ? nil : reads ? Refusal.notPermitted.state : Refusal.notFound.state),
                "\(role.label) \(place)"
            )
        }
    }

    @Test("Changing many, and taking that back: supervisors and above, each kind of change", arguments: AppRole.all)
    func bulk(role: AppRole) throws {
        let member = try desk.member(role)
        let isAllowed = member.user.can(.actInBulk)
        var unchecked = member.user
        unchecked.role = .superAdmin
        let changes: [BulkChange] = [
            .assign(member.id), .release, .priority(.urgent), .addTags(["x"]), .removeTags(["y"]), .state(.resolue),
            .state(.archivee),
        ]
        let talk = try desk.deployment.conversation(.enCours, assignedTo: member.person)
        let items = [BulkItem(id: talk, assignVersion: 0)]
        for change in changes {
            #expect(
                try isOffered { try Bulk.apply(change, to: items, by: member.user) } == isAllowed,
                "\(role.label) \(change)"
            )
            let named = try refusal {
                _ = try member.connection.run(try Bulk.apply(change, to: items, by: unchecked))
            }
            #expect(named == (isAllowed ? nil : Refusal.notPermitted.state), "\(role.label) \(change)")
            let matching = try refusal {
                _ = try member.connection.run(
                    try Bulk.applyToAll(change, matching: InboxQuery(), upTo: .beginningOfTime, by: unchecked)
                )
            }
            #expect(matching == (isAllowed ? nil : Refusal.notPermitted.state), "\(role.label) \(change)")
        }
        let undone = try refusal {
            _ = try member.connection.run(try Bulk.undo(freshIdentifier(), by: unchecked))
        }
        #expect(undone == (isAllowed ? Refusal.notFound.state : Refusal.notPermitted.state))
    }

    @Test("Colleagues and history", arguments: AppRole.all)
    func reading(role: AppRole) throws {
        let member = try desk.member(role)
        let seesColleagues = member.user.can(.seeColleagues)
        var unchecked = member.user
        unchecked.role = .superAdmin
        #expect(try isOffered { try Assignments.colleagues(for: member.user) } == seesColleagues)
        let refused = try refusal { _ = try member.connection.run(try Assignments.colleagues(for: unchecked)) }
        #expect(refused == (seesColleagues ? nil : Refusal.notPermitted.state))
        let colleague = try desk.member(.agent)
        let theirs = try desk.deployment.conversation(.enCours, assignedTo: colleague.person)
        let own = try desk.deployment.conversation(.enCours, assignedTo: member.person)
        let escalated = try desk.deployment.conversation(.transferee, transferredTo: role)
        #expect(try member.history(theirs).isEmpty != Rights.inboxRoles.contains(role))
        #expect(try member.history(own).count == 1 && member.history(escalated).count == 1)
        let all = try member.connection.run(
            Request(reading: Statement("all", "SELECT FROM riad.assignments")) { $0.count }
        )
        #expect(all == (Rights.inboxRoles.contains(role) ? 3 : 2))
    }

    @Test("A login without rights steers nothing")
    func nobody() throws {
        let nobody = try desk.database.person(nil)
        let connection = desk.database.connection(as: nobody)
        let talk = try desk.waiting()
        for attempt in [
            "SELECT riad.take_next('{}')", "SELECT riad.colleagues()",
            "SELECT riad.transfer('\(talk)', '\(nobody.id)', NULL, 'x', 0)",
            bulkCall("bulk_apply", "'release', NULL, NULL, '{}', ARRAY['\(talk)'::uuid], '{0}', NULL, NULL"),
            bulkCall(
                "bulk_apply_to_matching",
                "'release', NULL, NULL, '{}', '{NOUVELLE}', '{}', '{}', 'anyone', now(), 1, NULL, NULL"
            ),
            bulkCall("bulk_undo", "'\(talk)'"),
        ] {
            let state = try refusal { try connection.run(script: attempt, name: "attempt") }
            #expect(state == Refusal.notPermitted.state, "\(attempt)")
        }
    }
}
