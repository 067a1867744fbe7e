import Console
import Domain
import Postgres
import Repositories

/// Performs requests about SLA targets and calendars.
extension ConsoleRuntime {
    func handle(_ request: SLARequest) throws(AccessError) {
        let user = try requireUser(for: .manageShared)
        switch request {
        case .read:
            try readAnswerTimes(for: user)
        case .setTarget(let condition, let minutes, let calendar):
            change([try SLA.set(condition, minutes: minutes, calendar: calendar, by: user)], request, user)
        case .removeTarget(let condition):
            change([try SLA.remove(condition, by: user)], request, user)
        case .saveCalendar(let calendar, let removed):
            let days = try SLA.setHolidays(
                of: calendar.id,
                adding: calendar.holidays,
                removing: removed,
                by: user
            )
            let hasDays = !calendar.holidays.isEmpty || !removed.isEmpty
            change([try SLA.set(calendar, by: user)] + (hasDays ? [days] : []), request, user)
        case .removeCalendar(let id):
            change([try SLA.remove(id, by: user).map { 0 }], request, user)
        }
    }

    private func readAnswerTimes(for user: CurrentUser) throws(AccessError) {
        let calendars = try SLA.calendars(for: user)
        connection.connection.send(try SLA.targets(for: user)) { [unowned self] result in
            switch result {
            case .failure(let error): dispatch(.sla(.read(.failure(Failure(error)))))
            case .success(let targets):
                send(calendars) { known in
                    .sla(.read(known.map { SLAPolicies(targets: targets, calendars: $0) }))
                }
            }
        }
    }

    /// Sends requests one after another until one fails, then recalculates the deadlines once more, for messages that
    /// arrived meanwhile.
    private func change(_ requests: [Request<Int64>], _ asked: SLARequest, _ user: CurrentUser) {
        guard let first = requests.first else {
            if let recount = try? SLA.recalculateDeadlines(by: user) { connection.connection.send(recount) { _ in } }
            return dispatch(.sla(.changed(asked, .success(()))))
        }
        connection.connection.send(first) { [unowned self] result in
            switch result {
            case .success: change(Array(requests.dropFirst()), asked, user)
            case .failure(let error):
                dispatch(.sla(.changed(asked, .failure(Failure(ofChange: error)))))
            }
        }
    }
}
