import Domain

/// What the console asks the server for about answer times.
package enum AnswerTimesRequest: Sendable, Hashable {
    /// Targets and calendars.
    case read
    /// A target, new or changed.
    case setTarget(TargetCondition, minutes: Int32, calendar: Identifier<ServiceCalendar>)
    /// A target to take away.
    case removeTarget(TargetCondition)
    /// A calendar with its holidays, new or changed, and the days that are no holidays any more.
    case saveCalendar(ServiceCalendar, removing: [CalendarDay])
    /// A calendar to take away.
    case removeCalendar(Identifier<ServiceCalendar>)

    /// The answer where it couldn't be done.
    package func failed(_ failure: Failure) -> AnswerTimesAnswer {
        switch self {
        case .read: .read(.failure(failure))
        case .setTarget, .removeTarget, .saveCalendar, .removeCalendar: .changed(self, .failure(failure))
        }
    }
}

/// What the server answered.
package enum AnswerTimesAnswer: Sendable {
    /// Targets and calendars as they are.
    case read(Result<AnswerTimesBook, Failure>)
    /// A change was made, or wasn't.
    case changed(AnswerTimesRequest, Result<Void, Failure>)
}

/// All answer times of the house.
package struct AnswerTimesBook: Sendable, Hashable {
    /// Those that go before others first.
    package var targets: [ServiceTarget]
    /// By name.
    package var calendars: [ServiceCalendar]

    /// A book of targets and calendars.
    package init(targets: [ServiceTarget], calendars: [ServiceCalendar]) {
        self.targets = targets
        self.calendars = calendars
    }
}
