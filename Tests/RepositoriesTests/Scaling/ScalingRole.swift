import Domain
import Postgres
import Repositories
import TestSupport

/// Who asks: the channels, and a person of each kind that reads differently.
enum ScalingRole: CaseIterable {
    case channel, agent, isolatedAgent, superviseur, administrateur, technicien

    fileprivate var role: AppRole {
        switch self {
        case .channel, .agent, .isolatedAgent: .agent
        case .superviseur: .superviseur
        case .administrateur: .administrateur
        case .technicien: .technicien
        }
    }

    /// Nobody but the channels calls what is theirs.
    var refusedCalls: [String: String] {
        guard self != .channel else { return [:] }
        let nothing = Parameter(Int64?.none)
        let calls = GrowthCase.ofChannels(address: nothing, conversation: nothing, message: nothing)
        return Dictionary(uniqueKeysWithValues: calls.map { ($0.name, "42501") })
    }
}

extension ScalingFixture {
    /// What each case takes, as a user asks about conversations of their own; the channels, about an agent's.
    func measure(as user: ScalingRole) throws -> [String: Measured] {
        try isolateZones(user == .isolatedAgent)
        try settle()
        guard let person = people.first(where: { $0.role == user.role }) else { throw TestSupportError("nobody") }
        let requests = try requests(of: person)
        let calls = try channelCases(about: requests)
        guard user != .channel else {
            return try measure(calls, on: deployment.database.connection(login: channel))
        }
        let cases = requests.growthCases().filter { !ScalingRole.leftOut.contains($0.statement.name) }
        let known = ScalingRole.leftOut.union(cases.map(\.statement.name))
        var measured = try measure(cases + calls, on: deployment.database.connection(as: person))
        for file in SQLFiles.all where !known.contains(file.name.description) {
            measured[file.name.description] = .unasked
        }
        return measured
    }

    /// What rewrites much comes last: it leaves an index's pages to be looked at twice.
    private func measure(_ cases: [GrowthCase], on connection: Connection) throws -> [String: Measured] {
        var measured: [String: Measured] = [:]
        for one in cases.filter({ !$0.countsDeadlines }) + cases.filter(\.countsDeadlines) {
            measured[one.name] = try connection.measure(one)
        }
        return measured
    }
}
