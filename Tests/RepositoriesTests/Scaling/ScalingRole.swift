import Domain
import Postgres
import Repositories
import TestSupport

/// Who sends the requests: the channels, and a person of each kind of read rights.
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

    /// The channels' calls are refused to everyone else.
    var refusedCalls: [String: String] {
        guard self != .channel else { return [:] }
        let nothing = Parameter(Int64?.none)
        let calls = GrowthCase.ofChannels(address: nothing, conversation: nothing, message: nothing)
        return Dictionary(uniqueKeysWithValues: calls.map { ($0.name, "42501") })
    }
}

extension ScalingFixture {
    /// Measures each case as a user with requests about their own conversations; the channels, with those of an agent.
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

    /// Bulk rewrites come last, because they bloat the indexes.
    private func measure(_ cases: [GrowthCase], on connection: Connection) throws -> [String: Measured] {
        var measured: [String: Measured] = [:]
        for one in cases.filter({ !$0.countsDeadlines }) + cases.filter(\.countsDeadlines) {
            measured[one.name] = try connection.measure(one)
        }
        return measured
    }
}
