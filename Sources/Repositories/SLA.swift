import Domain
import Postgres

/// Requests for SLA targets and calendars. Each change recalculates the deadlines of open conversations; recalculate
/// once more afterwards (`recalculateDeadlines`) for messages that came in meanwhile.
package enum SLA {
    /// The targets, in order of precedence.
    package static func targets(for user: CurrentUser) throws(AccessError) -> Request<[SLATarget]> {
        try user.require(.readConversations)
        return Request(reading: Statement("sla_targets", SQLFiles.slaTargets, planned: .once))
    }

    /// Creates or updates the target of a condition; returns the number of deadlines moved. `notFound`: no such
    /// calendar; `invalidInput`: no such channel or zone, or minutes outside 1 to 43,200 or never reached in the
    /// calendar.
    package static func set(
        _ condition: SLACondition,
        minutes: Int32,
        calendar: Identifier<BusinessCalendar>,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Int64> {
        try user.require(.manageShared)
        return change(
            Statement("save_sla_target", SQLFiles.saveSlaTarget, planned: .once),
            condition.parameters + [Parameter(minutes), Parameter(calendar)]
        )
    }

    /// Removes the target with exactly this condition; returns the number of deadlines moved. `notFound`: no such
    /// target.
    package static func remove(_ condition: SLACondition, by user: CurrentUser) throws(AccessError) -> Request<Int64> {
        try user.require(.manageShared)
        return change(Statement("delete_sla_target", SQLFiles.deleteSlaTarget, planned: .once), condition.parameters)
    }

    /// The calendars, by name.
    package static func calendars(for user: CurrentUser) throws(AccessError) -> Request<[BusinessCalendar]> {
        try user.require(.readConversations)
        return Request(reading: Statement("calendars", SQLFiles.calendars, planned: .once))
    }

    /// Creates a calendar, or updates the one with its id except for the holidays; returns the number of deadlines
    /// moved. `alreadyExists`: the name is taken; `invalidInput`: an invalid name or time zone, or hours that never
    /// reach a target.
    package static func set(_ calendar: BusinessCalendar, by user: CurrentUser) throws(AccessError) -> Request<Int64> {
        try user.require(.manageShared)
        let stretches = calendar.hours.intervals
        return change(
            Statement("save_calendar", SQLFiles.saveCalendar, planned: .once),
            [
                Parameter(calendar.id), Parameter(calendar.name), Parameter(calendar.timeZone),
                Parameter(stretches.map { Int32(clamping: $0.lowerBound) }),
                Parameter(stretches.map { Int32(clamping: $0.upperBound) }),
            ]
        )
    }

    /// Removes a calendar and its holidays. `notFound`: no such calendar; `illegalTransition`: a target uses it.
    package static func remove(
        _ calendar: Identifier<BusinessCalendar>,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Void> {
        try user.require(.manageShared)
        return Request(
            writing: Statement("delete_calendar", SQLFiles.deleteCalendar, planned: .once),
            [Parameter(calendar)]
        )
    }

    /// Adds and removes holidays of a calendar; returns the number of deadlines moved. `notFound`: no such calendar;
    /// `invalidInput`: more than 1,000 holidays, or an invalid day or name.
    package static func setHolidays(
        of calendar: Identifier<BusinessCalendar>,
        adding added: [Holiday],
        removing removed: [CalendarDay] = [],
        by user: CurrentUser
    ) throws(AccessError) -> Request<Int64> {
        try user.require(.manageShared)
        // The server removes a day with an empty name, so send a blank one, which it refuses.
        let names = added.map { $0.name.original.isEmpty ? " " : $0.name.original } + removed.map { _ in "" }
        return change(
            Statement("save_holidays", SQLFiles.saveHolidays, planned: .once),
            [Parameter(calendar), Parameter(added.map(\.day) + removed), Parameter(names)]
        )
    }

    /// Recalculates the deadlines of open conversations; returns how many moved.
    package static func recalculateDeadlines(by user: CurrentUser) throws(AccessError) -> Request<Int64> {
        try user.require(.manageShared)
        return change(Statement("recalculate_deadlines", SQLFiles.recalculateDeadlines, planned: .once), [])
    }

    /// Tens of thousands of deadlines take several seconds.
    private static func change(_ statement: Statement, _ parameters: [Parameter]) -> Request<Int64> {
        Request(writing: statement, parameters)
            .withTimeout(.seconds(60))
    }
}

extension SLACondition {
    fileprivate var parameters: [Parameter] {
        [Parameter(kind.rawValue), Parameter(priority?.label), Parameter(channel?.label), Parameter(zone)]
    }
}

extension SLATarget: RowDecodable {
    init(row: Row) throws(DecodingError) {
        let kind: String = try row[0]
        let priority: String? = try row[1]
        let channel: String? = try row[2]
        self.init(
            condition: SLACondition(
                kind: ResponseKind(rawValue: kind) ?? .next,
                priority: priority.map { Priority(label: $0) },
                channel: channel.map { Channel(label: $0) },
                zone: try row[3]
            ),
            zoneLabel: try row[4],
            minutes: try row[5],
            calendar: try row[6],
            calendarName: try row[7]
        )
    }
}

extension BusinessCalendar: RowDecodable {
    init(row: Row) throws(DecodingError) {
        let opens: [Int32] = try row[3]
        let closes: [Int32] = try row[4]
        let days: [CalendarDay] = try row[5]
        let names: [UntrustedText] = try row[6]
        self.init(
            id: try row[0],
            name: try row[1],
            timeZone: try row[2],
            // The database guarantees at least one interval, and that each ends after it begins.
            hours: OpeningHours(zip(opens, closes).map { Int($0)..<max(Int($0), Int($1)) }) ?? .always,
            holidays: zip(days, names).map { Holiday(day: $0, name: $1) }
        )
    }
}
