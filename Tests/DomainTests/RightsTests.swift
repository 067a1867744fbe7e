import Domain
import Testing

@Suite("Who may do what")
struct RightsTests {
    private let me = Identifier<Person>(high: 1, low: 1)
    private let colleague = Identifier<Person>(high: 2, low: 2)

    private func user(_ role: AppRole?) -> CurrentUser {
        CurrentUser(id: me, login: "me", name: UntrustedText("Me"), role: role, zones: [], isIsolated: false)
    }

    @Test("An agent replies to own and free conversations, not to a colleague's")
    func agentReplies() {
        let agent = user(.agent)
        #expect(agent.may(.reply, onAssignedTo: me))
        #expect(agent.may(.reply, onAssignedTo: nil))
        #expect(!agent.may(.reply, onAssignedTo: colleague))
    }

    @Test("A supervisor replies to anybody's conversation")
    func supervisorReplies() {
        #expect(user(.superviseur).may(.reply, onAssignedTo: colleague))
    }

    @Test("A technician replies only to what is assigned to them, but may claim what was transferred to their role")
    func technicianReplies() {
        let technician = user(.technicien)
        #expect(technician.may(.reply, onAssignedTo: me))
        #expect(!technician.may(.reply, onAssignedTo: nil))
        #expect(technician.may(.claim, onAssignedTo: nil))
    }

    @Test("Nobody without a role, or with a role unknown here, may do anything", arguments: Capability.allCases)
    func nobodyWithoutRole(capability: Capability) {
        #expect(!user(nil).can(capability))
        #expect(!user(.other("concierge_de_nuit")).can(capability))
    }

    @Test("Webhooks and people are for administrators only")
    func administration() {
        for capability in [Capability.manageWebhooks, .managePeople, .cleanUp] {
            let allowed = AppRole.all.filter { user($0).can(capability) }
            #expect(allowed == [.superAdmin, .administrateur])
        }
    }

    @Test("The audit trail is for administrators, and for everybody as far as it is their own")
    func audit() {
        for role in AppRole.all {
            #expect(Rights.scope(of: .readAudit, for: role) == (role.level >= 8 ? .everything : .own))
        }
    }

    @Test("A refusal says whether it is the role or this conversation")
    func refusals() {
        #expect(throws: AccessError(capability: .assign, role: .agent, limit: .role)) {
            try user(.agent).require(.assign, assignedTo: nil)
        }
        #expect(throws: AccessError(capability: .reply, role: .agent, limit: .conversation)) {
            try user(.agent).require(.reply, assignedTo: colleague)
        }
    }
}
