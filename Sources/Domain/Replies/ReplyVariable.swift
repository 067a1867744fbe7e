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
        let likely = allCases.flatMap { variable in
            let names = [variable.rawValue, variable.rawValue.split(separator: ".").last.map(String.init) ?? ""]
            return names.map { (variable, distance: editDistance(Array($0), Array(name)), most: $0.count / 2) }
        }
        return likely.filter { $0.distance <= $0.most }.min { $0.distance < $1.distance }?.0
    }

    /// The number of letters to insert, delete or replace.
    private static func editDistance(_ left: [Character], _ right: [Character]) -> Int {
        guard right.count <= 100 else { return right.count }
        var row = Array(0...right.count)
        for (place, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = place + 1
            for (index, other) in right.enumerated() {
                let replaced = diagonal + (letter == other ? 0 : 1)
                diagonal = row[index + 1]
                row[index + 1] = min(replaced, row[index] + 1, row[index + 1] + 1)
            }
        }
        return row[right.count]
    }
}
