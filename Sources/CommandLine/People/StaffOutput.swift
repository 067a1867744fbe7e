import Console
import Domain
import Text

/// A person as JSON: unescaped texts, database labels, RFC 3339 times in UTC.
struct StaffOutput: Encodable {
    let id, firstName, lastName, profile: String
    let attendance: String
    let email, phone, role, roleExpiresAt, roleGivenBy, login, firstPasswordUntil, awaySince: String?
    let zones, may: [String]
    let isActive: Bool
    let loginIsOpen: Bool?
    let sessions: Int64?
    let load: Int64

    init(_ member: StaffMember, zones known: [Zone]) {
        id = member.id.description
        firstName = member.details.firstName.original
        lastName = member.details.lastName.original
        profile = member.details.profile.label
        email = member.details.email?.original
        phone = member.details.phone?.original
        role = member.role?.role.label
        roleExpiresAt = member.role?.expiresAt?.rfc3339
        roleGivenBy = member.role?.grantedBy?.original
        login = member.login?.name
        loginIsOpen = member.login?.isOpen
        firstPasswordUntil = member.login?.firstPasswordUntil?.rfc3339
        sessions = member.login?.sessions
        zones = StaffText.labels(member.details.zones, among: known)
        may = StaffText.capabilities(of: member.role?.role).map(\.rawValue)
        isActive = member.details.isActive
        load = member.load
        attendance = member.attendance.label
        awaySince = member.attendance.awaySince?.rfc3339
    }
}

extension OnlineStatus {
    /// A keyword for programs.
    var label: String {
        switch self {
        case .online: "here"
        case .away: "away"
        case .offline: "not_connected"
        }
    }

    /// When they last pressed a key; nil if they aren't away.
    var awaySince: Timestamp? {
        switch self {
        case .away(let since): since
        case .online, .offline: nil
        }
    }
}

/// A person as text.
struct StaffText {
    private let member: StaffMember
    private let zones: [Zone]
    private let now: Timestamp

    init(_ member: StaffMember, zones: [Zone], at now: Timestamp) {
        self.member = member
        self.zones = zones
        self.now = now
    }

    /// One line of a table.
    var line: String {
        [
            SafeText(member.name).fitted(to: 24).plain,
            SafeText(trusted: member.role?.role.label ?? "–").fitted(to: 22).plain,
            SafeText(trusted: member.role?.expiresAt.map { "until " + $0.rfc3339.prefix(10) } ?? "").fitted(to: 16)
                .plain,
            SafeText(UntrustedText(member.login?.name ?? "–")).fitted(to: 22).plain,
            SafeText(trusted: standing).fitted(to: 14).plain,
            SafeText(trusted: "load \(member.load)").plain,
        ].joined(separator: "  ")
    }

    /// All details, one per line.
    var full: String {
        let labels = Self.labels(member.details.zones, among: zones).joined(separator: " ")
        let may = Self.capabilities(of: member.role?.role)
        let fields: [(String, SafeText)] = [
            ("id", SafeText(trusted: member.id.description)),
            ("name", SafeText(member.name)),
            ("e-mail", SafeText(member.details.email, or: "–")),
            ("phone", SafeText(member.details.phone, or: "–")),
            ("profile", SafeText(UntrustedText(member.details.profile.label))),
            ("zones", SafeText(UntrustedText(labels.isEmpty ? "–" : labels))),
            ("role", SafeText(UntrustedText(member.role?.role.label ?? "–"))),
            ("until", SafeText(trusted: member.role?.expiresAt?.rfc3339 ?? "–")),
            ("given by", SafeText(member.role?.grantedBy, or: "–")),
            ("login", SafeText(UntrustedText(member.login?.name ?? "–"))),
            ("standing", SafeText(trusted: standing)),
            ("load", SafeText(trusted: "\(member.load)")),
        ]
        let lines = fields.map { SafeText(trusted: $0.0).fitted(to: 10).plain + $0.1.plain }
        let rights = may.map { "  " + Language.english.text(RightPhrase.capability($0)) }
        return (lines + ["may"] + (rights.isEmpty ? ["  nothing"] : rights)).joined(separator: "\n")
    }

    /// The account, online or login status; empty if there is nothing to tell.
    private var standing: String {
        guard member.details.isActive else { return "inactive" }
        let attendance = member.attendance.text(at: now, inWords: true, .english)
        guard attendance.isEmpty else { return attendance.plain }
        guard let login = member.login else { return "" }
        if login.firstPasswordUntil != nil { return "first password" }
        guard login.isOpen else { return "closed" }
        return login.sessions == 0 ? "" : login.sessions == 1 ? "connected" : "connected \(login.sessions)×"
    }

    /// The labels of the zones.
    static func labels(_ numbers: [Int16], among zones: [Zone]) -> [String] {
        zones.filter { numbers.contains($0.number) }.map(\.label)
    }

    /// The capabilities that a role has in any scope, in the order of the rights table.
    static func capabilities(of role: AppRole?) -> [Capability] {
        Capability.allCases.filter { capability in
            role.map { Rights.scope(of: capability, for: $0) != .nothing } ?? false
        }
    }
}
