/// Which answer a target is about.
package enum ResponseKind: String, Sendable, Hashable, CaseIterable {
    /// The first answer of a person in a conversation; chatbots' don't count.
    case first
    /// Any answer after that.
    case next
}

/// What a target holds for; of those that fit a conversation, one for its zone goes before one for all zones, among these
/// one for its channel, among these one for its priority.
package struct SLACondition: Sendable, Hashable {
    /// Which answer.
    package var kind: ResponseKind
    /// Nil for any.
    package var priority: Priority?
    /// Nil for any.
    package var channel: Channel?
    /// The zone's number, 0 for the common queue; nil for any.
    package var zone: Int16?

    /// A condition from its parts.
    package init(kind: ResponseKind, priority: Priority? = nil, channel: Channel? = nil, zone: Int16? = nil) {
        self.kind = kind
        self.priority = priority
        self.channel = channel
        self.zone = zone
    }
}

/// Within how many minutes of a calendar a guest is answered.
package struct SLATarget: Sendable, Hashable {
    /// What it holds for.
    package var condition: SLACondition
    /// The zone's label; nil for any zone and for the common queue.
    package var zoneLabel: String?
    /// From 1 to 43,200.
    package var minutes: Int32
    /// By whose hours they count.
    package var calendar: Identifier<BusinessCalendar>
    /// That calendar's name.
    package var calendarName: UntrustedText

    /// A target from its columns.
    package init(
        condition: SLACondition,
        zoneLabel: String?,
        minutes: Int32,
        calendar: Identifier<BusinessCalendar>,
        calendarName: UntrustedText
    ) {
        self.condition = condition
        self.zoneLabel = zoneLabel
        self.minutes = minutes
        self.calendar = calendar
        self.calendarName = calendarName
    }
}

/// The hours by which answer times count.
package struct BusinessCalendar: Sendable, Hashable {
    /// Made by whoever makes the calendar.
    package var id: Identifier<BusinessCalendar>
    /// 1 to 60 characters, no other calendar's.
    package var name: UntrustedText
    /// The zone of its wall clock, such as `Africa/Casablanca`.
    package var timeZone: String
    /// When it is open.
    package var hours: OpeningHours
    /// The days on which it isn't, in order.
    package var holidays: [Holiday]

    /// A calendar from its parts.
    package init(
        id: Identifier<BusinessCalendar>,
        name: UntrustedText,
        timeZone: String,
        hours: OpeningHours,
        holidays: [Holiday] = []
    ) {
        self.id = id
        self.name = name
        self.timeZone = timeZone
        self.hours = hours
        self.holidays = holidays
    }
}

/// A day on which a calendar is closed.
package struct Holiday: Sendable, Hashable {
    /// From 2000 to 2199.
    package var day: CalendarDay
    /// 1 to 60 characters.
    package var name: UntrustedText

    /// A holiday from day and name.
    package init(day: CalendarDay, name: UntrustedText) {
        self.day = day
        self.name = name
    }
}
