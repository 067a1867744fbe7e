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
