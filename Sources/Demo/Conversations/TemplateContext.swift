/// The employees who write in one conversation.
struct ConversationStaff: Sendable {
    let lead: Employee
    let steering: Employee
}

/// The values for a conversation's blanks.
struct TemplateContext: Sendable {
    let guest: Guest
    let property: Property
    let stay: Reservation?

    /// Fills the drafts' blanks and names their speakers. A blank has the same value throughout.
    func lines(
        _ drafts: [Dialogue.Draft],
        times: [UnixTime],
        cast: ConversationStaff,
        _ random: inout SplitMix64
    ) -> [GuestThread.Line] {
        let values = values(&random)
        return zip(drafts, times).map { draft, time in
            let author: Employee? =
                switch draft.voice {
                case .guest, .chatbot, .system: nil
                case .agent: draft.isModel ? nil : cast.lead
                case .note: random.chance(15) ? cast.steering : cast.lead
                }
            return GuestThread.Line(
                voice: draft.voice,
                author: author,
                isModel: draft.isModel,
                text: draft.template.filled { value($0, values) },
                time: time
            )
        }
    }

    /// Fills a single line.
    func fill(_ template: Template, _ random: inout SplitMix64) -> String {
        let values = values(&random)
        return template.filled { value($0, values) }
    }

    private struct Values {
        let number: String
        let time: String
        let price: String
        let flight: String
        let wifi: String
        let day: String
    }

    private func values(_ random: inout SplitMix64) -> Values {
        let nights = stay?.nights ?? random.within(2...7)
        let arrival = (stay?.arrival ?? UnixTime(seconds: 0) + random.within(1...27) * UnixTime.day).local
        let airline = random.pick(["AT", "AF", "FR", "U2", "TO", "IB"])
        return Values(
            number: String(random.within(2...6)),
            time: "\(random.within(9...21)):\(random.pick(["00", "15", "30", "45"]))",
            price: String((random.within(60...190) * 10) * nights),
            flight: "\(airline) \(random.within(200...1_990))",
            wifi: "\(random.pick(["Atlas", "Menthe", "Zellige", "Argan", "Safran"]))-\(random.within(1_000...9_999))",
            day: "\(arrival.day)/\(arrival.month)"
        )
    }

    private func value(_ blank: Template.Blank, _ values: Values) -> String {
        switch blank {
        case .guest: guest.firstName
        case .property: property.name
        case .city: property.quarter.city
        case .code: String(property.code)
        case .wifi: values.wifi
        case .time: values.time
        case .day: values.day
        case .price: values.price
        case .flight: values.flight
        case .number: values.number
        }
    }
}
