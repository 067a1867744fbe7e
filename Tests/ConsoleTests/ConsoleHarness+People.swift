import Console
import Domain

/// The staff of the test company.
extension ConsoleHarness {
    static let guessous = Identifier<Person>(high: 1, low: 3)
    static let rachid = Identifier<Person>(high: 1, low: 4)

    static let everybody: [StaffMember] = [
        member(fatima, "Fatima", "El-Fassi", .agent, login: "fatima_elfassi", sessions: 2, load: 14, zones: [1]),
        member(guessous, "Karim", "Guessous", .superAdmin, login: "super_admin", sessions: 1),
        member(me, "Nadia", "Alami", .administrateur, login: "nadia", sessions: 1),
        member(rachid, "Rachid", "Oubella", .technicien, login: nil, until: now + .seconds(9 * 86_400)),
    ]

    private static func member(
        _ id: Identifier<Person>,
        _ first: String,
        _ last: String,
        _ role: AppRole,
        login: String?,
        sessions: Int64 = 0,
        load: Int64 = 0,
        zones: [Int16] = [],
        until end: Timestamp? = nil
    ) -> StaffMember {
        StaffMember(
            id: id,
            details: StaffDetails(
                firstName: UntrustedText(first),
                lastName: UntrustedText(last),
                email: UntrustedText("\(first.lowercased())@riad.example"),
                phone: UntrustedText("+212 661 00 10 00"),
                profile: role == .technicien ? .technicien : .agent,
                zones: zones,
                isActive: true
            ),
            role: RoleGrant(role: role, expiresAt: end, givenBy: UntrustedText("Karim Guessous")),
            login: login.map { StaffLogin(name: $0, isOpen: true, firstPasswordUntil: nil, sessions: sessions) },
            load: load,
            updatedAt: now
        )
    }

    /// Answers a staff request as the server would.
    mutating func people(_ request: PeopleRequest) -> PeopleEvent {
        switch request {
        case .readPeople: return .peopleRead(.success(staff))
        case .readPerson(let id): return .personRead(id, .success(record(of: id)))
        case .add, .edit, .editSelf, .setRole, .createLogin, .resetPassword, .setOwnPassword, .endSessions: break
        }
        peopleChanges.append(request)
        return .changed(request, .success(make(request)))
    }

    private func record(of id: Identifier<Person>) -> PersonRecord? {
        guard let member = staff.first(where: { $0.id == id }) else { return nil }
        let count = Int(member.login?.sessions ?? 0)
        return PersonRecord(member: member, sessions: (0..<count).map { session($0, of: member) })
    }

    private func session(_ number: Int, of member: StaffMember) -> OpenSession {
        OpenSession(
            processID: Int32(100 + number),
            person: member.id,
            name: member.name,
            login: member.login?.name ?? "",
            since: Self.now + .seconds(-3_600 * (number + 1)),
            client: number == 0 ? "10.0.0.7" : "local",
            program: UntrustedText("riad"),
            state: number == 0 ? "idle" : "active",
            stateSince: nil,
            isOwn: member.id == Self.me && number == 0
        )
    }

    /// The first password that a request generates, if any.
    private mutating func make(_ request: PeopleRequest) -> Password? {
        var generator = SequentialGenerator()
        switch request {
        case .edit(let member, let details, _): change(member.id) { $0.details = details }
        case .setRole(let role, let end, let member, _):
            change(member.id) { $0.role = role.map { RoleGrant(role: $0, expiresAt: end) } }
        case .createLogin(let name, let member, let end):
            change(member.id) {
                $0.login = StaffLogin(name: name, isOpen: true, firstPasswordUntil: end, sessions: 0)
            }
            return Password.first(using: &generator)
        case .resetPassword: return Password.first(using: &generator)
        case .endSessions(let member): change(member.id) { $0.login?.sessions = 0 }
        case .add(let id, let details):
            staff.append(StaffMember(id: id, details: details, role: nil, login: nil, load: 0, updatedAt: Self.now))
        case .readPeople, .readPerson, .editSelf, .setOwnPassword: break
        }
        return nil
    }

    private mutating func change(_ id: Identifier<Person>, _ body: (inout StaffMember) -> Void) {
        for index in staff.indices where staff[index].id == id { body(&staff[index]) }
    }
}
