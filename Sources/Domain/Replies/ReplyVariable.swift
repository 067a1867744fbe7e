/// A variable of canned replies, filled from the conversation.
package enum ReplyVariable: String, Sendable, Hashable, CaseIterable {
    case guestFirstName = "guest.first_name"
    case guestLastName = "guest.last_name"
    case guestName = "guest.name"
    case propertyName = "property.name"
    case propertyAddress = "property.address"
    case checkIn = "stay.check_in"
    case checkOut = "stay.check_out"
    case nights = "stay.nights"
    case people = "stay.guests"
    case agentName = "agent.name"
}

extension ReplyVariable {
    /// The variable whose name, or its last word, is most like a text; nil if none is like it.
    package static func nearest(to name: String) -> Self? {
        let names = allCases.map(\.rawValue) + allCases.map(\.lastWord)
        return NearestName.of(name, among: names).flatMap { near in
            allCases.first { near == $0.rawValue || near == $0.lastWord }
        }
    }

    private var lastWord: String { rawValue.split(separator: ".").last.map(String.init) ?? rawValue }
}
