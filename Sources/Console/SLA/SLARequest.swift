import Domain

/// What the console asks the server for about answer times.
package enum SLARequest: Sendable, Hashable {
    /// Targets and calendars.
    case read
    /// A target, new or changed.
    case setTarget(SLACondition, minutes: Int32, calendar: Identifier<BusinessCalendar>)
    /// A target to take away.
    case removeTarget(SLACondition)
    /// A calendar with its holidays, new or changed, and the days that are no holidays any more.
    case saveCalendar(BusinessCalendar, removing: [CalendarDay])
    /// A calendar to take away.
    case removeCalendar(Identifier<BusinessCalendar>)

    /// The answer where it couldn't be done.
    package func response(for failure: Failure) -> SLAResponse {
        switch self {
        case .read: .read(.failure(failure))
        case .setTarget, .removeTarget, .saveCalendar, .removeCalendar: .changed(self, .failure(failure))
        }
    }
}

/// What the server answered.
package enum SLAResponse: Sendable {
    /// Targets and calendars as they are.
    case read(Result<SLAPolicies, Failure>)
    /// A change was made, or wasn't.
    case changed(SLARequest, Result<Void, Failure>)
}

/// All answer times of the house.
package struct SLAPolicies: Sendable, Hashable {
    /// Those that go before others first.
    package var targets: [SLATarget]
    /// By name.
    package var calendars: [BusinessCalendar]

    /// A book of targets and calendars.
    package init(targets: [SLATarget], calendars: [BusinessCalendar]) {
        self.targets = targets
        self.calendars = calendars
    }
}
