import Domain

/// The requests about SLA targets and calendars.
package enum SLARequest: Sendable, Hashable {
    /// Reads all targets and calendars.
    case read
    /// Creates or changes a target; `minutes` is 1 to 43200.
    case setTarget(SLACondition, minutes: Int32, calendar: Identifier<BusinessCalendar>)
    /// Removes a target.
    case removeTarget(SLACondition)
    /// Creates or changes a calendar with its holidays; `removing` lists the days that stop being holidays.
    case saveCalendar(BusinessCalendar, removing: [CalendarDay])
    /// Removes a calendar.
    case removeCalendar(Identifier<BusinessCalendar>)

    /// Returns the event for a failure.
    package func event(for failure: Failure) -> SLAEvent {
        switch self {
        case .read: .read(.failure(failure))
        case .setTarget, .removeTarget, .saveCalendar, .removeCalendar: .changed(self, .failure(failure))
        }
    }
}

/// The responses to `SLARequest`.
package enum SLAEvent: Sendable {
    /// All targets and calendars.
    case read(Result<SLAPolicies, Failure>)
    /// The result of a change.
    case changed(SLARequest, Result<Void, Failure>)
}

/// All SLA targets and calendars.
package struct SLAPolicies: Sendable, Hashable {
    /// In order of precedence.
    package var targets: [SLATarget]
    /// Sorted by name.
    package var calendars: [BusinessCalendar]

    /// Creates a set of targets and calendars.
    package init(targets: [SLATarget], calendars: [BusinessCalendar]) {
        self.targets = targets
        self.calendars = calendars
    }
}
